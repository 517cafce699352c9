from tests.rules.contract import RuleContract


class TestSpecialisation(RuleContract):
    name = "specialisation"
    arguments = {
        "general_training": {"training": (10, 50), "special": (0, 10)},
        "cadre": {"personnel": (0, 20_000)},
        "sharpened": {"readiness": (0, 1), "skill": (0, 1)},
        "passing": {"decay": (0, 1), "skill": (0, 1)},
    }
    returns = {
        "general_training": (0, 50),
        "cadre": (0, 10_000),
        "sharpened": (0, 1),
        "passing": (0, 1),
    }
    directions = {
        "general_training": {"training": 1, "special": -1},
        "cadre": {"personnel": 1},
        "sharpened": {"readiness": 1, "skill": 1},
        "passing": {"decay": 1, "skill": 1},
    }
    off = {"general_training": "training", "sharpened": "readiness", "passing": "decay"}
