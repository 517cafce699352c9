import numpy as np
import pytest

from tests.rules.contract import RuleContract


class TestAgency(RuleContract):
    name = "agency"
    arguments = {
        "chosen_monitoring": {"distance": (0, 1), "conditionality": (0, 1)},
        "effort": {
            "distance": (0, 1),
            "monitoring": (0, 1),
            "conditionality": (0, 1),
            "competition": (0, 1),
        },
        "leaked_share": {"effort": (0, 1), "transparency": (0, 1)},
    }
    returns = {"chosen_monitoring": (0, 1), "effort": (0, 1), "leaked_share": (0, 0.6)}
    directions = {
        "chosen_monitoring": {"distance": 1, "conditionality": 1},
        "effort": {"distance": -1, "monitoring": 1, "conditionality": 1, "competition": -1},
        "leaked_share": {"effort": -1, "transparency": -1},
    }
    off = {"chosen_monitoring": 0.0, "effort": 1.0, "leaked_share": 0.0}

    @pytest.mark.parametrize(("distance", "conditionality"), [(0.2, 0.5), (0.6, 0.9), (1.0, 0.4)])
    def test_no_other_monitoring_pays_better(self, distance: float, conditionality: float) -> None:
        p = self.rule(benefit=0.8, monitoring_cost=0.6)
        tried = np.linspace(0, 1, 1001)
        payoff = 0.8 * (1 - distance * (1 - tried * conditionality)) - 0.6 * tried * tried
        best = self.function("chosen_monitoring")(distance, conditionality, p)
        assert best == pytest.approx(tried[np.argmax(payoff)], abs=0.001)

    def test_without_conditions_the_payoff_falls_one_for_one_with_distance(self) -> None:
        distance = np.linspace(0, 1, 11)
        effort = self.function("effort")(distance, 1.0, 0.0, 0.0, self.rule())
        np.testing.assert_allclose(effort, 1 - distance, atol=1e-12)
