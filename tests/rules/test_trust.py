from sim.rules.trust import Trust, next_trust
from tests.rules.contract import RuleContract


class TestTrust(RuleContract):
    name = "trust"
    arguments = {
        "next_trust": {"trust": (0, 1), "prior": (0, 1), "kept": (0, 2), "reporting": (0, 1)}
    }
    returns = {"next_trust": (0, 1)}
    directions = {"next_trust": {"trust": 1, "prior": 1, "kept": 1, "reporting": 1}}
    off = {"next_trust": "trust"}

    def test_what_a_year_builds_a_broken_half_year_destroys(self):
        trust, p = 0.5, Trust()
        for kept in (1.0, 1.0, 1.0, 1.0, 0.0, 0.0):
            trust = next_trust(trust, 0.5, kept, 0.0, p)
        assert trust < 0.5
