from tests.rules.contract import RuleContract


class TestBalance(RuleContract):
    name = "balance"
    arguments = {
        "next_relation": {
            "relation": (-1, 1),
            "kinship": (-1, 1),
            "own_tie": (0, 1),
            "other_tie": (0, 1),
        }
    }
    returns = {"next_relation": (-1, 1)}
    directions = {"next_relation": {"relation": 1, "kinship": 1}}
