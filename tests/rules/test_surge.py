from tests.rules.contract import RuleContract


class TestSurge(RuleContract):
    name = "surge"
    arguments = {"next_surge": {"surge": (0, 5), "onset": (0, 1), "tie": (0, 1)}}
    returns = {"next_surge": (0, 8)}
    directions = {"next_surge": {"surge": 1, "onset": 1, "tie": 1}}

    def test_half_lives_of_the_range_are_those_of_the_four_pairs(self) -> None:
        """2.4 years at the fastest fade (US-Haiti) and 4.7 at the slowest (US-Sierra Leone)."""
        for fade, years in ((0.29, 2.41), (0.15, 4.68)):
            surge, quarters = 1.0, 0
            while surge > 0.5:
                surge = self.function("next_surge")(surge, 0.0, 1.0, self.rule(fade=fade))
                quarters += 1
            assert abs(quarters / 4 - years) <= 0.25
