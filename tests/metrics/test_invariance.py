"""What may not matter: other runs, memory layout, names, the unit of money."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.metrics import OUTCOMES, outcomes, table
from tests.metrics.histories import random_history

MANY = random_history(5, 150)
ROWS = outcomes(MANY)

#: In money, or held against a threshold in money.
IN_MONEY = {"external_total_musd", "own_total_musd"}


def identical(left, right):
    """Bit for bit, NaN for NaN, and the sign of zero."""
    assert list(left) == list(right)
    for name in left:
        a, b = left[name].to_numpy(), right[name].to_numpy()
        assert a.tobytes() == b.tobytes(), name


def test_the_random_history_exercises_every_outcome():
    assert ROWS.notna().any().all()
    assert (ROWS.nunique() > 5).all()


@pytest.mark.parametrize("run", [0, 63, 128, 149])
def test_a_run_alone_has_the_numbers_of_its_row(run):
    identical(outcomes(MANY.isel(run=[run])), ROWS.iloc[[run]])
    identical(outcomes(MANY.isel(run=run)), ROWS.iloc[[run]])


def test_order_and_number_of_runs_change_nothing():
    picked = np.random.default_rng(0).permutation(150)[:37]
    identical(outcomes(MANY.isel(run=picked)), ROWS.iloc[picked])


def test_memory_layout_and_order_of_dimensions_change_nothing():
    laid_out = MANY.copy(deep=True)
    for name in laid_out.data_vars:
        laid_out[name].data = np.ascontiguousarray(MANY[name].values)
    identical(outcomes(laid_out), ROWS)
    turned = MANY.transpose("actor", "quarter", "run", ...)
    for name in turned.data_vars:
        turned[name].data = np.ascontiguousarray(turned[name].values)
    identical(outcomes(turned), ROWS)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_chunks_change_nothing(monkeypatch, chunk):
    monkeypatch.setattr(table, "CHUNK", chunk)
    identical(outcomes(MANY), ROWS)


def test_the_history_is_left_as_it_was():
    before = MANY.copy(deep=True)
    outcomes(MANY)
    pd.testing.assert_frame_equal(outcomes(before), ROWS)
    assert before.identical(MANY)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_names_and_order_of_partners_change_nothing(seed):
    h = random_history(seed, 2, quarters=16, states=5, bodies=2, others=3)
    order = np.random.default_rng(seed).permutation(h.sizes["actor"])
    states = [at for at in order if at < 5]
    bodies = [at - 5 for at in order if 5 <= at < 7]
    shuffled = h.isel(actor=order, state=states, body=bodies)
    shuffled = shuffled.assign_coords(actor=[f"new {i}" for i in order])
    pd.testing.assert_frame_equal(outcomes(shuffled), outcomes(h), rtol=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(1.0, 1e4))
def test_the_unit_of_money_changes_only_money(seed, factor):
    # all flows are felt or nothing, so that the threshold of 10,000 US$ parts the same ones
    h = random_history(seed, 2, quarters=16, states=5, bodies=2, others=3)
    h["help"] = h["help"].where((h["help"] == 0) | (h["help"] > 0.02), 0.02)
    scaled = h.copy()
    for name in ("help", "external", "own_budget", "committed", "overhead", "leaked"):
        scaled[name] = h[name] * factor
    before, after = outcomes(h), outcomes(scaled)
    for name in OUTCOMES:
        expected = before[name] * (factor if name in IN_MONEY else 1.0)
        assert after[name].to_numpy() == pytest.approx(expected, rel=1e-9, nan_ok=True), name
