"""Pareto sets of points that can be looked at."""

import numpy as np
import pytest

from experiments.search import dominates, hypervolume, nondominated, spread_out

POINTS = np.array([[0.0, 2.0], [1.0, 1.0], [2.0, 0.0], [2.0, 2.0], [1.0, 1.0], [np.nan, 0.0]])


def test_equals_dominate_neither_way():
    assert not dominates(POINTS[1], POINTS[4])
    assert dominates(POINTS[1], POINTS[3])
    assert nondominated(POINTS).tolist() == [True, True, True, False, True, False]


def test_draws_are_judged_apart():
    found = nondominated(np.stack([POINTS, -POINTS]))
    assert found[0].tolist() == nondominated(POINTS).tolist()
    assert found[1].tolist() == [False, False, False, True, False, False]


def test_hypervolume_is_the_area_that_is_dominated():
    pytest.importorskip("pymoo")
    box = np.zeros(2), np.full(2, 3.0)
    # of nine squares: 3 under the first point, 2 more under the second, 1 more under the third
    assert hypervolume(POINTS[:3], *box) == pytest.approx(6 / 9)
    assert hypervolume(POINTS, *box) == pytest.approx(6 / 9)
    assert hypervolume(POINTS[:3] + 3.0, *box) == 0.0
    assert hypervolume(np.array([[1.0, 5.0]]), np.array([1.0, 4.0]), np.array([1.0, 6.0])) == 0.5


def test_the_ends_and_what_is_farthest_are_chosen():
    line = np.column_stack([np.arange(11.0), np.arange(11.0)[::-1]])
    assert spread_out(line, 3).tolist() == [0, 5, 10]
    assert spread_out(line, 99).tolist() == list(range(11))
    assert spread_out(line[:1].repeat(4, axis=0), 3).tolist() == [0]
