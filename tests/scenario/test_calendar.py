"""Calendar quarters."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.calendar import Quarter, QuarterError

QUARTERS = st.builds(Quarter, st.integers(1000, 3000), st.integers(1, 4))


def test_a_quarter_by_hand():
    quarter = Quarter.parse("2025Q1")
    assert (quarter.year, quarter.quarter, str(quarter)) == (2025, 1, "2025Q1")
    assert (str(quarter + 7), str(quarter - 1)) == ("2026Q4", "2024Q4")
    assert Quarter.parse("2026Q2") - quarter == 5
    assert quarter < Quarter.parse("2025Q2") < Quarter.parse("2026Q1")
    assert quarter.start_date == datetime.date(2025, 1, 1)


@given(QUARTERS, st.integers(-400, 400))
def test_sum_and_difference_undo_each_other(quarter, steps):
    assert (quarter + steps) - quarter == steps
    assert Quarter.parse(str(quarter)) == quarter


@given(QUARTERS)
def test_a_quarter_ends_the_day_before_the_next(quarter):
    assert quarter.end + datetime.timedelta(days=1) == (quarter + 1).start_date


@pytest.mark.parametrize(
    "text",
    ["2025", "2025Q5", "2025q1", "25Q1", " 2025Q1", "2025Q1\n", "٢٠٢٥Q1", "0000Q1", 2025],
)
def test_what_is_no_quarter(text):
    with pytest.raises(QuarterError):
        Quarter.parse(text)
    with pytest.raises(QuarterError):
        Quarter(2025, 0)
