"""What of the replicates of a point is explained: their mean, their spread or a quantile."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.sensitivity.fault import SensitivityError


class Over(NamedTuple):
    """An outcome by point."""

    values: np.ndarray
    """(points,)"""
    runs: np.ndarray | None
    """(points, replicates), or None where their numbers differ."""


def over(
    frame: pd.DataFrame, ids: list[str], outcome: str, counts: pd.Series, statistic: str | float
) -> Over:
    """The statistic of each point, in the order of the ids.

    Parameters
    ----------
    frame : pandas.DataFrame
        Runs, sorted by `ids`.
    ids : list of str
        Columns that name a point.
    outcome : str
        Column.
    counts : pandas.Series
        Runs of each point.
    statistic : "mean", "spread" or float
        The spread is the standard deviation over replicates; a number is a quantile.
    """
    least, most = int(counts.min()), int(counts.max())
    values = frame[outcome].to_numpy(dtype=float)
    runs = values.reshape(len(counts), most) if least == most else None
    needed = fewest(statistic)
    if least < needed:
        raise SensitivityError(
            "too few replicates",
            f"{wording(statistic)} over replicates needs at least {needed} of them, and a point "
            f"has {least}; run the study with more replicates, or take the mean",
        )
    if runs is not None:
        if statistic == "mean":
            found = runs.mean(axis=1)
        elif statistic == "spread":
            found = runs.std(axis=1, ddof=1)
        else:
            found = np.quantile(runs, float(statistic), axis=1)
        return Over(found, runs)
    grouped = frame.groupby(ids, sort=True)[outcome]
    if statistic == "mean":
        return Over(grouped.mean().to_numpy(), None)
    if statistic == "spread":
        return Over(grouped.std().to_numpy(), None)
    return Over(grouped.quantile(float(statistic)).to_numpy(), None)


def fewest(statistic: str | float) -> int:
    """Replicates that a statistic needs to be more than one run's luck.

    >>> fewest("mean"), fewest("spread"), fewest(0.9)
    (1, 2, 10)
    """
    if isinstance(statistic, str):
        if statistic not in ("mean", "spread"):
            raise SensitivityError(
                "unknown statistic",
                f"'{statistic}' is none; take mean, spread, or a quantile as a number such as 0.9",
            )
        return 1 if statistic == "mean" else 2
    if not 0.0 < statistic < 1.0:
        raise SensitivityError(
            "unknown statistic", f"a quantile lies between 0 and 1, not at {statistic:g}"
        )
    return math.ceil(round(1.0 / min(statistic, 1.0 - statistic), 9))


def wording(statistic: str | float) -> str:
    """A statistic in words.

    >>> wording(0.9)
    'the 90% quantile'
    """
    return f"the {statistic}" if isinstance(statistic, str) else f"the {statistic:.0%} quantile"
