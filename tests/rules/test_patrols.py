from tests.rules.contract import RuleContract


class TestPatrols(RuleContract):
    name = "patrols"
    arguments = {
        "border_calm": {"patrols": (0, 1), "readiness": (0, 1)},
        "trust_gained": {"trust": (0, 1), "patrols": (0, 1)},
        "next_interoperability": {"level": (0, 1), "exercises": (0, 1), "connection": (0, 1)},
    }
    returns = {"border_calm": (0, 1), "trust_gained": (0, 0.1), "next_interoperability": (0, 1)}
    directions = {
        "border_calm": {"patrols": -1, "readiness": -1},
        "trust_gained": {"trust": -1, "patrols": 1},
        "next_interoperability": {"level": 1, "exercises": 1, "connection": 1},
    }
    off = {"border_calm": 1.0, "trust_gained": 0.0, "next_interoperability": "level"}
