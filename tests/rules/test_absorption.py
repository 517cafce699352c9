import numpy as np

from tests.rules.contract import RuleContract


class TestAbsorption(RuleContract):
    name = "absorption"
    arguments = {"useful": {"inflow": (0, 500), "capacity": (0, 1), "own_budget": (0.1, 50)}}
    returns = {"useful": (0, 300)}
    directions = {"useful": {"inflow": 1, "capacity": 1, "own_budget": 1}}
    off = {"useful": "inflow"}

    def test_never_more_than_arrives_and_nothing_without_room(self) -> None:
        args = self.draw("useful")
        assert (self.function("useful")(**args, p=self.rule()) <= args["inflow"] + 1e-9).all()
        assert self.function("useful")(10.0, 1.0, 0.0, self.rule()) <= 1e-9

    def test_each_further_dollar_buys_less(self) -> None:
        inflow = np.linspace(0.0, 40.0, 41)
        gained = np.diff(self.function("useful")(inflow, 0.5, 5.0, self.rule()))
        assert (np.diff(gained) < 0).all()
