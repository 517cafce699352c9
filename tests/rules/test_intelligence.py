import numpy as np

from sim.rules.intelligence import Intelligence, perceived
from tests.rules.contract import RuleContract


class TestIntelligence(RuleContract):
    name = "intelligence"
    arguments = {
        "shared": {"trust": (0, 1), "willing": (0, 1)},
        "received": {"shared": (0, 10), "connection": (0, 1)},
        "perceived": {"threat": (0, 1), "quality": (0, 20), "shock": (-3, 3)},
    }
    returns = {"shared": (0, 1), "received": (0, 10), "perceived": (0, 1)}
    directions = {
        "shared": {"trust": 1, "willing": 1},
        "received": {"shared": 1, "connection": 1},
        "perceived": {"threat": 1, "shock": 1},
    }
    off = {"shared": "willing", "perceived": "threat"}

    def test_more_intelligence_means_less_error(self):
        quality = np.linspace(0.0, 20.0, 7)
        error = np.abs(perceived(0.5, quality, -1.0, Intelligence()) - 0.5)
        assert (np.diff(error) < 0.0).all()
