import numpy as np

from sim.rules.mandate import Mandate, reviewed_strength
from tests.rules.contract import RuleContract


class TestMandate(RuleContract):
    name = "mandate"
    arguments = {
        "votes_for": {"agreement": (0, 1), "threat": (0, 1), "fatigue": (0, 1), "noise": (-1, 1)},
        "objects": {"agreement": (0, 1), "threat": (0, 1), "fatigue": (0, 1), "noise": (-1, 1)},
        "required_troops": {
            "threat": (0, 1),
            "own_readiness": (0, 1),
            "full_strength": (0, 20_000),
        },
        "reviewed_strength": {
            "authorised": (0, 20_000),
            "required": (0, 20_000),
            "review": (0, 1),
            "carried": (0, 1),
        },
        "substituted": {"gap": (0, 1)},
    }
    returns = {
        "votes_for": (0, 1),
        "objects": (0, 1),
        "required_troops": (0, 20_000),
        "reviewed_strength": (0, 20_000),
        "substituted": (0, 0.5),
    }
    directions = {
        "votes_for": {"agreement": 1, "threat": 1, "fatigue": -1, "noise": 1},
        "objects": {"agreement": -1, "threat": -1, "fatigue": 1, "noise": -1},
        "required_troops": {"threat": 1, "own_readiness": -1, "full_strength": 1},
        "reviewed_strength": {"required": 1, "carried": 1},
        "substituted": {"gap": 1},
    }
    off = {"reviewed_strength": "authorised", "substituted": 0.0}

    def test_an_unneeded_mission_leaves_by_a_staircase(self):
        strength = [np.float64(8000.0)]
        for quarter in range(24):
            review = float(quarter % 4 == 3)
            strength.append(reviewed_strength(strength[-1], 0.0, review, 1.0, Mandate()))
        np.testing.assert_allclose(strength[::4], [8000, 5600, 3920, 2744, 1920.8, 1344.56, 0])
        assert np.count_nonzero(np.diff(strength)) == 6

    def test_nobody_objects_to_what_it_votes_for(self):
        args = self.draw("objects")
        for p in self.rules_to_try():
            both = self.function("objects")(**args, p=p) * self.function("votes_for")(**args, p=p)
            assert not both.any()
