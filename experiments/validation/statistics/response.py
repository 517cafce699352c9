"""Which of two views of the people moves first, and which moves more."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import ColumnName, Count, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic
from sim.metrics._numbers import mean, spread


@statistic(unit="1", meaning="swings of one view of the communities over those of another")
def swing_ratio(
    record: Record,
    *,
    column: ColumnName,
    against: ColumnName,
    first: When,
    last: When,
    over: Count = 4,
) -> np.ndarray:
    """sd of the changes over `over` quarters of `column`, over the sd of those of `against`.

    Both are means over the communities. NaN where `against` never changes.
    """
    swings = [spread(_moves(record, name, first, last, over)) for name in (column, against)]
    return np.where(swings[1] > 0, swings[0] / np.where(swings[1] > 0, swings[1], 1.0), np.nan)


@statistic(unit="quarters", meaning="quarters by which one view moves before another")
def lead(
    record: Record,
    *,
    column: ColumnName,
    before: ColumnName,
    first: When,
    last: When,
    longest: Count = 8,
) -> np.ndarray:
    """Lag k, from -`longest` to `longest`, at which corr(column(t), before(t + k)) is highest.

    Of quarterly changes of the means over the communities; above 0, `column` comes first. NaN
    where one of the two never changes, or the window is too short.
    """
    ahead = _moves(record, column, first, last, 1)
    behind = _moves(record, before, first, last, 1)
    n = ahead.shape[1]
    if n < 3 * longest:
        return np.full(record.runs, np.nan)
    lags = np.arange(-longest, longest + 1)
    found = np.stack(
        [
            _correlation(
                ahead[:, max(0, -k) : n - max(0, k)], behind[:, max(0, k) : n - max(0, -k)]
            )
            for k in lags
        ],
        axis=1,
    )
    known = np.isfinite(found).all(1)
    return np.where(known, lags[np.where(known[:, None], found, 0.0).argmax(1)], np.nan)


def _moves(record: Record, name: str, first: When, last: When, over: int) -> np.ndarray:
    """Changes over some quarters of the mean over communities, `(runs, quarter)`."""
    level = mean(record.column(name, first, last))
    return np.asarray(level[:, over:] - level[:, :-over])


def _correlation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x, y = x - mean(x)[:, None], y - mean(y)[:, None]
    scale = np.sqrt((x * x).sum(1) * (y * y).sum(1))
    return np.where(scale > 0, (x * y).sum(1) / np.where(scale > 0, scale, 1.0), np.nan)
