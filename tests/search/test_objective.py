"""Objectives: what is read, and what a statistic leaves out."""

import numpy as np
import pytest

from experiments.search import Objective, SearchError, objectives
from experiments.search.objective import over

VALUES = np.array([[0.0, 1.0, 2.0, 3.0, 4.0], [np.nan, 1.0, 2.0, 3.0, np.nan], [np.nan] * 5])


def test_the_better_side_is_the_outcomes_own():
    one, other = objectives(["readiness", "funding_gap q90"], cost=False)
    assert (one.more, other.more) == (True, False)
    assert (one.sign, other.sign) == (-1.0, 1.0)
    assert other.name == "funding_gap_q90"


def test_runs_without_a_value_are_left_out():
    assert Objective("readiness", True).of(VALUES)[:2].tolist() == [2.0, 2.0]
    quantile = Objective("readiness", True, "q25").of(VALUES)
    assert quantile[:2].tolist() == [1.0, 1.5]
    assert np.isnan(quantile[2])
    assert np.isnan(Objective("readiness", True).of(VALUES)[2])


def test_the_worst_scenario_depends_on_the_better_side():
    values = np.array([[1.0, 5.0], [3.0, 4.0]])
    assert over(values, Objective("readiness", True), "worst").tolist() == [1.0, 4.0]
    assert over(values, Objective("threat", False), "worst").tolist() == [3.0, 5.0]
    assert over(values, Objective("threat", False), "mean").tolist() == [2.0, 4.5]


def test_cost_is_added_once():
    assert [one.name for one in objectives(["cost", "readiness"])] == ["cost", "readiness"]
    assert [one.name for one in objectives(["readiness"])] == ["readiness", "cost"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["readyness"], "did you mean 'readiness'"),
        (["concentration"], "say 'more concentration' or 'less concentration'"),
        (["readiness q0"], "must read"),
        (["readiness mean q10"], "must read"),
        (["less"], "no outcome is named ''"),
        ([], "no objective"),
        (["readiness", "more readiness"], "stated twice"),
    ],
)
def test_what_is_wrong_is_told(texts, told):
    with pytest.raises(SearchError, match=told):
        objectives(texts)
