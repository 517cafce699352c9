"""Intervals hold as often as they say, alone and together."""

import numpy as np
import pytest
from scipy import stats

from experiments.gains.resampling import (
    FEWEST_CHANGED,
    FEWEST_PAIRS,
    changes,
    counts,
    effect,
    intervals,
    spread,
)

WORLDS, COLUMNS = 60, 20


def walks(rng, worlds=WORLDS, columns=COLUMNS):
    """Differences without an effect that hang together over time, as trajectories do."""
    steps = rng.standard_normal((worlds, columns))
    return np.cumsum(steps, axis=1) / np.sqrt(np.arange(1, columns + 1))


def test_resamples_draw_whole_worlds():
    drawn = counts(30, 200, 1)
    assert drawn.shape == (200, 30)
    assert (drawn.sum(axis=1) == 30).all()
    np.testing.assert_array_equal(drawn, counts(30, 200, 1))
    assert (drawn != counts(30, 200, 2)).any()


def test_a_single_interval_is_near_that_of_student():
    change = np.random.default_rng(4).normal(0.3, 1.0, (200, 1))
    found = intervals(change, counts(200, 4000, 1), [np.arange(1)])
    half = stats.t.isf(0.025, 199) * change.std(ddof=1) / np.sqrt(200)
    assert found.difference[0] == pytest.approx(change.mean())
    # the bootstrap's own noise and the sample's shape: a few percent
    assert found.high[0] - found.difference[0] == pytest.approx(half, rel=0.08)
    np.testing.assert_allclose(found.high - found.difference, found.difference - found.low)


@pytest.mark.parametrize("seed", [1, 2])
def test_bands_hold_over_all_quarters_about_as_often_as_they_say(seed):
    rng = np.random.default_rng(seed)
    drawn, together = counts(WORLDS, 400, 1), [np.arange(COLUMNS)]
    wrong_band, wrong_alone = 0, 0
    for _ in range(300):
        found = intervals(walks(rng), drawn, together)
        wrong_band += bool(found.beyond(0.0).any())
        wrong_alone += bool(((found.low > 0) | (found.high < 0)).any())
    # 5% nominal; three standard errors of 300 repeats are 3.8%
    assert 0.012 <= wrong_band / 300 <= 0.088
    assert wrong_alone / 300 > 0.12, "pointwise intervals do not hold together"


def test_bands_contain_the_intervals_of_one_alone():
    found = intervals(walks(np.random.default_rng(3)), counts(WORLDS, 400, 1), [np.arange(COLUMNS)])
    assert (found.low_all <= found.low).all()
    assert (found.high_all >= found.high).all()


def test_a_column_without_a_group_stands_alone():
    change = walks(np.random.default_rng(3))
    found = intervals(change, counts(WORLDS, 400, 1), [np.arange(5), np.arange(5, 10)])
    np.testing.assert_array_equal(found.low_all[10:], found.low[10:])
    assert (found.low_all[:10] < found.low[:10]).any()


def test_few_worlds_are_not_judged():
    found = intervals(np.ones((FEWEST_PAIRS - 1, 2)), counts(9, 100, 1), [])
    np.testing.assert_array_equal(found.difference, 1.0)
    assert np.isnan(found.low).all()
    assert not found.beyond(0.0).any()
    assert np.isnan(intervals(np.ones((0, 2)), np.ones((5, 0)), []).difference).all()


def test_a_handful_of_worlds_that_differ_is_never_sure():
    change = np.zeros((200, 2))
    change[: FEWEST_CHANGED - 1, 0] = 1.0
    change[:FEWEST_CHANGED, 1] = 1.0
    found = intervals(change, counts(200, 400, 1), [])
    assert found.low[0] > 0.0
    assert found.beyond(0.0).tolist() == [0, 1]


def test_what_is_the_same_in_all_worlds_has_no_width():
    change = np.full((50, 1), 0.1)
    found = intervals(change, counts(50, 100, 1), [np.arange(1)])
    assert found.low[0] == found.high_all[0] == found.difference[0] == 0.1


def test_rounding_is_no_difference():
    old = np.random.default_rng(1).uniform(0.5, 1.0, (20, 2))
    new = old.copy()
    new[:, 0] += 1e-14
    new[:, 1] += 1e-3
    found = changes(new, old)
    assert (found[:, 0] == 0.0).all()
    assert (found[:, 1] != 0.0).all()


def test_effects_in_standard_deviations_of_the_reference():
    old = np.random.default_rng(1).normal(0.0, 2.0, (500, 1))
    assert effect(np.array([1.0]), spread(old))[0] == pytest.approx(1.0 / old.std(ddof=1))
    constant = np.full((7, 1), 0.1)
    assert effect(np.array([1.0, 0.0]), np.repeat(spread(constant), 2)).tolist() == [np.inf, 0.0]
