from tests.rules.contract import RuleContract


class TestNeed(RuleContract):
    name = "need"
    arguments = {"need": {"gap": (0, 1), "threat": (0, 1), "crisis": (0, 1)}}
    returns = {"need": (0.0, 1)}
    directions = {"need": {"gap": 1, "threat": 1, "crisis": 1}}
    off = {"need": 1.0}

    def test_calm_times_leave_the_floor(self) -> None:
        p = self.rule(floor=0.1)
        assert self.function("need")(0.0, 0.0, 0.0, p) == 0.1
