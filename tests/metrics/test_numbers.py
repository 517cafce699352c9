import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.metrics import _numbers as numbers


@pytest.mark.parametrize("n", [1, 2, 5, 30])
def test_gini_of_one_who_has_all(n):
    assert numbers.gini(np.eye(n)[0]) == pytest.approx((n - 1) / n)


def test_gini_of_equals_is_nothing():
    assert numbers.gini(np.full(7, 3.0)) == pytest.approx(0)


def test_gini_by_hand():
    # mean absolute difference of 1, 2, 6 over twice the mean: (2*(1+5+4)/9) / (2*3) = 10/27
    assert numbers.gini(np.array([6.0, 1.0, 2.0])) == pytest.approx(10 / 27)


def test_gini_counts_only_the_population():
    # 0 and 6 belong, 9 does not: (2 - 1)/2
    values, counted = np.array([9.0, 0.0, 6.0]), np.array([False, True, True])
    assert numbers.gini(values, counted) == pytest.approx(0.5)


def test_gini_of_nothing_is_undefined():
    assert np.isnan(numbers.gini(np.zeros(3)))
    assert np.isnan(numbers.gini(np.zeros((2, 0)))).all()
    assert np.isnan(numbers.gini(np.ones(3), np.zeros(3, bool)))


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=12))
def test_gini_is_the_mean_difference(values):
    x = np.array(values)
    difference = np.abs(x[:, None] - x).mean() / (2 * x.mean())
    assert numbers.gini(x) == pytest.approx(difference, abs=1e-12)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12), st.floats(0, 1))
def test_quantile_is_numpys(values, q):
    assert numbers.quantile(np.array(values), q) == pytest.approx(np.quantile(values, q), abs=1e-9)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=12))
def test_mean_and_spread_are_numpys(values):
    assert numbers.mean(np.array(values)) == pytest.approx(np.mean(values), abs=1e-12)
    assert numbers.spread(np.array(values)) == pytest.approx(np.std(values, ddof=1), abs=1e-9)


def test_nothing_has_no_mean():
    for measure in (numbers.mean, numbers.spread, lambda x: numbers.quantile(x, 0.1)):
        assert np.isnan(measure(np.zeros((2, 0)))).all()
    assert np.isnan(numbers.spread(np.ones((2, 1)))).all()
    assert np.isnan(numbers.mean_where(np.ones(3), np.zeros(3, bool)))
    assert numbers.mean_where(np.array([1.0, np.nan, 4.0]), np.array([True, False, True])) == 2.5


def test_first_of_none_is_told_from_the_first():
    happens = np.array([[False, True, True], [False, False, False], [True, False, False]])
    assert numbers.first(happens).tolist() == [1, -1, 0]
