"""Differences between two tables of outcomes whose runs met the same shocks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

#: Fewer pairs than these are not judged: an interval from a handful says little of its tails.
FEWEST_PAIRS = 10
#: Differences below this share of an outcome's size come from rounding, not from the model.
ROUNDING = 1e-9


def paired(
    on: pd.DataFrame, off: pd.DataFrame, comparisons: int = 1, confidence: float = 0.95
) -> pd.DataFrame:
    """Mean paired difference `off - on` of each outcome, with t intervals.

    Parameters
    ----------
    on, off : pandas.DataFrame
        A row a run, the same runs under the same seeds in both; a column an outcome.
    comparisons : int
        Number of intervals that are to hold together, at least 1.
    confidence : float
        Of one interval, and of all together. (0-1)

    Returns
    -------
    pandas.DataFrame
        A row an outcome (index `outcome`):

        runs : pairs in which the outcome is defined on both sides; the others are left out
        lost, gained : runs in which it is defined only with, or only without, the mechanism
        changed : share of the pairs that differ at all [0-1]
        difference : mean of off - on [the outcome's unit]
        low, high : `confidence` interval of this difference taken alone
        low_all, high_all : the same, wide enough that all `comparisons` intervals hold together
        effect : difference over the standard deviation of `on` over the runs [1]; infinite where
            the outcome does not vary otherwise
        moved : whether low_all to high_all excludes zero

        NaN, and not moved, below `FEWEST_PAIRS` pairs.

    Notes
    -----
    Intervals that hold together are Bonferroni's: t quantiles at 1 - (1 - confidence) / (2
    comparisons). They need no assumption on how outcomes hang together.

    Examples
    --------
    >>> on = pd.DataFrame({"trust": np.arange(10.0)})
    >>> off = on + np.tile([[0.5], [1.5]], (5, 1))
    >>> row = paired(on, off).loc["trust"]
    >>> print(f"{row.difference:g} [{row.low:.2f}, {row.high:.2f}], {row.effect:.2f} sd")
    1 [0.62, 1.38], 0.33 sd
    """
    before = on.to_numpy(dtype=float)
    after = off[on.columns].to_numpy(dtype=float)
    has, had = np.isfinite(after), np.isfinite(before)
    defined = has & had
    count = defined.sum(axis=0)
    kept = np.where(defined, before, np.nan)
    change = np.where(defined, after - before, np.nan)
    size = np.where(defined, np.maximum(np.abs(before), np.abs(after)), 0.0).max(axis=0, initial=0)
    change[np.abs(change) <= ROUNDING * size] = 0.0
    judged = count >= FEWEST_PAIRS
    # what is not judged would only warn
    change[:, ~judged] = kept[:, ~judged] = 0.0
    mean, error = _mean(change, defined), _deviation(change, defined) / np.sqrt(count.clip(1))
    spread = _deviation(kept, defined)
    spread[spread <= ROUNDING * size] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.where(mean == 0.0, 0.0, mean / spread)
    table = {
        "runs": count,
        "lost": (had & ~has).sum(axis=0),
        "gained": (has & ~had).sum(axis=0),
        "changed": (defined & (change != 0.0)).sum(axis=0) / count.clip(1),
        "difference": mean,
    }
    for suffix, many in (("", 1), ("_all", comparisons)):
        tail = (1.0 - confidence) / (2.0 * many)
        half = stats.t.isf(tail, (count - 1).clip(1)) * error
        table |= {f"low{suffix}": mean - half, f"high{suffix}": mean + half}
    table["effect"] = effect
    found = pd.DataFrame(table, index=pd.Index(on.columns, name="outcome"))
    found.loc[~judged, "changed":"effect"] = np.nan  # type: ignore[misc]
    found["moved"] = (found["low_all"] > 0.0) | (found["high_all"] < 0.0)
    return found


def _mean(values: np.ndarray, defined: np.ndarray) -> np.ndarray:
    count = defined.sum(axis=0).clip(1)
    mean: np.ndarray = np.where(defined, values, 0.0).sum(axis=0) / count
    return mean


def _deviation(values: np.ndarray, defined: np.ndarray) -> np.ndarray:
    """Standard deviation of each column over its defined rows."""
    away = np.where(defined, values - _mean(values, defined), 0.0)
    deviation: np.ndarray = np.sqrt((away**2).sum(axis=0) / (defined.sum(axis=0) - 1).clip(1))
    return deviation
