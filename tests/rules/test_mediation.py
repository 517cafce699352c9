from tests.rules.contract import RuleContract


class TestMediation(RuleContract):
    name = "mediation"
    arguments = {
        "price": {"effort": (0, 1)},
        "reconciled": {"relation": (-1, 1), "effort": (0, 1)},
        "soothed": {"effort": (0, 1)},
    }
    returns = {"price": (0, 2), "reconciled": (-1, 1), "soothed": (1, 4)}
    directions = {
        "price": {"effort": 1},
        "reconciled": {"relation": 1, "effort": 1},
        "soothed": {"effort": 1},
    }
    off = {"price": 0.0, "reconciled": "relation", "soothed": 1.0}
