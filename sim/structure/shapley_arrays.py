"""Shapley values and interactions of many games at once, from the worth of every coalition.

A game of n players is an array whose last axis holds the worth of the 2^n coalitions: bit i of a
coalition's number stands for player i, so that 0 is nobody and 2^n - 1 is everybody.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.errors import StructureError

Worths = NDArray[np.float64]


def players_of(worth: Worths) -> int:
    """Number of players of a game.

    Raises
    ------
    StructureError
        When the last axis is no power of two from 2 on.

    Examples
    --------
    >>> players_of(np.zeros((5, 8)))
    3
    """
    size = worth.shape[-1] if worth.ndim else 0
    if size < 2 or size & (size - 1):
        raise StructureError(f"{size} coalitions are not those of any number of players: 2, 4, 8")
    return size.bit_length() - 1


def shapley_shares(worth: Worths) -> Worths:
    """Divide the worth of everybody by marginal contributions, game by game.

    Parameters
    ----------
    worth : (..., 2**n)
        Worth of every coalition, in any unit; NaN makes the values of its game NaN.

    Returns
    -------
    (..., n)
        Value of each player; they sum to worth of all less worth of none.

    Notes
    -----
    Sum over coalitions S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)). Source: Shapley
    1953, doi:10.1515/9781400881970-018.

    Examples
    --------
    Two players who bring 1 and 2, and 1 more together, which they share.

    >>> shapley_shares(np.array([0.0, 1.0, 2.0, 4.0])).tolist()
    [1.5, 2.5]
    """
    n = players_of(worth)
    size = sizes(n)
    chance = np.array([1 / (n * math.comb(n - 1, k)) for k in range(n)])
    shares = np.empty((*worth.shape[:-1], n))
    for i in range(n):
        without = coalitions_without(n, 1 << i)
        gain = worth[..., without | 1 << i] - worth[..., without]
        shares[..., i] = (chance[size[without]] * gain).sum(axis=-1)
    return shares


def shapley_interactions(worth: Worths) -> Worths:
    """Shapley interaction index of every pair, game by game: above 0 they complement each other.

    Parameters
    ----------
    worth : (..., 2**n)
        As for `shapley_shares`, with at least two players.

    Returns
    -------
    (..., pairs)
        In the order of `itertools.combinations(range(n), 2)`.

    Notes
    -----
    Average of v(S+i+j) - v(S+i) - v(S+j) + v(S) over where S stands when the pair joins as one.
    Source: Grabisch & Roubens 1999, doi:10.1007/s001820050125.

    Examples
    --------
    >>> shapley_interactions(np.array([0.0, 1.0, 2.0, 4.0])).tolist()
    [1.0]
    """
    n = players_of(worth)
    if n < 2:
        raise StructureError("an interaction needs at least two players")
    size = sizes(n)
    chance = np.array([1 / ((n - 1) * math.comb(n - 2, k)) for k in range(n - 1)])
    pairs = list(combinations(range(n), 2))
    found = np.empty((*worth.shape[:-1], len(pairs)))
    for place, (i, j) in enumerate(pairs):
        without = coalitions_without(n, 1 << i | 1 << j)
        both = worth[..., without | 1 << i | 1 << j] + worth[..., without]
        alone = worth[..., without | 1 << i] + worth[..., without | 1 << j]
        found[..., place] = (chance[size[without]] * (both - alone)).sum(axis=-1)
    return found


def coalitions_without(n: int, bits: int) -> NDArray[np.intp]:
    """Numbers of the coalitions that hold none of some players."""
    numbers = np.arange(2**n)
    return np.asarray(numbers[numbers & bits == 0])


def sizes(n: int) -> NDArray[np.intp]:
    """Number of members of every coalition, `(2**n,)`."""
    numbers = np.arange(2**n)
    return np.asarray((numbers[:, None] >> np.arange(n) & 1).sum(axis=1))
