from tests.rules.contract import RuleContract


class TestLandscape(RuleContract):
    name = "landscape"
    arguments = {
        "propensity": {"relation": (-1, 1), "size": (0, 1)},
        "camp": {"pull": (-5, 5)},
        "opposed": {"rivalry": (0, 1), "own_camp": (-1, 1), "other_camp": (-1, 1)},
    }
    returns = {"propensity": (-3, 3), "camp": (-1, 1), "opposed": (0, 1)}
    directions = {"propensity": {"relation": 1}, "camp": {"pull": 1}, "opposed": {"rivalry": 1}}
    off = {"propensity": 0.0, "camp": 0.0, "opposed": "rivalry"}
