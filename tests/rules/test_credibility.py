from tests.rules.contract import RuleContract


class TestCredibility(RuleContract):
    name = "credibility"
    arguments = {
        "next_reputation": {"reputation": (0, 1), "partners_reputation": (0, 1), "conduct": (0, 1)}
    }
    returns = {"next_reputation": (0, 1)}
    directions = {"next_reputation": {"reputation": 1, "partners_reputation": 1, "conduct": 1}}
    off = {"next_reputation": "reputation"}
