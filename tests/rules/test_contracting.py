from tests.rules.contract import RuleContract


class TestContracting(RuleContract):
    name = "contracting"
    arguments = {
        "delay_factor": {"contract_share": (0, 1), "memory": (0, 1)},
        "fee": {"value": (0, 100)},
        "next_memory": {"memory": (0, 1), "contract": (0, 1)},
        "quality": {"memory": (0, 1), "monitoring": (0, 1)},
    }
    returns = {
        "delay_factor": (0, 1),
        "fee": (0, 20),
        "next_memory": (0, 1),
        "quality": (0.4, 1),
    }
    directions = {
        "delay_factor": {"contract_share": -1, "memory": -1},
        "fee": {"value": 1},
        "next_memory": {"memory": 1, "contract": 1},
        "quality": {"memory": 1, "monitoring": 1},
    }
    off = {"delay_factor": 1.0, "fee": 0.0, "next_memory": "memory", "quality": 1.0}

    def test_what_a_year_of_contract_builds_a_year_without_it_loses(self) -> None:
        memory = 0.0
        for contract, bounds in ((1.0, (0.6, 0.8)), (0.0, (0.0, 0.01))):
            for _ in range(4):
                memory = self.function("next_memory")(memory, contract, self.rule())
            assert bounds[0] <= memory <= bounds[1]
