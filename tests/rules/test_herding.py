import numpy as np

from tests.rules.contract import RuleContract


class TestHerding(RuleContract):
    name = "herding"
    arguments = {"herded_aid": {"aid": (0, 100), "others_change": (-1, 1), "bilateral": (0, 1)}}
    returns = {"herded_aid": (0, 125)}
    directions = {"herded_aid": {"aid": 1, "others_change": 1}}
    off = {"herded_aid": "aid"}

    def test_multilateral_donors_do_not_herd(self) -> None:
        """As Frot & Santiso (2009) find, nearly."""
        args = {**self.draw("herded_aid"), "bilateral": np.zeros(self.samples)}
        value = self.function("herded_aid")(**args, p=self.rule())
        np.testing.assert_array_equal(value, args["aid"])
