"""Every metric against numbers worked by hand, and against those of the authors' own package."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.robustness import METRICS, metrics, undominated
from experiments.robustness.futures import of_frame
from experiments.robustness.transforms import behind_the_best, percentiles, worse_half

# The table and numbers with which McPhail's package RAPID (github.com/cameronmcphail/RAPID) is
# tested: two alternatives in three futures, to be maximised and to be minimised.
TWO = np.array([[0.99, 1.0, 0.5], [0.69, 0.6, 0.6]])
PUBLISHED = {
    "maximin": ([0.5, 0.6], [-1.0, -0.69]),
    "maximax": ([1.0, 0.69], [-0.5, -0.6]),
    "hurwicz": ([0.75, 0.645], [-0.75, -0.645]),
    "laplace": ([0.83, 0.63], [-0.83, -0.63]),
    "minimax_regret": ([-0.1, -0.4], [-0.4, -0.1]),
    "mean_variance": ([1.42320289996384, 1.54948632859709], [0.132210105461122, 0.351723890540445]),
    "undesirable_deviations": ([-0.245, 0.0], [-0.005, -0.045]),
}
# Shapes, by 21 futures each: the 10th, 25th, 50th, 75th and 90th percentiles are then the 3rd,
# 6th, 11th, 16th and 19th of them, and nothing is interpolated.
EVEN = np.arange(21.0)
BENT = np.concatenate([np.arange(0, 20, 2.0), np.arange(20, 31.0)])  # 10 wide steps, then narrow


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("way", [0, 1], ids=["maximised", "minimised"])
def test_published_numbers(name, way):
    found = metrics()[name].score([TWO, -TWO][way])
    assert found == pytest.approx(PUBLISHED[name][way], abs=1e-12)


def test_hurwicz_weighs_the_worst_as_told():
    score = metrics(pessimism=0.75)["hurwicz"].score(TWO)
    assert score == pytest.approx([0.625, 0.6225])  # published too


@pytest.mark.parametrize(
    ("sign", "expected"), [(1.0, [2 / 3, 2 / 3]), (-1.0, [1 / 3, 2 / 3])], ids=["at least", "most"]
)
def test_domain_counts_futures_that_reach_the_threshold(sign, expected):
    f = np.array([[0.5, 0.99, 1.0], [0.6, 0.65, 0.69]])
    assert metrics(sign * 0.65)["domain"].score(sign * f) == pytest.approx(expected)


def test_regret_of_a_percentile():
    # in 21 futures the second policy is 0 ... 20 behind: the 90th percentile is 18
    f = np.stack([np.full(21, 100.0), 100.0 - EVEN])
    assert metrics()["percentile_regret"].score(f) == pytest.approx([0.0, -18.0])
    assert metrics()["minimax_regret"].score(f) == pytest.approx([0.0, -20.0])


def test_skewness_by_hand():
    # even: q10, q50, q90 are 2, 10, 18, so (10 - 10) / 8; bent: 4, 20, 28, so (20 - 16) / 12
    assert metrics()["percentile_skewness"].score(np.stack([EVEN, BENT])) == pytest.approx(
        [0.0, 1 / 3]
    )


def test_peakedness_by_hand():
    # even: (18 - 2) / (15 - 5); bent: (28 - 4) / (25 - 10)
    assert metrics()["percentile_peakedness"].score(np.stack([EVEN, BENT])) == pytest.approx(
        [1.6, 1.6]
    )
    crowded = np.concatenate([[-9, -8, -7], np.zeros(15), [7, 8, 9.0]])
    score = metrics()["percentile_peakedness"].score(np.stack([crowded, np.zeros(21)]))
    assert score[0] == np.inf and np.isnan(score[1])


def test_spread_is_never_a_merit():
    # below −1 the quotient alone would prefer the wide one
    f = np.array([[-5.0, -5.0, -5.0], [-9.0, -5.0, -1.0]])
    narrow, wide = metrics()["mean_variance"].score(f)
    assert narrow == pytest.approx(-4.0) and wide == pytest.approx(-4.0 * 5.0)


def test_worse_half_of_an_odd_number_has_the_middle():
    assert worse_half(np.array([[3.0, 1.0, 2.0]])).tolist() == [[1.0, 2.0]]


def test_percentiles_interpolate():
    assert percentiles(np.array([[0.0, 1.0]]), 0.1, 0.5).tolist() == [[0.1, 0.5]]


def test_values_are_told_in_the_outcomes_own_direction():
    score = np.array([-0.3])
    told = {name: metric.value(score, -1.0)[0] for name, metric in metrics().items()}
    assert told["maximin"] == 0.3 and told["minimax_regret"] == 0.3
    assert told["percentile_skewness"] == -0.3
    assert metrics()["maximin"].better(-1.0) == "lower" == metrics()["minimax_regret"].better(1.0)
    assert metrics()["domain"].better(-1.0) == "higher"


tables = arrays(
    float, st.tuples(st.integers(2, 5), st.integers(2, 12)),
    elements=st.integers(-50, 50).map(float),
)  # fmt: skip


@given(tables, st.integers(1, 9))
def test_a_dominated_policy_never_wins(f, loss):
    f = np.concatenate([f, f[:1] - loss])  # worse than the first in every future
    for name in ("maximin", "maximax", "hurwicz", "laplace", "minimax_regret", "percentile_regret"):
        score = metrics()[name].score(f)
        assert score[-1] <= score[0]
        assert score[-1] < score.max() or name.endswith("regret")
    # by regret it can tie only where it is not surely behind, which it is in every future
    assert (behind_the_best(f)[-1] < 0).all()
    assert metrics()["minimax_regret"].score(f)[-1] < 0
    assert metrics()["domain"].score(f)[-1] <= metrics()["domain"].score(f)[0]
    assert not undominated(f[:, :])[-1]


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_futures_and_policies_means_nothing(f, luck):
    columns, rows = list(range(f.shape[1])), list(range(f.shape[0]))
    luck.shuffle(columns)
    luck.shuffle(rows)
    for name, metric in metrics(threshold=3.0).items():
        moved = metric.score(f[rows][:, columns])
        assert np.allclose(moved, metric.score(f)[rows], equal_nan=True), name


@given(tables)
def test_an_outcome_and_its_opposite_rank_alike(f):
    import pandas as pd

    one = of_frame(pd.DataFrame(f), "better")
    other = of_frame(pd.DataFrame(-f), "worse")
    assert np.array_equal(one.oriented, other.oriented)
    for metric in metrics().values():
        score = metric.score(one.oriented)
        level = metric.value(score, one.sign), metric.value(score, other.sign)
        if metric.measures == "level":
            assert np.array_equal(level[0], -level[1])
        else:
            assert np.array_equal(*level, equal_nan=True)


@pytest.mark.parametrize("name", METRICS)
def test_leading_axes_are_free(name):
    f = np.random.default_rng(1).normal(size=(3, 4, 7))
    metric = metrics()[name]
    assert np.array_equal(metric.score(f), np.stack([metric.score(one) for one in f]))


def test_the_whole_collection_is_there():
    assert len(METRICS) == 11
    assert all(metric.meaning and metric.reference for metric in metrics().values())
