"""Common random numbers against independent seeds, on policies and a scenario that are shipped."""

import numpy as np
import pytest

from experiments.comparison import compare, runs_of
from experiments.study import Study

#: What the analyst asks for first; at least fivefold is asked, tens to hundreds are found.
ASKED = ("readiness", "autonomy", "funding_gap", "leakage_share", "legitimacy", "trust")
#: Here pairing helps least, since the policy itself decides most of what varies.
LEAST = ("cohesion_balance", "own_total_musd", "personnel")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    study = Study.from_dict(
        {
            "title": "The freeze, paid for oneself",
            "scenario": "liberia/us_freeze",
            "policy": ["status_quo", "self_financing"],
            "replicates": 100,
            "seed": 5,
            "quarters": 20,
            "outcomes": [*ASKED, *LEAST],
        },
        "freeze",
    )
    return compare(runs_of(study, tmp_path_factory.mktemp("runs") / "out"))


def ratios(found):
    """Variance of differences between worlds of different seeds, over that of paired ones."""
    theirs, ours = found.worlds.values[0]
    apart = np.roll(ours, 1, axis=-1) - theirs  # the policy in one world, the reference in another
    paired = ours - theirs
    return dict(zip(found.worlds.outcomes, apart.var(axis=-1) / paired.var(axis=-1), strict=True))


def test_common_random_numbers_need_less_than_a_fifth_of_the_replicates(found):
    measured = ratios(found)
    for outcome in ASKED:
        assert measured[outcome] > 5, outcome
    told = found.adequacy.set_index(["scenario", "outcome"])["gain"]
    for outcome in (*ASKED, *LEAST):
        # the gain that is told is that of independence; the roll's differs by chance correlation
        assert told["", outcome] == pytest.approx(measured[outcome], rel=0.35), outcome


def test_where_it_helps_less_it_still_does_no_harm(found):
    measured = ratios(found)
    most = max(measured[outcome] for outcome in LEAST)
    assert 2 < min(measured.values())
    assert most < min(measured[outcome] for outcome in ASKED)
