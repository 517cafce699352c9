import numpy as np
import pytest

from sim.rules.forces import Forces, next_skill
from tests.rules.contract import RuleContract


class TestForces(RuleContract):
    name = "forces"
    arguments = {
        "next_skill": {
            "skill": (0, 1),
            "training": (0, 20),
            "personnel": (100, 5000),
            "practice": (0, 1),
            "replaced": (0, 0.1),
        },
        "left": {"personnel": (0, 20000)},
        "next_personnel": {
            "personnel": (0, 20000),
            "left": (0, 500),
            "ceiling": (0, 20000),
            "funded": (0, 1),
        },
    }
    returns = {"next_skill": (0, 1), "left": (0, 500), "next_personnel": (0, 20000)}
    directions = {
        "next_skill": {"skill": 1, "training": 1, "personnel": -1, "practice": 1, "replaced": -1},
        "left": {"personnel": 1},
        "next_personnel": {"personnel": 1, "left": -1, "ceiling": 1, "funded": 1},
    }
    off = {"next_skill": "skill", "left": 0.0}

    @pytest.mark.parametrize("rate", [0.3, 1.0])
    def test_idle_skill_has_its_analytic_half_life(self, rate: float) -> None:
        p, skill = Forces({"skill_decay": rate}), 1.0
        quarters = 40
        for _ in range(quarters):
            skill = next_skill(skill, 0.0, 2000.0, 0.0, 0.0, p)
        assert skill == pytest.approx(0.5 ** (quarters / 4 / (np.log(2) / rate)))
