from tests.rules.contract import RuleContract


class TestHardware(RuleContract):
    name = "hardware"
    arguments = {
        "composite": {"weapons": (0, 1), "vehicles": (0, 1), "communications": (0, 1)},
        "carried_over": {"stock": (0, 1), "equipment": (0, 1), "composite": (0, 1)},
        "mobility": {"vehicles": (0, 1)},
    }
    returns = {"composite": (0, 1), "carried_over": (0, 1), "mobility": (0, 1)}
    directions = {
        "composite": {"weapons": 1, "vehicles": 1, "communications": 1},
        "carried_over": {"stock": 1, "equipment": 1},
        "mobility": {"vehicles": 1},
    }
    off = {"mobility": 1.0}

    def test_what_nothing_moved_stays(self):
        stock = self.draw("carried_over")["stock"]
        kept = self.function("carried_over")(stock, 0.4, 0.4, self.rule())
        assert abs(kept - stock).max() < 1e-12
