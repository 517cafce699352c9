from tests.rules.contract import RuleContract


class TestLandscape(RuleContract):
    name = "landscape"
    arguments = {"propensity": {"relation": (-1, 1), "size": (0, 1)}, "camp": {"pull": (-5, 5)}}
    returns = {"propensity": (-3, 3), "camp": (-1, 1)}
    directions = {"propensity": {"relation": 1}, "camp": {"pull": 1}}
    off = {"propensity": 0.0, "camp": 0.0}
