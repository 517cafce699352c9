from tests.rules.contract import RuleContract


class TestPeacekeeping(RuleContract):
    name = "peacekeeping"
    arguments = {
        "supply_weight": {
            "labour_advantage": (0, 1),
            "proximity": (0, 1),
            "alignment": (0, 1),
            "casualties": (0, 1),
            "concurrent": (0, 1),
        },
        "contingent": {"share": (0, 1), "authorised": (0, 20_000), "available": (0, 10_000)},
        "next_troops": {"troops": (0, 16_000), "wanted": (0, 16_000)},
        "calm": {"troops": (0, 16_000)},
    }
    returns = {
        "supply_weight": (0, 245),
        "contingent": (0, 10_000),
        "next_troops": (0, 16_000),
        "calm": (0, 1),
    }
    directions = {
        "supply_weight": {
            "labour_advantage": 1,
            "proximity": 1,
            "alignment": 1,
            "casualties": -1,
            "concurrent": -1,
        },
        "contingent": {"share": 1, "authorised": 1, "available": 1},
        "next_troops": {"troops": 1, "wanted": 1},
        "calm": {"troops": -1},
    }
    off = {"supply_weight": 1.0, "next_troops": "troops", "calm": 1.0}
