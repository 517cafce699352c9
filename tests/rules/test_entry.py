from tests.rules.contract import RuleContract


class TestEntry(RuleContract):
    name = "entry"
    arguments = {"entry_chance": {"rate": (0, 1), "reputation": (0, 1), "engaged": (0, 1)}}
    returns = {"entry_chance": (0, 1)}
    directions = {"entry_chance": {"rate": 1, "reputation": 1, "engaged": 1}}
    off = {"entry_chance": 0.0}
