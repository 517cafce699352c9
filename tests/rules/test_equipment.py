from sim.rules.equipment import Equipment, next_equipment, next_infrastructure
from tests.rules.contract import RuleContract


class TestEquipment(RuleContract):
    name = "equipment"
    arguments = {
        "maintenance": {"upkeep": (0, 2), "logistics": (0, 50)},
        "next_equipment": {"stock": (0, 1), "inflow": (0, 50), "maintenance": (0, 1)},
        "next_infrastructure": {"stock": (0, 1), "inflow": (0, 50)},
        "serviceability": {"maintenance": (0, 1), "logistics": (0, 1)},
    }
    returns = {
        "maintenance": (0, 1),
        "next_equipment": (0, 1),
        "next_infrastructure": (0, 1),
        "serviceability": (0, 1),
    }
    directions = {
        "maintenance": {"upkeep": 1, "logistics": 1},
        "next_equipment": {"stock": 1, "inflow": 1, "maintenance": 1},
        "next_infrastructure": {"stock": 1, "inflow": 1},
        "serviceability": {"maintenance": 1, "logistics": 1},
    }
    off = {"serviceability": 1.0}

    def test_nothing_wears_out_when_switched_off(self) -> None:
        p = Equipment({"on": 0})
        assert next_equipment(0.37, 0.0, 0.0, p) == 0.37
        assert next_infrastructure(0.37, 0.0, p) == 0.37
