from tests.rules.contract import RuleContract


class TestTermination(RuleContract):
    name = "termination"
    arguments = {
        "called": {"guarantee": (0, 1), "alarm": (0, 1)},
        "hazard": {
            "capability_change": (0, 1),
            "threat_change": (0, 1),
            "alignment": (0, 1),
            "turned_autocratic": (0, 1),
            "institutionalised": (0, 1),
            "trust": (0, 1),
            "unmet": (0, 1),
        },
        "return_chance": {"alignment": (0, 1), "trust": (0, 1)},
        "honour_chance": {"trust": (0, 1), "reliability": (0, 1)},
    }
    returns = {
        "called": (0, 1),
        "hazard": (0, 1),
        "return_chance": (0, 1),
        "honour_chance": (0.1, 0.9),
    }
    directions = {
        "called": {"guarantee": 1, "alarm": 1},
        "hazard": {
            "capability_change": 1,
            "threat_change": 1,
            "alignment": -1,
            "turned_autocratic": 1,
            "institutionalised": -1,
            "trust": -1,
            "unmet": 1,
        },
        "return_chance": {"alignment": 1, "trust": 1},
        "honour_chance": {"trust": 1, "reliability": 1},
    }
    off = {"hazard": 0.0, "return_chance": 0.0, "honour_chance": 1.0}
