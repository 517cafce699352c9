"""A crisis lifts a donor's help, and the lift fades."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actor, Amount, ColumnName, Payers, When
from experiments.validation.statistics._record import Record, begins
from experiments.validation.statistics._registry import statistic

#: Years before the peak that make the base: t-4 to t-2.
BASE = (4, 2)


@statistic(unit="1", meaning="peak year of a donor's help over the years before the crisis")
def surge_ratio(
    record: Record,
    *,
    donor: Actor,
    first: When,
    last: When,
    paid_by: Payers = {},  # noqa: B006 - never written to
    smallest: Amount = 0.0,
    flow: ColumnName = "help",
) -> np.ndarray:
    """Help of the peak year t in the window, over the mean of the years t-4 to t-2.

    NaN where that mean is not above `smallest` [million US$ a year]: a donor that had left, or
    hardly begun, cannot surge.
    """
    early = begins(first).year - BASE[0]
    yearly = _yearly(record, donor, early, last, paid_by, flow)
    place = BASE[0] + yearly[:, BASE[0] :].argmax(1)
    runs = np.arange(record.runs)
    span = [yearly[runs, place - back] for back in range(BASE[1], BASE[0] + 1)]
    before = np.sum(span, axis=0) / len(span)
    return np.where(before > smallest, yearly[runs, place] / before, np.nan)


@statistic(unit="1/year", meaning="rate at which a donor's help fades after its peak year")
def fade_rate(
    record: Record,
    *,
    donor: Actor,
    first: When,
    peak_by: When,
    last: When,
    paid_by: Payers = {},  # noqa: B006 - never written to
    flow: ColumnName = "help",
) -> np.ndarray:
    """Minus the slope of a log-linear fit from the peak year, in `first` to `peak_by`, to `last`.

    Least squares of log help on the year. Its half-life is log(2) over it; below 0 the help grew.
    NaN where a year from the peak on brought nothing, or fewer than three years are left.
    """
    yearly = _yearly(record, donor, first, last, paid_by, flow)
    peak = yearly[:, : record.years(first, peak_by)].argmax(1)
    year = np.arange(yearly.shape[1])
    used = year >= peak[:, None]
    fit = (used & (yearly > 0)).sum(1) == used.sum(1)
    logs = np.log(np.where(yearly > 0, yearly, 1.0))
    count = used.sum(1)
    apart = np.where(used, year - (np.where(used, year, 0).sum(1) / count)[:, None], 0.0)
    slope = (apart * logs).sum(1) / (apart * apart).sum(1)
    return np.where(fit & (count >= 3), -slope, np.nan)


def _yearly(
    record: Record, donor: str, first: When, last: When, paid_by: Payers, flow: str
) -> np.ndarray:
    years = record.years(first, last)
    return record.yearly(record.supplied(flow, first, last, [donor], paid_by)[..., 0], years)
