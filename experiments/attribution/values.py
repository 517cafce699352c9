"""Shapley values with intervals, beside what a player brings alone and takes when it leaves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.attribution.intervals import FEWEST, LEVEL, ends, mean, means
from experiments.attribution.worths import Orders, Worths
from sim.structure import shapley_interactions, shapley_shares


class Estimate(NamedTuple):
    """A number with its interval."""

    value: float
    low: float
    high: float

    def surely(self, sign: int) -> bool:
        """Whether the whole interval lies on one side of zero: above for 1, below for -1."""
        return sign * (self.low if sign > 0 else self.high) > 0.0


#: Interactions and values below this share of the largest worth come from rounding.
ROUNDING = 1e-9


def parts(found: Worths | Orders) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Value, first-in and leave-one-out of each player in each block, and the ends.

    Returns
    -------
    value, alone, leaving : (blocks, n)
        Shapley value; worth with the player alone less worth of nobody; worth of everybody less
        worth without the player. NaN where a sampled order does not tell.
    whole : (blocks, 2)
        Worth of nobody and of everybody.
    """
    if isinstance(found, Orders):
        return found.gain, found.first, found.last, found.whole
    worth = found.worth
    bits = 1 << np.arange(len(found.players))
    everybody = worth.shape[1] - 1
    alone = worth[:, bits] - worth[:, :1]
    leaving = worth[:, -1:] - worth[:, everybody ^ bits]
    return shapley_shares(worth), alone, leaving, worth[:, [0, -1]]


def values(found: Worths | Orders, weights: np.ndarray, good: int, level: float) -> pd.DataFrame:
    """A row a player, from the most helpful to the most harmful.

    Parameters
    ----------
    found : Worths or Orders
        Games to share out.
    weights : (resamples, blocks)
        From `resamples`.
    good : {1, -1}
        1 where more of the outcome counts as good, -1 where less does.
    level : float
        Of the intervals. (0-1)

    Returns
    -------
    pandas.DataFrame
        player; value, low, high : Shapley value; alone, alone_low, alone_high : what it brings
        where none of the others is; leaving, leaving_low, leaving_high : what goes with it while
        all others stay, both NaN where fewer than `FEWEST` blocks tell; first, largest : share of
        the resamples in which it brings most good, and in which its value is the largest of all,
        good or bad.
    """
    shown = parts(found)
    blocks = len(shown[0])
    table: dict[str, object] = {"player": list(found.players)}
    for name, one in zip(("", "alone", "leaving"), shown[:3], strict=True):
        told = np.isfinite(one).sum(axis=0) >= FEWEST
        one = np.where(told, one, np.nan)
        # a resample of many blocks may hold none that tells
        draws = np.where(np.isnan(drawn := means(one, weights)), mean(one), drawn)
        low, high = ends(draws, blocks, level)
        lead = f"{name}_" if name else ""
        table |= {name or "value": mean(one), f"{lead}low": low, f"{lead}high": high}
        if not name:
            best = (good * draws).argmax(axis=1)
            table["first"] = np.bincount(best, minlength=len(found.players)) / len(draws)
            most = np.abs(draws).argmax(axis=1)
            table["largest"] = np.bincount(most, minlength=len(found.players)) / len(draws)
    rows = pd.DataFrame(table)
    order = (-good * rows["value"]).sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def interactions(found: Worths, weights: np.ndarray, good: int, level: float) -> pd.DataFrame:
    """A row a pair: Shapley interaction index, and what it says.

    Returns
    -------
    pandas.DataFrame
        one, other; value, low, high; relation : "complements" where both together bring more good
        than each for itself, "substitutes" where less, "unclear" where the interval holds 0.
        Strongest first.
    """
    n = len(found.players)
    per_seed = shapley_interactions(found.worth)
    slight = ROUNDING * np.abs(found.worth).max()
    low, high = ends(means(per_seed, weights), len(per_seed), level)
    value = mean(per_seed)
    sure = np.where(low > slight, 1, np.where(high < -slight, -1, 0)) * good
    words = np.array(["substitutes", "unclear", "complements"])
    pairs = [(found.players[i], found.players[j]) for i in range(n) for j in range(i + 1, n)]
    table = pd.DataFrame(pairs, columns=["one", "other"]).assign(
        value=value, low=low, high=high, relation=words[sure + 1]
    )
    order = (-table["value"].abs()).sort_values(kind="stable").index
    return table.loc[order].reset_index(drop=True)


def whole(found: Worths | Orders, weights: np.ndarray, level: float = LEVEL) -> dict[str, Estimate]:
    """Worth of nobody, of everybody, and the difference that is shared out: together."""
    nobody, everybody = parts(found)[3].T
    shown = np.stack([nobody, everybody, everybody - nobody], axis=-1)
    low, high = ends(means(shown, weights), len(shown), level)
    rows = zip(mean(shown).tolist(), low.tolist(), high.tolist(), strict=True)
    names = ("nobody", "everybody", "together")
    return {name: Estimate(*row) for name, row in zip(names, rows, strict=True)}
