from tests.rules.contract import RuleContract


class TestTurnover(RuleContract):
    name = "turnover"
    arguments = {
        "turns": {"draw": (0, 1), "rate": (0, 1), "due": (0, 1)},
        "next_position": {
            "position": (0, 1),
            "turned": (0, 1),
            "democracy": (0, 1),
            "shock": (-3, 3),
        },
        "remembered_trust": {"trust": (0, 1), "turned": (0, 1)},
    }
    returns = {"turns": (0, 1), "next_position": (0, 1), "remembered_trust": (0, 1)}
    directions = {
        "turns": {"draw": -1, "rate": 1, "due": 1},
        "next_position": {"position": 1, "shock": 1},
        "remembered_trust": {"trust": 1, "turned": -1},
    }
    off = {"turns": 0.0, "next_position": "position", "remembered_trust": "trust"}
