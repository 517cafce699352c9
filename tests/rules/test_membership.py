from tests.rules.contract import RuleContract


class TestMembership(RuleContract):
    name = "membership"
    arguments = {
        "stay_gain": {
            "benefits": (0, 1),
            "relations": (-1, 1),
            "dues_burden": (0, 1),
            "suspended": (0, 1),
        },
        "leave_chance": {"gain": (-7, 5)},
        "join_chance": {"gain": (-7, 5)},
    }
    returns = {"stay_gain": (-7, 5), "leave_chance": (0, 1), "join_chance": (0, 1)}
    directions = {
        "stay_gain": {"benefits": 1, "relations": 1, "dues_burden": -1, "suspended": -1},
        "leave_chance": {"gain": -1},
        "join_chance": {"gain": 1},
    }
    off = {"leave_chance": 0.0, "join_chance": 0.0}
