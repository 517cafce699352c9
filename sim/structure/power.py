"""A-priori voting power in weighted voting games, counted exactly."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from sim.errors import StructureError

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
    Coalitions are counted by size and weight with Python integers, about `n**2 * quota` additions.
    Source: Shapley & Shubik 1954, doi:10.2307/1951053; generating functions after Mann & Shapley
    1962, RAND RM-3158.

    Examples
    --------
    >>> shapley_shubik({"A": 3, "B": 2, "C": 1}, quota=4, exact=True)
    {'A': Fraction(2, 3), 'B': Fraction(1, 6), 'C': Fraction(1, 6)}
    """
    votes, needed = _whole_game(weights, quota)
    n = len(votes)
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
    Source: Banzhaf 1965, Rutgers Law Review 19; Penrose 1946, doi:10.2307/2981392.

    Examples
    --------
    >>> banzhaf({"A": 3, "B": 2, "C": 1}, quota=4)
    {'A': 0.6, 'B': 0.2, 'C': 0.2}
    >>> banzhaf([3, 2, 1], quota=4, measure="swings")
    array([3, 1, 1])
    """
    votes, needed = _whole_game(weights, quota)
    by_vote = {vote: sum(sizes) for vote, sizes in _swings_by_size(votes, needed).items()}
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
    named = weights.items() if isinstance(weights, Mapping) else enumerate(weights)
    votes = [_whole_vote(name, weight) for name, weight in named]
    total = sum(votes)
    if not 0 < quota <= total:
        raise StructureError(
            f"quota is {quota}; it must be above 0 and at most the total weight {total}"
        )
    divisor = math.gcd(*votes)
    needed = -(-math.ceil(quota) // divisor)
    if (len(votes) + 1) * needed > CELL_LIMIT:
        raise StructureError(
            f"{len(votes)} players and a quota of {quota} are too many votes to count; "
            "divide all weights and the quota by the same number and round"
        )
    return [min(vote // divisor, needed) for vote in votes], needed


def _whole_vote(name: object, weight: float) -> int:
    if not math.isfinite(weight) or weight < 0 or weight != int(weight):
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
    for vote in votes:
        joined = losing[:-1, : needed - vote].copy()
        losing[1:, vote:] += joined
    swings = {}
    for vote in set(votes):
        others = losing.copy()
        for size in range(1, n + 1):
            others[size, vote:] -= others[size - 1, : needed - vote]
        swings[vote] = cast("list[int]", others[:n, needed - vote :].sum(axis=1).tolist())
    return swings


def _shaped_like(weights: Weights, values: Sequence[Any], exact: bool) -> Powers:
    values = values if exact else [float(value) for value in values]
    if isinstance(weights, Mapping):
        return dict(zip(weights, values, strict=True))
    return np.array(values)
