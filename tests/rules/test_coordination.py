import numpy as np

from tests.rules.contract import RuleContract


class TestCoordination(RuleContract):
    name = "coordination"
    arguments = {
        "dyads": {"partners": (0, 60), "framework": (0, 1)},
        "coordination_share": {"dyads": (0, 1800), "mandate_distance": (0, 1)},
        "delay_quarters": {
            "regulatory_distance": (0, 1),
            "standards": (0, 1),
            "connection": (0, 1),
        },
        "mistrust": {"military": (0, 1)},
    }
    returns = {
        "dyads": (0, 1770),
        "coordination_share": (0, 0.9),
        "delay_quarters": (0, 4),
        "mistrust": (0, 0.3),
    }
    directions = {
        "dyads": {"partners": 1},
        "coordination_share": {"dyads": 1, "mandate_distance": 1},
        "delay_quarters": {"regulatory_distance": 1, "standards": -1, "connection": -1},
    }
    off = {"coordination_share": 0.0, "delay_quarters": 0.0}

    def test_a_framework_spares_pairs_from_three_partners_on(self) -> None:
        partners = np.arange(0.0, 61.0)
        mesh, half, hub = (
            self.function("dyads")(partners, framework, self.rule()) for framework in (0, 0.5, 1)
        )
        np.testing.assert_array_equal(mesh[:3], hub[:3])
        assert (mesh[3:] > half[3:]).all()
        assert (half[3:] > hub[3:]).all()

    def test_like_partners_do_not_mistrust_each_other(self) -> None:
        mistrust = self.function("mistrust")
        assert mistrust(0.0, self.rule()) == mistrust(1.0, self.rule()) == 0.0
        shares = np.linspace(0.0, 1.0, 11)
        assert mistrust(shares, self.rule()).argmax() == 5
