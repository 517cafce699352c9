from tests.rules.contract import RuleContract


class TestSovereignty(RuleContract):
    name = "sovereignty"
    arguments = {
        "dependency": {"external": (0, 500), "own": (0, 50)},
        "cost": {"dependency": (0, 1), "conditionality": (0, 1)},
        "accepted": {"cost": (0, 1), "limit": (0, 1)},
        "backlash_chance": {"cost": (0, 1)},
        "next_backlash": {"backlash": (0, 1), "begins": (0, 1)},
        "tolerance": {"limit": (0, 1), "backlash": (0, 1)},
    }
    returns = dict.fromkeys(arguments, (0, 1))
    directions = {
        "dependency": {"external": 1, "own": -1},
        "cost": {"dependency": 1, "conditionality": 1},
        "accepted": {"cost": -1, "limit": 1},
        "backlash_chance": {"cost": 1},
        "next_backlash": {"backlash": 1, "begins": 1},
        "tolerance": {"limit": 1, "backlash": -1},
    }
    off = {"cost": 0.0, "accepted": 1.0, "backlash_chance": 0.0, "tolerance": "limit"}
