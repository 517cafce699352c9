from tests.rules.contract import RuleContract


class TestFatigue(RuleContract):
    name = "fatigue"
    arguments = {"next_fatigue": {"fatigue": (0, 1), "burden": (0, 3), "progress": (0, 1)}}
    returns = {"next_fatigue": (0, 1)}
    directions = {"next_fatigue": {"fatigue": 1, "burden": 1, "progress": -1}}
    off = {"next_fatigue": 0.0}
