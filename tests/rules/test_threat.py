from tests.rules.contract import RuleContract


class TestThreat(RuleContract):
    name = "threat"
    arguments = {
        "next_unrest": {
            "unrest": (0, 1),
            "base": (0, 1),
            "spill": (0, 1),
            "soothed": (1, 4),
        },
        "base_level": {
            "base": (0, 1),
            "aid_drop": (0, 5),
            "calm": (0, 1),
            "readiness": (0, 1),
            "contagion_from": (0, 1),
            "spread_from": (0, 1),
            "cooperation": (0, 1),
        },
        "next_threat": {"threat": (0, 1), "level": (0, 1), "onset": (0, 1), "shock": (-3, 3)},
    }
    returns = {"next_unrest": (0, 1), "base_level": (0, 1), "next_threat": (0, 1)}
    directions = {
        "next_unrest": {"unrest": 1, "base": 1, "spill": 1},
        "base_level": {
            "base": 1,
            "aid_drop": 1,
            "calm": 1,
            "readiness": -1,
            "contagion_from": 1,
            "spread_from": 1,
            "cooperation": -1,
        },
        "next_threat": {"level": 1, "onset": 1, "shock": 1},
    }
    off = {"next_unrest": "unrest", "base_level": "base"}
