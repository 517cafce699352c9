import numpy as np

from tests.rules.contract import RuleContract


class TestAllocation(RuleContract):
    name = "allocation"
    arguments = {
        "merit": {"accountability": (0, 1), "diplomacy": (0, 1), "reputation": (0, 1)},
        "desired_aid": {
            "budget": (0, 100),
            "priority": (0, 2),
            "need": (0, 1),
            "merit": (0, 1),
            "alignment": (0, 1),
        },
        "next_appropriation": {"appropriation": (0, 100), "desired": (0, 100), "opens": (0, 1)},
    }
    returns = {"merit": (0, 1), "desired_aid": (0, 200), "next_appropriation": (0, 100)}
    directions = {
        "merit": {"accountability": 1, "diplomacy": 1, "reputation": 1},
        "desired_aid": {"budget": 1, "priority": 1, "need": 1, "merit": 1, "alignment": 1},
        "next_appropriation": {"appropriation": 1, "desired": 1},
    }

    def test_switched_off_the_wish_forgets_need_merit_and_interest(self) -> None:
        args = self.draw("desired_aid")
        value = self.function("desired_aid")(**args, p=self.rule(on=0))
        np.testing.assert_array_equal(value, args["budget"] * args["priority"])

    def test_switched_off_a_year_starts_from_the_wish(self) -> None:
        args = self.draw("next_appropriation")
        opening = {**args, "opens": np.ones(self.samples)}
        value = self.function("next_appropriation")(**opening, p=self.rule(on=0))
        np.testing.assert_array_equal(value, args["desired"])

    def test_between_two_budgets_nothing_moves(self) -> None:
        args = self.draw("next_appropriation")
        closed = {**args, "opens": np.zeros(self.samples)}
        for p in (self.rule(), self.rule(on=0)):
            value = self.function("next_appropriation")(**closed, p=p)
            np.testing.assert_array_equal(value, args["appropriation"])
