from tests.rules.contract import RuleContract


class TestCredibility(RuleContract):
    name = "credibility"
    arguments = {
        "conduct": {"accountability": (0, 1), "transparency": (0, 1), "deployed": (0, 1)},
        "lent": {"support": (0, 60)},
        "next_reputation": {"reputation": (0, 1), "partners_reputation": (0, 1), "conduct": (0, 1)},
    }
    returns = {"conduct": (0, 1), "lent": (0, 1), "next_reputation": (0, 1)}
    directions = {
        "conduct": {"accountability": 1, "transparency": 1, "deployed": 1},
        "lent": {"support": 1},
        "next_reputation": {"reputation": 1, "partners_reputation": 1, "conduct": 1},
    }
    off = {"next_reputation": "reputation"}
