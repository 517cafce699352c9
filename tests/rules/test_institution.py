from tests.rules.contract import RuleContract


class TestInstitution(RuleContract):
    name = "institution"
    arguments = {
        "next_capacity": {
            "capacity": (0, 1),
            "advice": (0, 20),
            "knowledge": (0, 30),
            "eroded": (0, 0.1),
            "professionalism": (0, 1),
        }
    }
    returns = {"next_capacity": (0, 1)}
    directions = {
        "next_capacity": {
            "capacity": 1,
            "advice": 1,
            "knowledge": 1,
            "eroded": -1,
            "professionalism": 1,
        }
    }
    off = {"next_capacity": "capacity"}
