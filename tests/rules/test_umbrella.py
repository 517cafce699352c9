from tests.rules.contract import RuleContract


class TestUmbrella(RuleContract):
    name = "umbrella"
    arguments = {
        "passed_on": {"link": (0, 0.5), "links": (0.5, 10), "funds": (0, 100)},
        "shared_access": {"access": (0, 1), "roots": (0, 1)},
    }
    returns = {"passed_on": (0, 100), "shared_access": (0, 1)}
    directions = {
        "passed_on": {"link": 1, "links": -1, "funds": 1},
        "shared_access": {"access": 1, "roots": 1},
    }
    off = {"passed_on": 0.0, "shared_access": "access"}
