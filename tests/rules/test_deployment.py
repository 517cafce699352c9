from tests.rules.contract import RuleContract


class TestDeployment(RuleContract):
    name = "deployment"
    arguments = {
        "next_abroad": {
            "abroad": (0, 1),
            "offer": (0, 1),
            "readiness": (0, 1),
            "threat": (0, 1),
        },
        "own_cost": {"soldiers": (0, 20_000)},
        "at_home": {"abroad": (0, 1), "humanitarian_missions": (0, 1)},
    }
    returns = {"next_abroad": (0, 1), "own_cost": (0, 168), "at_home": (0, 1)}
    directions = {
        "next_abroad": {"abroad": 1, "offer": 1, "readiness": 1, "threat": -1},
        "own_cost": {"soldiers": 1},
        "at_home": {"abroad": -1, "humanitarian_missions": -1},
    }
    off = {"next_abroad": "offer", "own_cost": 0.0}
