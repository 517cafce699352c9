from tests.rules.contract import RuleContract


class TestTechnology(RuleContract):
    name = "technology"
    arguments = {
        "next_technology": {"level": (0, 1), "inflow": (0, 20)},
        "information_quality": {"level": (0, 1), "shared": (0, 10)},
        "supplier_dependence": {"level": (0, 1), "concentration": (0, 1)},
        "detected": {"quality": (0, 20)},
    }
    returns = {
        "next_technology": (0, 1),
        "information_quality": (0, 20),
        "supplier_dependence": (0, 1),
        "detected": (0, 1),
    }
    directions = {
        "next_technology": {"level": 1, "inflow": 1},
        "information_quality": {"level": 1, "shared": 1},
        "supplier_dependence": {"level": 1, "concentration": 1},
        "detected": {"quality": 1},
    }
    off = {
        "next_technology": "level",
        "information_quality": "shared",
        "supplier_dependence": 0.0,
        "detected": 1.0,
    }
