import numpy as np
import pytest

from sim.rules.burden_sharing import BurdenSharing, best_response
from tests.rules.contract import RuleContract


class TestBurdenSharing(RuleContract):
    name = "burden_sharing"
    arguments = {
        "best_response": {"wealth": (0, 100), "others": (0, 500), "private_benefit": (0, 0.5)},
        "next_contribution": {"contribution": (0, 100), "wanted": (0, 100)},
    }
    returns = {"best_response": (0, 100), "next_contribution": (0, 100)}
    directions = {
        "best_response": {"wealth": 1, "others": -1, "private_benefit": 1},
        "next_contribution": {"contribution": 1, "wanted": 1},
    }
    off = {"next_contribution": "contribution"}

    @pytest.mark.parametrize("wealth", [(8.0, 8.0), (7.0, 9.0)])
    def test_private_provision_of_a_public_good(self, wealth):
        """Bergstrom, Blume & Varian 1986: G = a W / (1 + (n - 1)(1 - a)), however W is shared."""
        given = np.zeros(2)
        for _ in range(100):
            given = best_response(np.array(wealth), given[::-1], 0.0, BurdenSharing({"taste": 0.5}))
        assert given.sum() == pytest.approx(16 / 3)
