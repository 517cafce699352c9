"""Collapse: in which order losing players does most harm, and how few losses are enough."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.attribution.intervals import LEVEL, ends
from experiments.attribution.worths import Worths
from sim.structure.shapley_arrays import sizes


class Loss(NamedTuple):
    """The fewest players whose loss takes an outcome to a level."""

    players: tuple[str, ...]
    """Who goes; of all sets of this size the one that does most harm. Empty where none suffices."""
    suffices: bool
    """Whether any set of players is enough."""
    worth: float
    """Mean of the outcome without them."""
    enough: float
    """Share of resamples in which some set of this size is enough. [0-1]"""
    fewer: float
    """Share of resamples in which a smaller one is. [0-1]"""
    same: float
    """Share of resamples in which this very set is the worst of its size. [0-1]"""


def steps(found: Worths, weights: np.ndarray, good: int, level: float = LEVEL) -> pd.DataFrame:
    """Greedy removal: at each step goes who is missed most among those who are left.

    Parameters
    ----------
    found : Worths
        Worth of every coalition under every seed.
    weights : (resamples, seeds)
        From `resamples`.
    good : {1, -1}
        1 where a fall of the outcome is the harm, -1 where a rise is.
    level : float
        Of the intervals. (0-1)

    Returns
    -------
    pandas.DataFrame
        step (0: everybody is there), player that goes, worth of what is left with low and high,
        agreement : share of the resamples in which the same player goes at this step;
        same_set : in which the same players are gone after it, in whatever order. [0-1]

    Notes
    -----
    Greedy, so that it need not find the set of a size that does most harm: `smallest_loss` does.
    Ties go to the player named first.
    """
    drawn = weights @ found.worth
    worth = found.worth.mean(axis=0)
    path = _removed(good * worth[None])[0]
    paths = _removed(good * drawn)
    everybody = worth.size - 1
    left, gone = [everybody], everybody ^ np.bitwise_or.accumulate(1 << paths, axis=1)
    for player in path:
        left.append(left[-1] & ~(1 << int(player)))
    low, high = ends(drawn[:, left], len(found.worth), level)
    return pd.DataFrame(
        {
            "step": np.arange(len(left)),
            "player": ["", *(found.players[player] for player in path)],
            "worth": worth[left],
            "low": low,
            "high": high,
            "agreement": [1.0, *(paths == path).mean(axis=0)],
            "same_set": [1.0, *(gone == np.array(left[1:])).mean(axis=0)],
        }
    )


def smallest_loss(found: Worths, weights: np.ndarray, good: int, level: float) -> Loss:
    """The fewest players whose loss takes the mean outcome to `level` or beyond.

    Parameters
    ----------
    found, weights, good
        As for `steps`.
    level : float
        In the outcome's unit.
    """
    worth = found.worth.mean(axis=0)
    lost = len(found.players) - sizes(len(found.players))
    size, worst = _fewest(good * worth[None], lost, good * level)
    if size[0] < 0:
        nobody = float(worth[0])
        return Loss((), False, nobody, 0.0, 0.0, 0.0)
    coalition = int(worst[0, size[0]])
    sizes_drawn, worst_drawn = _fewest(good * (weights @ found.worth), lost, good * level)
    gone = tuple(name for i, name in enumerate(found.players) if not coalition >> i & 1)
    known = sizes_drawn >= 0
    return Loss(
        gone,
        True,
        float(worth[coalition]),
        float((known & (sizes_drawn <= size[0])).mean()),
        float((known & (sizes_drawn < size[0])).mean()),
        float((worst_drawn[:, size[0]] == coalition).mean()),
    )


def _removed(benefit: np.ndarray) -> np.ndarray:
    """Player removed at each step, `(games, n)`, by a benefit `(games, 2**n)`."""
    games, n = len(benefit), benefit.shape[1].bit_length() - 1
    game = np.arange(games)[:, None]
    left = np.full((games, 1), 2**n - 1)
    bits = 1 << np.arange(n)
    gone = np.empty((games, n), dtype=np.int64)
    for step in range(n):
        after = np.where(left & bits, benefit[game, left & ~bits], np.inf)
        gone[:, step] = after.argmin(axis=1)
        left = left & ~bits[gone[:, step]][:, None]
    return gone


def _fewest(benefit: np.ndarray, lost: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Size of the smallest sufficient loss in each game, -1 for none, and the worst of each size.

    Returns `(games,)` and, as numbers of the coalition that is left, `(games, n + 1)`.
    """
    n = int(lost.max())
    worst = np.empty((len(benefit), n + 1), dtype=np.int64)
    least = np.empty(worst.shape)
    for size in range(n + 1):
        left = np.flatnonzero(lost == size)
        place = benefit[:, left].argmin(axis=1)
        worst[:, size] = left[place]
        least[:, size] = benefit[:, left].min(axis=1)
    reached = least <= level
    return np.where(reached.any(axis=1), reached.argmax(axis=1), -1), worst
