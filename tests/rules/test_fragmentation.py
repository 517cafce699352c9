import numpy as np

from tests.rules.contract import RuleContract


class TestFragmentation(RuleContract):
    name = "fragmentation"
    arguments = {
        "transaction_share": {"partners": (0, 60), "concentration": (0, 1)},
        "eroded": {"capacity": (0, 1), "concentration": (0, 1), "multilateral_share": (0, 1)},
    }
    returns = {"transaction_share": (0, 0.9), "eroded": (0, 0.0125)}
    directions = {
        "transaction_share": {"partners": 1, "concentration": -1},
        "eroded": {"capacity": 1, "concentration": -1, "multilateral_share": -1},
    }
    off = {"transaction_share": 0.0, "eroded": 0.0}

    def test_what_equal_partners_bring_has_a_hump(self) -> None:
        """n * (1 - 0.03 * (n - 1)) is largest at n = 1.03 / 0.06 = 17.2, in whole partners 17."""
        partners = np.arange(1.0, 31.0)
        p = self.rule(transaction_cost=0.03, ceiling=0.9)
        lost = self.function("transaction_share")(partners, 1.0 / partners, p)
        assert partners[np.argmax(partners * (1.0 - lost))] == 17
