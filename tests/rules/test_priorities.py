import numpy as np
import pytest

from tests.rules.contract import RuleContract


class TestPriorities(RuleContract):
    name = "priorities"
    arguments = {
        "next_mood": {"mood": (-2, 2), "own_shock": (-3, 3), "common_shock": (-3, 3)},
        "attention": {"mood": (-2, 2)},
    }
    returns = {"next_mood": (-3, 3), "attention": (0, 8)}
    directions = {
        "next_mood": {"mood": 1, "own_shock": 1, "common_shock": 1},
        "attention": {"mood": 1},
    }
    off = {"attention": 1.0}

    def test_moments_are_those_that_the_parameters_name(self) -> None:
        p = self.rule(persistence=0.5, volatility=0.4, common=0.3)
        rng = np.random.default_rng(88)
        mood, moods = np.zeros((2, 4000)), []
        for _ in range(28):  # the last year starts six years in, 0.5^6 < 0.02
            common = np.broadcast_to(rng.standard_normal(4000), mood.shape)
            own = rng.standard_normal(mood.shape)
            mood = self.function("next_mood")(mood, own, common, p)
            moods.append(mood)
        assert np.std(mood) == pytest.approx(0.4, abs=0.02)
        assert np.corrcoef(mood)[0, 1] == pytest.approx(0.3, abs=0.05)
        assert np.corrcoef(mood[0], moods[-5][0])[0, 1] == pytest.approx(0.5, abs=0.05)
        assert np.mean(self.function("attention")(mood, p)) == pytest.approx(1.0, abs=0.02)
