"""Who gives how much of all."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actors, Amount, ColumnName, Payers, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic
from sim.metrics._numbers import ratio


@statistic(unit="1", meaning="share of years in which the largest donor's share is in a range")
def largest_share_years(
    record: Record,
    *,
    first: When,
    last: When,
    low: Amount,
    high: Amount,
    donors: Actors = (),
    paid_by: Payers = {},  # noqa: B006 - never written to
    flow: ColumnName = "help",
) -> np.ndarray:
    """Share of calendar years with low <= max_i s_i <= high, s_i a donor's share of a year's help.

    NaN where a year brought no help.
    """
    found = _largest(record, first, last, donors, paid_by, flow)
    inside = ((found >= low) & (found <= high)).mean(-1)
    return np.where(np.isfinite(found).all(-1), inside, np.nan)


@statistic(unit="1", meaning="mean share of the largest donor")
def largest_share(
    record: Record,
    *,
    first: When,
    last: When,
    donors: Actors = (),
    paid_by: Payers = {},  # noqa: B006 - never written to
    flow: ColumnName = "help",
) -> np.ndarray:
    """Mean over calendar years of max_i s_i, s_i a donor's share of a year's help.

    NaN where a year brought no help.
    """
    found = _largest(record, first, last, donors, paid_by, flow)
    return np.asarray(found.sum(-1) / found.shape[-1])


def _largest(
    record: Record, first: When, last: When, donors: Actors, paid_by: Payers, flow: str
) -> np.ndarray:
    """Largest share a year, `(runs, year)`."""
    given = record.supplied(flow, first, last, donors, paid_by)
    yearly = record.yearly(given, record.years(first, last))
    return ratio(yearly.max(-1), yearly.sum(-1))
