"""Verdicts: more than chance would put into a band, with the mechanism and not without it."""

import numpy as np
import pytest

from experiments.validation import evidence, judge, together


def inside(share, runs=200):
    """Runs of which a share lies in [0, 1]."""
    count = round(share * runs)
    return np.concatenate([np.full(count, 0.5), np.full(runs - count, 9.0)])


@pytest.mark.parametrize(
    ("share", "verdict"), [(1.0, "passes"), (0.6, "passes"), (0.55, "unclear"), (0.5, "unclear"),
                           (0.45, "unclear"), (0.42, "fails"), (0.0, "fails")],
)  # fmt: skip
def test_the_interval_of_the_share_decides(share, verdict):
    assert judge(inside(share), 0.0, 1.0).verdict == verdict


def test_more_runs_settle_what_few_leave_open():
    assert judge(inside(0.55, 200), 0.0, 1.0).verdict == "unclear"
    assert judge(inside(0.55, 2000), 0.0, 1.0).verdict == "passes"


def test_the_interval_is_wilson_s():
    # 81 of 263, Newcombe 1998 (Statistics in Medicine 17:857), table I: 0.2553 to 0.3662
    found = judge(np.repeat([0.5, 9.0], [81, 182]), 0.0, 1.0)
    assert (round(found.share_low, 4), round(found.share_high, 4)) == (0.2553, 0.3662)


def test_undefined_runs_are_outside_and_leave_the_median_alone():
    values = np.where(np.arange(200) < 70, 0.5, np.nan)
    found = judge(values, 0.0, 1.0)
    assert (found.runs, found.defined, found.share) == (200, 70, 0.35)
    assert found.median == 0.5 and found.verdict == "fails"


def test_undefined_everywhere_fails_and_no_run_says_nothing():
    found = judge(np.full(50, np.nan), 0.0, 1.0)
    assert found.verdict == "fails" and np.isnan(found.median)
    assert judge(np.zeros(0), 0.0, 1.0).verdict == "unclear"


def test_a_median_outside_fails_where_few_runs_are_asked_for():
    assert judge(inside(0.4), 0.0, 1.0, needed=0.2).verdict == "fails"
    assert judge(inside(0.9), 0.0, 1.0, needed=0.8).verdict == "passes"
    assert judge(inside(0.7), 0.0, 1.0, needed=0.8).verdict == "fails"


def test_both_ends_of_a_band_belong_to_it():
    assert judge(np.repeat([0.0, 1.0], 30), 0.0, 1.0).share == 1.0


def test_one_measure_that_fails_is_enough():
    assert together(["passes", "passes"]) == "passes"
    assert together(["passes", "fails", "unclear"]) == "fails"
    assert together(["unclear", "passes"]) == "unclear"
    assert together([]) == "unclear"


@pytest.mark.parametrize(
    ("pattern", "placebo", "said"),
    [
        ("passes", "fails", "evidence"), ("passes", "passes", "no evidence"),
        ("passes", "unclear", "unclear"), ("passes", None, "no placebo"),
        ("fails", "fails", "not reproduced"), ("fails", "passes", "not reproduced"),
        ("unclear", "fails", "unclear"),
    ],
)  # fmt: skip
def test_a_pattern_is_evidence_only_where_its_placebo_fails(pattern, placebo, said):
    assert evidence(pattern, placebo) == said
