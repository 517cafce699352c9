"""Levels of a stock or a flow of the host, and how they change."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Amount, ColumnName, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic


@statistic(unit="the column's", meaning="mean level of a column of the host")
def mean_level(record: Record, *, column: ColumnName, first: When, last: When) -> np.ndarray:
    """Mean over the ends of the window's quarters."""
    return _mean(record, column, first, last)


@statistic(unit="1/year", meaning="soldiers who leave in a year over soldiers in service",
           columns=("left", "personnel"))  # fmt: skip
def attrition(record: Record, *, first: When, last: When) -> np.ndarray:
    """Four times the sum of those who left over the sum of those in service, over quarters.

    NaN where nobody is in service.
    """
    left = record.column("left", first, last).sum(1)
    serving = record.column("personnel", first, last).sum(1)
    return np.where(serving > 0, 4.0 * left / serving, np.nan)


@statistic(unit="1", meaning="log change of a column's mean from one window to another")
def log_change(
    record: Record,
    *,
    column: ColumnName,
    before_first: When,
    before_last: When,
    first: When,
    last: When,
) -> np.ndarray:
    """log(mean after / mean before); NaN where one of the means is not above 0."""
    after = _mean(record, column, first, last)
    before = _mean(record, column, before_first, before_last)
    both = (after > 0) & (before > 0)
    return np.where(both, np.log(np.where(both, after / before, 1.0)), np.nan)


@statistic(unit="1", meaning="level of a column at the window's end over that at its beginning")
def retention(record: Record, *, column: ColumnName, first: When, last: When) -> np.ndarray:
    """y(last) / y(first), at the ends of the two quarters; NaN where the first is not above 0."""
    level = record.column(column, first, last)
    return np.where(level[:, 0] > 0, level[:, -1] / level[:, 0], np.nan)


@statistic(unit="soldiers", meaning="mean number of own soldiers in peace operations abroad",
           columns=("abroad", "personnel"))  # fmt: skip
def soldiers_abroad(record: Record, *, first: When, last: When) -> np.ndarray:
    """Mean over quarters of the share abroad times the soldiers in service."""
    return _mean_of(_abroad(record, first, last))


@statistic(unit="years", meaning="years until a recipient of peacekeepers sends its own",
           columns=("abroad", "personnel"))  # fmt: skip
def contributor_lag(record: Record, *, first: When, last: When, least: Amount) -> np.ndarray:
    """Years from the beginning of the window to the end of the first quarter with `least` abroad.

    NaN where it never comes so far within the window.
    """
    enough = _abroad(record, first, last) >= least
    quarters = enough.argmax(1) + 1
    return np.where(enough.any(1), 0.25 * quarters, np.nan)


def _abroad(record: Record, first: When, last: When) -> np.ndarray:
    return record.column("abroad", first, last) * record.column("personnel", first, last)


def _mean(record: Record, column: str, first: When, last: When) -> np.ndarray:
    return _mean_of(record.column(column, first, last))


def _mean_of(values: np.ndarray) -> np.ndarray:
    return np.asarray(values.sum(1) / values.shape[1])
