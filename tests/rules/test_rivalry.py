from tests.rules.contract import RuleContract


class TestRivalry(RuleContract):
    name = "rivalry"
    arguments = {
        "retained": {"rival_share": (0, 1), "threshold": (0, 1), "exclusivity": (0, 1)},
        "next_alignment": {"alignment": (0, 1), "pull": (-1, 1), "home": (0, 1)},
    }
    returns = {"retained": (0, 1), "next_alignment": (0, 1)}
    directions = {
        "retained": {"rival_share": -1, "threshold": 1, "exclusivity": -1},
        "next_alignment": {"alignment": 1, "pull": 1, "home": 1},
    }
    off = {"retained": 1.0, "next_alignment": "alignment"}

    def test_a_small_state_keeps_both_unless_the_threshold_is_crossed(self) -> None:
        """Hedging: little is lost below the threshold, most of what is exclusive above it."""
        retained, p = self.function("retained"), self.rule(width=0.05)
        assert retained(0.3, 0.5, 0.8, p) > 0.98
        assert retained(0.7, 0.5, 0.8, p) < 0.22
