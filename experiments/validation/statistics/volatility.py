"""How much flows swing from year to year."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actors, ColumnName, Payers, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic
from sim.metrics._numbers import spread


def swing(yearly: np.ndarray) -> np.ndarray:
    """Sample standard deviation of yearly log changes, `(runs,)`; NaN where a year has nothing."""
    given = np.asarray((yearly > 0).all(-1))
    logs = np.log(np.where(given[:, None], yearly, 1.0))
    return np.where(given, spread(np.diff(logs, axis=-1)), np.nan)


@statistic(unit="1", meaning="spread of yearly log changes of help over that of own spending")
def volatility_ratio(
    record: Record,
    *,
    first: When,
    last: When,
    donors: Actors = (),
    paid_by: Payers = {},  # noqa: B006 - never written to
    flow: ColumnName = "help",
    own: ColumnName = "own_budget",
) -> np.ndarray:
    """sd(dlog F) / sd(dlog own) over calendar years, F the help of all `donors` together.

    NaN where a year brought no help or no own spending, or own spending never changed.
    Bulir & Hamann 2003, IMF Staff Papers.
    """
    years = record.years(first, last)
    help_in = record.supplied(flow, first, last, donors, paid_by).sum(-1)
    spent = record.column(own, first, last)
    return swing(record.yearly(help_in, years)) / swing(record.yearly(spent, years))
