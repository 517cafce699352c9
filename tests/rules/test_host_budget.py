from tests.rules.contract import RuleContract


class TestHostBudget(RuleContract):
    name = "host_budget"
    arguments = {
        "next_planned": {"planned": (0, 50), "opens": (0, 1)},
        "next_own_budget": {
            "own": (0, 50),
            "planned": (0, 50),
            "external": (0, 500),
            "external_before": (0, 500),
            "threat": (0, 1),
            "opens": (0, 1),
        },
    }
    returns = {"next_planned": (0, 54), "next_own_budget": (0, 150)}
    directions = {
        "next_planned": {"planned": 1, "opens": 1},
        "next_own_budget": {
            "own": 1,
            "planned": 1,
            "external": -1,
            "external_before": 1,
            "threat": 1,
        },
    }
    off = {"next_planned": "planned", "next_own_budget": "planned"}

    def test_nothing_moves_between_fiscal_years(self) -> None:
        assert self.function("next_own_budget")(3.0, 4.0, 9.0, 90.0, 1.0, 0.0, self.rule()) == 3.0
