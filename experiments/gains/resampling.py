"""Intervals for mean paired differences, alone and many together, by the bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

#: Fewer pairs than these are not judged: an interval from a handful says little of its tails.
FEWEST_PAIRS = 10
#: With differences in fewer worlds than these, all to the same side, a sign test could not be sure
#: at 95% either: 2 * 0.5**5 is above 0.05.
FEWEST_CHANGED = 6
#: Differences below this share of a number's size come from rounding, not from the model.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Intervals:
    """Mean paired differences with their intervals, each (columns,).

    Attributes
    ----------
    difference : mean over worlds
    low, high : interval of this one alone
    low_all, high_all : intervals that hold together within each group of columns
    changed : share of the worlds in which anything differs [0-1]
    judged : whether enough worlds differ, or all by the same, for a sure answer
    """

    difference: np.ndarray
    low: np.ndarray
    high: np.ndarray
    low_all: np.ndarray
    high_all: np.ndarray
    changed: np.ndarray
    judged: np.ndarray

    def beyond(self, zone: np.ndarray | float) -> np.ndarray:
        """1 where a difference is surely above `zone`, -1 where surely below `-zone`, else 0."""
        above = self.judged & (self.low_all > zone)
        below = self.judged & (self.high_all < -np.asarray(zone))
        return above.astype(int) - below.astype(int)


def counts(worlds: int, resamples: int, seed: int) -> np.ndarray:
    """How often each world is drawn in each resample, (resamples, worlds)."""
    rng = np.random.default_rng([seed, worlds])
    return rng.multinomial(worlds, np.full(worlds, 1.0 / worlds), size=resamples).astype(float)


def changes(new: np.ndarray, old: np.ndarray) -> np.ndarray:
    """Paired differences `new - old`, (worlds, columns); what rounding made is 0."""
    change = np.asarray(new - old)
    size = np.maximum(np.abs(new), np.abs(old)).max(axis=0, initial=0.0)
    change[np.abs(change) <= ROUNDING * size] = 0.0
    return change


def intervals(
    change: np.ndarray, drawn: np.ndarray, groups: Sequence[np.ndarray], confidence: float = 0.95
) -> Intervals:
    """Intervals of the mean of each column.

    Parameters
    ----------
    change : (worlds, columns)
        Paired differences.
    drawn : (resamples, worlds)
        From `counts`.
    groups : sequence of (k,) int
        Columns whose intervals hold together; each column stands in at most one group.
    confidence : float
        Of each interval alone, and of all of a group together. (0-1)

    Notes
    -----
    Whole worlds are drawn with replacement, so that whatever hangs together in a world stays
    together. With m the mean, s its standard error, and m* that of a resample, the half width is s
    times the quantile of |m* - m| / s; of a group the quantile of its maximum over the group's
    columns (max-t: Romano and Wolf 2005, doi:10.1198/016214504000000539). Few worlds would make
    the bootstrap's tails too light, so that the quantile is scaled by that of Student's t over
    the normal's, and by sqrt(n / (n - 1)).

    NaN below `FEWEST_PAIRS` worlds.
    """
    worlds, columns = change.shape
    nothing = np.full(columns, np.nan)
    if worlds < FEWEST_PAIRS:
        mean = change.mean(axis=0) if worlds else nothing
        none = np.zeros(columns, dtype=bool)
        return Intervals(mean, nothing, nothing, nothing, nothing, nothing, none)
    mean = change.mean(axis=0)
    deviation = change.std(axis=0, ddof=1)
    # of equal numbers, only rounding makes a spread
    same = np.ptp(change, axis=0) <= ROUNDING * np.abs(change).max(axis=0)
    mean, deviation = np.where(same, change[0], mean), np.where(same, 0.0, deviation)
    error = deviation / np.sqrt(worlds)
    away = np.abs(drawn @ change / worlds - mean)
    away = np.divide(away, error, out=np.zeros_like(away), where=error > 0)
    tail = (1.0 - confidence) / 2.0
    small = stats.t.isf(tail, worlds - 1) / stats.norm.isf(tail) * np.sqrt(worlds / (worlds - 1))
    alone = np.quantile(away, confidence, axis=0) * small * error
    together = np.array(alone)
    for group in groups:
        if len(group):
            widest = np.quantile(away[:, group].max(axis=1), confidence) * small
            together[group] = widest * error[group]
    changed = (change != 0.0).sum(axis=0)
    return Intervals(
        mean, mean - alone, mean + alone, mean - together, mean + together,
        changed / worlds, changed >= FEWEST_CHANGED,
    )  # fmt: skip


def spread(values: np.ndarray) -> np.ndarray:
    """Standard deviation over worlds of each column; what rounding made is 0."""
    if len(values) < 2:
        return np.zeros(values.shape[1:])
    found = values.std(axis=0, ddof=1)
    found[found <= ROUNDING * np.abs(values).max(axis=0)] = 0.0
    return np.asarray(found)


def effect(difference: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    """Difference in standard deviations of the reference; infinite where that does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(difference == 0.0, 0.0, difference / deviation)
