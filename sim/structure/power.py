"""A-priori voting power in weighted voting games, counted exactly."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from sim.errors import StructureError
from sim.structure._numbers import is_finite, shown

Name = TypeVar("Name", bound=Hashable)
Measure = Literal["normalised", "absolute", "swings"]
Weights = Sequence[float] | NDArray[Any] | Mapping[Any, float]
Powers = NDArray[Any] | dict[Any, Any]

CELL_LIMIT = 20_000_000


@overload
def shapley_shubik(
    weights: Mapping[Name, float], quota: float, *, exact: bool = False
) -> dict[Name, Any]: ...
@overload
def shapley_shubik(
    weights: Sequence[float] | NDArray[Any], quota: float, *, exact: bool = False
) -> NDArray[Any]: ...
def shapley_shubik(weights: Weights, quota: float, *, exact: bool = False) -> Powers:
    """Share of the orders of joining in which a player turns losing into winning.

    Parameters
    ----------
    weights : (n,) sequence, or mapping name -> weight. Whole votes. [>= 0]
    quota : Votes that win. [0 < quota <= total]
    exact : Return `fractions.Fraction` instead of the nearest float.

    Returns
    -------
    (n,) array, or dict with the names of `weights`. Sums to 1. [0-1]

    Raises
    ------
    StructureError
        A weight is not a whole number of votes, or the quota cannot be met.

    Notes
    -----
    Coalitions are counted by size and weight with Python integers, about `n**2 * quota` additions:
    seconds for 200 players and a quota of some thousands.
    Source: Shapley & Shubik 1954, doi:10.2307/1951053; generating functions after Mann & Shapley
    1962, RAND RM-3158.

    Examples
    --------
    >>> shapley_shubik({"A": 3, "B": 2, "C": 1}, quota=4, exact=True)
    {'A': Fraction(2, 3), 'B': Fraction(1, 6), 'C': Fraction(1, 6)}
    """
    votes, needed = _whole_game(weights, quota)
    n = len(votes)
    _affordable(n, (n + 1) * needed, quota)
    orders = [math.factorial(k) * math.factorial(n - k - 1) for k in range(n)]
    swings = _swings_by_size(votes, needed)
    power = {
        vote: Fraction(sum(map(int.__mul__, orders, by_size)), math.factorial(n))
        for vote, by_size in swings.items()
    }
    return _shaped_like(weights, [power[vote] for vote in votes], exact)


@overload
def banzhaf(
    weights: Mapping[Name, float],
    quota: float,
    *,
    measure: Measure = "normalised",
    exact: bool = False,
) -> dict[Name, Any]: ...
@overload
def banzhaf(
    weights: Sequence[float] | NDArray[Any],
    quota: float,
    *,
    measure: Measure = "normalised",
    exact: bool = False,
) -> NDArray[Any]: ...
def banzhaf(
    weights: Weights, quota: float, *, measure: Measure = "normalised", exact: bool = False
) -> Powers:
    """Swings of a player: coalitions that win with it and lose without it.

    Parameters
    ----------
    weights : (n,) sequence, or mapping name -> weight. Whole votes. [>= 0]
    quota : Votes that win. [0 < quota <= total]
    measure : ``"normalised"`` divides by the swings of all players, ``"absolute"`` by the
        ``2**(n-1)`` coalitions of the others, ``"swings"`` returns the count itself.
    exact : Return `fractions.Fraction` instead of the nearest float (swings are whole anyway).

    Returns
    -------
    (n,) array, or dict with the names of `weights`. [0-1, or a count]

    Raises
    ------
    StructureError
        As for `shapley_shubik`, or an unknown measure.

    Notes
    -----
    Coalitions are counted by weight alone, about `n * quota` additions, so that quotas of a million
    are within reach. Source: Banzhaf 1965, Rutgers Law Review 19; Penrose 1946,
    doi:10.2307/2981392.

    Examples
    --------
    >>> banzhaf({"A": 3, "B": 2, "C": 1}, quota=4)
    {'A': 0.6, 'B': 0.2, 'C': 0.2}
    >>> banzhaf([3, 2, 1], quota=4, measure="swings")
    array([3, 1, 1])
    """
    votes, needed = _whole_game(weights, quota)
    _affordable(len(votes), needed, quota)
    by_vote = _swings(votes, needed)
    swings = [by_vote[vote] for vote in votes]
    if measure == "swings":
        return _shaped_like(weights, swings, exact=True)
    if measure == "normalised":
        coalitions = sum(swings)
    elif measure == "absolute":
        coalitions = 2 ** (len(votes) - 1)
    else:
        raise StructureError(f"measure is {measure!r}; use 'normalised', 'absolute' or 'swings'")
    return _shaped_like(weights, [Fraction(count, coalitions) for count in swings], exact)


def _whole_game(weights: Weights, quota: float) -> tuple[list[int], int]:
    """Whole votes and quota of an equivalent game: no common divisor, no vote above the quota."""
    if not isinstance(weights, Iterable):
        raise StructureError(
            f"weights must be a sequence of votes, or a mapping from names to votes, not "
            f"{shown(weights)}"
        )
    named = weights.items() if isinstance(weights, Mapping) else enumerate(weights)
    votes = [_whole_vote(name, weight) for name, weight in named]
    total = sum(votes)
    if not is_finite(quota, "quota") or not 0 < quota <= total:
        raise StructureError(
            f"quota is {quota}; it must be above 0 and at most the total weight {total}"
        )
    divisor = math.gcd(*votes)
    needed = -(-math.ceil(quota) // divisor)
    return [min(vote // divisor, needed) for vote in votes], needed


def _affordable(players: int, cells: int, quota: float) -> None:
    if cells > CELL_LIMIT:
        raise StructureError(
            f"{players} players and a quota of {quota} are too many votes to count; "
            "divide all weights and the quota by the same number and round"
        )


def _whole_vote(name: object, weight: float) -> int:
    if not is_finite(weight, f"weight of {name!r}") or weight < 0 or weight != int(weight):
        raise StructureError(
            f"weight of {name!r} is {weight}; coalitions are counted exactly, so weights are "
            "whole numbers from 0 up: scale all weights and the quota to integers "
            "(for example x10 when they have one decimal)"
        )
    return int(weight)


def _swings_by_size(votes: list[int], needed: int) -> dict[int, list[int]]:
    """For each distinct vote: coalitions of k others that one more such vote makes winning."""
    n = len(votes)
    losing = np.zeros((n + 1, needed), dtype=object)  # (size, weight), weight below the quota
    losing[0, 0] = 1
    reach = 1  # above every weight so far
    for size, vote in enumerate(sorted(votes)):
        reach = min(reach + vote, needed)
        joined = losing[: size + 1, : max(reach - vote, 0)].copy()
        losing[1 : size + 2, vote:reach] += joined
    swings = {}
    for vote in set(votes):
        others = losing.copy()
        for size in range(1, n + 1):
            others[size, vote:] -= others[size - 1, : needed - vote]
        swings[vote] = cast("list[int]", others[:n, needed - vote :].sum(axis=1).tolist())
    return swings


def _swings(votes: list[int], needed: int) -> dict[int, int]:
    """For each distinct vote: coalitions of others that one more such vote makes winning."""
    losing = np.zeros(needed, dtype=object)  # (weight,), weight below the quota
    losing[0] = 1
    for vote in votes:
        losing[vote:] += losing[: needed - vote].copy()
    # Coalitions of all players that are lighter than a weight, (needed + 1,).
    lighter = np.concatenate([np.zeros(1, dtype=object), np.cumsum(losing)])
    swings = {0: 0}
    for vote in set(votes) - {0}:
        # Without one player there are o(w) = l(w) - l(w - v) + l(w - 2v) - ... of weight w, and it
        # swings those with needed - v <= w < needed.
        below = np.append(lighter[needed::-vote], 0)
        windows = below[:-1] - below[1:]
        swings[vote] = int(windows[::2].sum() - windows[1::2].sum())
    return swings


def _shaped_like(weights: Weights, values: Sequence[Any], exact: bool) -> Powers:
    values = values if exact else [float(value) for value in values]
    if isinstance(weights, Mapping):
        return dict(zip(weights, values, strict=True))
    return np.array(values)
