from tests.rules.contract import RuleContract


class TestStandby(RuleContract):
    name = "standby"
    arguments = {
        "pool": {"pledged": (0, 30_000)},
        "called": {
            "threat": (0, 1),
            "promised": (0, 1),
            "out": (0, 30_000),
            "carried": (0, 1),
        },
    }
    returns = {"pool": (0, 30_000), "called": (0, 1)}
    directions = {
        "pool": {"pledged": 1},
        "called": {"threat": 1, "promised": 1, "out": 1, "carried": 1},
    }
    off = {"pool": 0.0}

    def test_it_goes_at_a_high_threat_and_stays_until_a_low_one(self):
        out, seen = 0.0, []
        for threat in (0.4, 0.6, 0.4, 0.35, 0.2, 0.4):
            out = 1000.0 * self.function("called")(threat, 0.0, out, 1.0, self.rule())
            seen.append(float(out))
        assert seen == [0.0, 1000.0, 1000.0, 1000.0, 0.0, 0.0]
