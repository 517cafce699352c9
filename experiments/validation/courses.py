"""Courses of the model in the form in which the record has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.validation.patterns import EVERYBODY, Series
from experiments.validation.statistics import Record
from experiments.validation.statistics._record import ends
from sim.calendar import Quarter
from sim.metrics._numbers import ratio

if TYPE_CHECKING:
    import xarray


def course(history: xarray.Dataset, series: Series) -> tuple[np.ndarray, np.ndarray]:
    """A series of the model.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, with the series' column.
    series : Series
        What to make of it.

    Returns
    -------
    (dates,), (runs, dates)
        Decimal years, the middle of a year or the end of a quarter, and the values.
    """
    record = Record(history)
    first, last = record.start + 1, record.last
    if series.yearly:
        first = Quarter(first.year + (first.quarter > 1), 1)
        last = Quarter(last.year - (last.quarter < 4), 4)
    values = _sum(record, series, series.suppliers, first, last)
    if series.over:
        values = ratio(values, _sum(record, series, series.over, first, last))
    if series.yearly:
        dates = np.arange(first.year, last.year + 1) + 0.5
    else:
        dates = np.array([decimal(first + n) for n in range(last - first + 1)])
    if series.relative:
        here = np.isin(dates.round(2), np.round(point_dates(series), 2))
        values = values / values[:, here].mean(1, keepdims=True)
    return dates, values


def points(series: Series) -> tuple[np.ndarray, np.ndarray]:
    """The record's points, `(points,)` dates and values, in the form of the series."""
    values = np.array(list(series.points.values()))
    return point_dates(series), values / values.mean() if series.relative else values


def point_dates(series: Series) -> np.ndarray:
    """Dates of the points as decimal years."""
    shift = 0.5 if series.yearly else 1.0
    found = []
    for date in series.points:
        is_year = date.isdigit()
        found.append(int(date) + shift if is_year else decimal(ends(date)))
    return np.array(found)


def decimal(quarter: Quarter) -> float:
    """End of a quarter as a decimal year."""
    return quarter.year + 0.25 * quarter.quarter


def _sum(
    record: Record, series: Series, suppliers: tuple[str, ...], first: Quarter, last: Quarter
) -> np.ndarray:
    window = str(first), str(last)
    if not suppliers:
        values = record.column(series.column, *window)
    else:
        some = () if EVERYBODY in suppliers else suppliers
        values = record.supplied(series.column, *window, some, body=series.body).sum(-1)
    return record.yearly(values, (last - first + 1) // 4) if series.yearly else values
