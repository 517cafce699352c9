"""Conditions as a person writes them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.discovery import Condition, DiscoveryError, parse_condition
from sim.metrics import OUTCOMES

TERMS = st.tuples(
    st.sampled_from(sorted(OUTCOMES)),
    st.sampled_from(["<", "<=", ">", ">="]),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(st.lists(TERMS, min_size=1, max_size=3))
def test_a_condition_reads_back(terms):
    condition = None
    for outcome, op, threshold in reversed(terms):
        condition = Condition(outcome, op, threshold, condition)
    assert parse_condition(str(condition)) == condition


@pytest.mark.parametrize(
    "text", ["readiness<0.4", " readiness  <  0.4 ", "readiness < .4", "readiness < 4e-1"]
)
def test_spaces_and_forms_of_a_number_do_not_matter(text):
    assert parse_condition(text) == Condition("readiness", "<", 0.4)


def test_all_comparisons_at_the_threshold():
    table = pd.DataFrame({"trust": [0.1, 0.2, 0.3]})
    held = {op: parse_condition(f"trust {op} 0.2").holds(table).tolist() for op in
            ("<", "<=", ">", ">=")}  # fmt: skip
    assert held == {
        "<": [True, False, False],
        "<=": [True, True, False],
        ">": [False, False, True],
        ">=": [False, True, True],
    }


def test_several_must_all_hold_and_all_be_defined():
    nan = float("nan")
    table = pd.DataFrame({"readiness": [0.1, 0.1, nan, 0.9], "trust": [0.5, 0.1, 0.5, nan]})
    both = parse_condition("readiness < 0.4 AND trust > 0.2")
    assert both.outcomes == ("readiness", "trust")
    assert both.holds(table).tolist() == [True, False, False, False]
    assert both.defined(table).tolist() == [True, True, False, False]
    assert both.words == "readiness is below 0.4 and trust is above 0.2"


def test_an_infinite_outcome_is_undefined():
    low = parse_condition("y < 1", ["y"])
    table = pd.DataFrame({"y": [-np.inf, 0.0]})
    assert low.holds(table).tolist() == [False, True]
    assert low.defined(table).tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("readyness < 0.4", "did you mean 'readiness'?"),
        ("readiness = 0.4", "'=' and '==' are not among the comparisons"),
        ("readiness < low", "'low' in 'readiness < low' is not a number"),
        ("readiness < nan", "must be a finite number"),
        ("readiness 0.4", "is not a condition"),
        ("readiness < 0.4 and", "is not a condition"),
        ("readiness < 0.4 or trust < 1", "is not a condition"),
        ("", "the condition is empty"),
        ("0.4 < readiness", "is not a condition"),
    ],
)
def test_what_cannot_be_read_is_told(text, told):
    with pytest.raises(DiscoveryError, match=r".") as caught:
        parse_condition(text)
    assert told in str(caught.value)


def test_a_table_without_the_outcome_is_refused():
    with pytest.raises(DiscoveryError, match="did you mean 'trusts'"):
        parse_condition("trust < 1").holds(pd.DataFrame({"trusts": [1.0]}))
