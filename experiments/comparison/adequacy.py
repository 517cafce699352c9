"""Are there worlds enough, and how many would do."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.comparison.differences import Differences


def adequacy(found: Differences, table: pd.DataFrame) -> pd.DataFrame:
    """Precision reached against the zone of indifference.

    Parameters
    ----------
    found : Differences
        What was compared.
    table : pandas.DataFrame
        Its `table()`.

    Returns
    -------
    pandas.DataFrame
        A row a comparison, with scenario "" for all:

        half_width : of the simultaneous interval [the outcome's unit]
        indifference : half width of the zone [the outcome's unit]
        worlds : pairs behind it
        needed : worlds at which the half width would be that of the zone; infinite for a zone of
            no width, NaN where nothing was judged
        gain : how many times as many worlds independent seeds would need for the same interval:
            the sum of both policies' variances over the variance of the paired difference
    """
    half = (table["high_all"] - table["low_all"]) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.ceil(table["worlds"] * (half / table["indifference"]) ** 2)
    needed = needed.mask(half == 0, 1.0)
    lead = table[["outcome", "scenario", "policy"]]
    return lead.assign(
        half_width=half,
        indifference=table["indifference"],
        worlds=table["worlds"],
        needed=needed,
        gain=_gains(found, table),
        verdict=table["verdict"],
    )


def _gains(found: Differences, table: pd.DataFrame) -> np.ndarray:
    """Variance of independent over that of paired differences, in the order of the table."""
    ours, theirs = found._sides
    apart, paired = _variance(ours) + _variance(theirs), _variance(found.change)
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.where(paired > 0, apart / paired, np.where(apart > 0, np.inf, np.nan))
        whole = np.where(
            paired.sum(axis=0) > 0,
            apart.sum(axis=0) / paired.sum(axis=0),
            np.where(apart.sum(axis=0) > 0, np.inf, np.nan),
        )
    assert len(table) == whole.size + one.size
    return np.concatenate([whole.ravel(), one.ravel()])


def _variance(values: np.ndarray) -> np.ndarray:
    defined = np.isfinite(values)
    count = defined.sum(axis=-1).clip(2)
    mean = np.where(defined, values, 0.0).sum(axis=-1, keepdims=True) / count[..., None]
    away = np.where(defined, values - mean, 0.0)
    return (away**2).sum(axis=-1) / (count - 1)
