"""Chance: which rows share it, and how much of the outcome it makes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.resampling import interval

#: How seeds are shared, in words.
TREATMENTS = {
    "unstated": "The table has no column `seed`: the outcome is taken to be free of chance, and if "
    "it is not, chance looks like an effect.",
    "common": "All rows share one seed (a replicate): effects are those under that chance, and "
    "other seeds may give others.",
    "base": "The rows of a base sample share one seed (a replicate), and base samples have "
    "different seeds: what differs within a base sample is the factors' doing.",
    "factor": "The seed is a factor of its own: chance gets its own index.",
    "independent": "Each row has a seed of its own: chance is part of what no factor explains.",
}


@dataclass(frozen=True)
class Noise:
    """How chance is treated, and how much of the variance it is.

    Attributes
    ----------
    treatment : str
        One of `TREATMENTS`.
    replicates : int
        Runs of each point.
    share, low, high : float
        Share of the variance of single runs that is chance, with its interval; NaN if unknown.
    least : float
        Lower bound of the share where rows A and B of a base sample share nothing but their seed:
        their correlation is what the seed does by itself. NaN if unknown.
    slack : float
        Half width of the interval of `least`.
    left : float
        Share of the variance of the analysed means over replicates that is still chance.
    """

    treatment: str
    replicates: int = 1
    share: float = np.nan
    low: float = np.nan
    high: float = np.nan
    least: float = np.nan
    slack: float = np.nan
    left: float = np.nan

    @property
    def words(self) -> str:
        """Treatment and share as sentences."""
        said = [TREATMENTS[self.treatment]]
        if np.isfinite(self.share):
            said.append(
                f"Chance makes {self.share:.0%} [{self.low:.0%}, {self.high:.0%}] of the variance "
                f"of single runs, judged from {self.replicates} replicates; of the mean over "
                f"them {self.left:.0%}."
            )
            if self.treatment == "common":
                said.append("All points share these few seeds: the interval is too short.")
        elif np.isfinite(self.least):
            said.append(
                "The share of variance that is chance is unknown without replicates; the seed by "
                f"itself makes {max(self.least, 0.0):.0%} (±{self.slack:.0%}), and what "
                "it does together with factors is counted as theirs."
            )
        elif self.treatment not in ("unstated", "factor"):
            said.append("The share of variance that is chance is unknown without replicates.")
        return " ".join(said)


def treatment(keys: pd.DataFrame, factor: np.ndarray | None) -> str:
    """How the seeds of a table are shared.

    Parameters
    ----------
    keys : pandas.DataFrame
        `seed`, `replicate`, and `base` or `point`.
    factor : (rows,) or None
        Values of the seed as a factor.
    """
    if factor is not None:
        return "factor"
    if "seed" not in keys:
        return "unstated"
    if _constant(keys, ["replicate"]):
        return "common"
    unit = "base" if "base" in keys else "point"
    if _constant(keys, [unit, "replicate"]) and keys.groupby(unit).size().max() > 1:
        rows = keys.groupby([unit, "replicate"]).size().max()
        return "base" if rows > 1 else "independent"
    return "independent"


def _constant(keys: pd.DataFrame, by: list[str]) -> bool:
    return bool((keys.groupby(by)["seed"].nunique(dropna=False) <= 1).all())


def refuse_independent(name: str) -> None:
    """Independent seeds ruin whatever compares rows; says why and what to do."""
    raise SensitivityError(
        "independent seeds",
        f"{name} compares the rows of a base sample with each other, and here each row has a seed "
        "of its own, so that chance looks like an effect of every factor, even of one that does "
        "nothing. Share a seed within each base sample (`seeds: base` in a study), make the seed a "
        "factor, or take a method for given data",
    )


def chance_share(
    runs: np.ndarray, base: np.ndarray, crossed: bool, resamples: int, level: float,
    rng: np.random.Generator,
) -> dict[str, float]:  # fmt: skip
    """Share of the variance of single runs that is chance.

    Parameters
    ----------
    runs : (points, replicates)
        Outcomes.
    base : (points,)
        Base sample of each point; these are resampled for the interval.
    crossed : bool
        Whether all points share the seeds of their replicates.
    resamples, level, rng
        For the interval.

    Returns
    -------
    dict
        `share`, `low`, `high`, and `left`, the share of chance in the mean over replicates.

    Notes
    -----
    Law of total variance: E[Var(y | point)] over Var(y), the total index of the seed. Where the
    seeds are crossed with the points, the variance over points lacks what a seed does to all of
    them, and the parts are put together from a two-way analysis of variance.
    """
    within = runs.var(axis=1, ddof=1)
    total = _total(runs, within, crossed)
    count = runs.shape[1]
    mean_variance = float(runs.mean(axis=1).var(ddof=1))
    rest = _interaction(runs) if crossed else float(within.mean())
    blocks = pd.Series(within).groupby(base).mean().to_numpy()
    # Squares about the mean, by base sample: their mean is the total variance.
    squares = pd.Series(((runs - runs.mean()) ** 2).mean(axis=1)).groupby(base).mean().to_numpy()
    pick = rng.integers(len(blocks), size=(resamples, len(blocks)))
    factor = total / squares.mean()
    low, high = interval(blocks[pick].mean(axis=1) / (factor * squares[pick].mean(axis=1)), level)
    return {
        "share": float(within.mean()) / total,
        "low": float(low),
        "high": min(float(high), 1.0),
        "left": min(rest / count / mean_variance, 1.0) if mean_variance > 0 else np.nan,
    }


def _total(runs: np.ndarray, within: np.ndarray, crossed: bool) -> float:
    between = float(runs.var(axis=0, ddof=1).mean())
    return between + float(within.mean()) - _interaction(runs) if crossed else between


def _interaction(runs: np.ndarray) -> float:
    """Variance that neither the point nor the seed alone explains."""
    rest = runs - runs.mean(0) - runs.mean(1)[:, None] + runs.mean()
    points, seeds = runs.shape
    return float((rest**2).sum()) / ((points - 1) * (seeds - 1))
