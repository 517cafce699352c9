"""How many replicates are enough, judged from a pilot before the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.resampling import normal_quantile

#: Fewest replicates of a pilot: fewer tell nothing of the variance.
FEWEST = 10
_IDS = ("scenario", "policy", "base", "step", "point")


@dataclass(frozen=True, eq=False)
class Replicates:
    """How stable mean and variance over replicates are.

    Attributes
    ----------
    path : pandas.DataFrame
        `replicates, mean, variance`: half widths with so many, relative to the scale (mean) and
        to the variance itself.
    scale : float
        What the mean is compared with: the standard deviation of all runs of the pilot.
    share : float
        Share of the variance of the pilot that is chance.
    tolerance : float
        Half width that is allowed.
    mean, variance : int
        Replicates after which the mean, and the variance, is settled.
    verdict : str
        The same as a sentence.
    """

    path: pd.DataFrame
    scale: float
    share: float
    tolerance: float
    mean: int
    variance: int
    verdict: str


def enough_replicates(
    table: pd.DataFrame,
    outcome: str,
    *,
    by: Sequence[str] | None = None,
    tolerance: float = 0.1,
    level: float = 0.95,
    resamples: int = 400,
    seed: int = 0,
) -> Replicates:
    """Say how many runs a point needs, from a pilot of a few points with many runs each.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run.
    outcome : str
        Column.
    by : sequence of str, optional
        Columns that name a point; scenario, policy, base, step and point unless told. Without any,
        all rows are runs of one point.
    tolerance : float
        Half width that is allowed, of the mean as a share of the outcome's standard deviation
        over the pilot, of the variance as a share of itself.
    level : float
        Confidence of the half widths.
    resamples, seed : int
        For the half widths with fewer runs than the pilot has.

    Returns
    -------
    Replicates

    Raises
    ------
    SensitivityError
        When there are fewer than ten runs a point, or a value is not finite.

    Notes
    -----
    The half width of a mean of n runs is z sd / sqrt(n), that of a variance z sqrt((k - 1) / n)
    of it with kurtosis k; what the pilot has is resampled. Judging variance as well as mean
    follows Lee et al. (2015), "The complexities of agent-based modeling output analysis", JASSS
    18 (4) 4, doi:10.18564/jasss.2897.
    """
    if table.index.names != [None]:
        table = table.reset_index()
    if outcome not in table.columns:
        raise SensitivityError("missing column", f"the table has no outcome '{outcome}'")
    point = [name for name in _IDS if name in table.columns] if by is None else list(by)
    values = table[outcome].astype(float)
    if not np.isfinite(values).all():
        raise SensitivityError("non-finite values", f"{outcome} is not finite in every run")
    keys = [table[name] for name in point]
    parts = [part for _, part in values.groupby(keys)] if keys else [values]
    groups = [part.to_numpy() for part in parts]
    fewest = min(map(len, groups))
    if fewest < FEWEST:
        raise SensitivityError(
            "too few replicates",
            f"a pilot needs at least {FEWEST} runs of each point, and a point has {fewest}; run a "
            "few points with 30 to 100 replicates",
        )
    scale = float(values.std(ddof=1))
    if not scale > 0:
        raise SensitivityError("constant outcome", f"{outcome} is the same in every run")
    within = float(np.mean([part.var(ddof=1) for part in groups]))
    centred = np.concatenate([part - part.mean() for part in groups])
    spread2 = float((centred**2).mean())
    kurtosis = float((centred**4).mean()) / spread2**2 if spread2 > 0 else 1.0
    z = normal_quantile(level)
    mean = max(int(np.ceil((z / tolerance) ** 2 * within / scale**2)), 1)
    variance = max(int(np.ceil((z / tolerance) ** 2 * max(kurtosis - 1, 0.0))), 2)
    path = _path(groups, scale, level, resamples, np.random.default_rng(seed))
    return Replicates(
        path, scale, within / scale**2, tolerance, mean, variance,
        _said(outcome, within / scale**2, mean, variance, tolerance, fewest, bool(point)),
    )  # fmt: skip


def _path(
    groups: list[np.ndarray], scale: float, level: float, resamples: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Half widths by number of replicates, mean over points."""
    least = min(map(len, groups))
    sizes = [size for size in (2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 500) if size < least]
    z, rows = normal_quantile(level), []
    for size in [*sizes, least]:
        means, variances = [], []
        for runs in groups:
            picked = runs[rng.integers(len(runs), size=(resamples, size))]
            means.append(picked.mean(axis=1).std() / scale)
            own = runs.var()
            variances.append(picked.var(axis=1, ddof=1).std() / own if own > 0 else 0.0)
        rows.append((size, z * float(np.mean(means)), z * float(np.mean(variances))))
    return pd.DataFrame(rows, columns=["replicates", "mean", "variance"])


def _said(
    outcome: str, share: float, mean: int, variance: int, tolerance: float, have: int, many: bool
) -> str:
    more = max(mean, variance)
    beyond = (
        f" The pilot has {have}, so that the larger of these is extrapolated."
        if more > have
        else ""
    )
    chance = f"Chance makes {share:.0%} of the variance of {outcome} over the points of the pilot. "
    return (
        f"{chance if many else ''}{_runs(mean)} a point "
        f"settle its mean to ±{tolerance:.0%} of its standard deviation, {_runs(variance)} settle "
        f"its variance to ±{tolerance:.0%}.{beyond}"
    ).replace("1 replicates a point settle", "1 replicate a point settles")


def _runs(count: int) -> str:
    return f"{count:,} replicates"
