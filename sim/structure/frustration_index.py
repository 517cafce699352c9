"""Frustration: the least weight of ties that any division into camps must violate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._camps import best_camps
from sim.structure._descent import energy_grid, grid_positions, settle
from sim.structure._networks import Array, signed_network, violated_weight
from sim.structure._triad_floor import triad_floor
from sim.structure.frustration_fast import TWO_CAMPS, frustrated_share, frustration_bound

TWO_CAMP_LIMIT = 22
MANY_CAMP_LIMIT = 15
RANDOM_STARTS = 64


@dataclass(frozen=True)
class Frustration:
    """Result of `frustration`."""

    index: float
    """violated / weight of all ties; NaN without ties. [0-1]"""
    violated: float
    """Weight (number, if unweighted) of the ties that `partition` violates."""
    partition: NDArray[np.intp]
    """Camp of each actor, (n,), numbered by first appearance."""
    exact: bool
    """True if no partition is proven to violate less."""
    lower_bound: float
    """Proven floor of violated weight over all partitions; equals `violated` where exact."""


def frustration(signs: ArrayLike, camps: int | None = 2) -> Frustration:
    """Find the division into camps that violates least.

    A positive tie is violated between camps, a negative one within a camp.

    Parameters
    ----------
    signs : (n, n)   Symmetric, zero diagonal; weights allowed. [negative, 0 or positive]
    camps : Most camps allowed; None for any number. [>= 1]

    Returns
    -------
    Frustration      Index, violated weight, partition, and whether it is proven.

    Raises
    ------
    StructureError
        More than one matrix, not symmetric, loops, not finite, or no camp.

    Notes
    -----
    Exact up to 22 actors in two camps (every division is tried, 0.2 s) and up to 15 otherwise
    (dynamic programming over subsets, about 1 s a camp allowed). Beyond, the best local optimum of
    fixed starts comes with a lower bound: every unbalanced triad holds a violated tie, so the
    cheapest fractional cover of these triads (a linear programme) is a floor. Where the two meet,
    the result is exact again. Sources: Harary 1959, doi:10.1002/bs.3830040405; Doreian & Mrvar
    1996, doi:10.1016/0378-8733(95)00259-6 (several camps).

    Examples
    --------
    Three mutual enemies: two camps must hold one enmity, three camps none.

    >>> enemies = [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]
    >>> frustration(enemies).violated, frustration(enemies, camps=None).violated
    (1.0, 0.0)
    """
    weights = signed_network(signs, weighted=True)
    if weights.ndim != 2:
        raise StructureError(
            f"signs has shape {weights.shape}; frustration takes one matrix (n, n): "
            "frustration_bound takes a batch"
        )
    if camps is not None and (camps < 1 or not isinstance(camps, int | np.integer)):
        raise StructureError(
            f"camps is {camps!r}; it must be at least 1 and whole, or None for any number"
        )
    labels, proven = _least_frustrated(weights, camps)
    violated = float(violated_weight(weights, labels))
    floor = violated if proven else min(violated, triad_floor(weights, two_camps=camps == 2))
    return Frustration(
        index=float(frustrated_share(np.asarray(violated), weights)),
        violated=violated,
        partition=_by_first_appearance(labels),
        exact=proven or floor == violated,
        lower_bound=floor,
    )


def _least_frustrated(weights: Array, camps: int | None) -> tuple[NDArray[np.intp], bool]:
    """Labels (n,), and whether they are proven to be the best."""
    n = len(weights)
    if camps == 1:
        return np.zeros(n, dtype=np.intp), True
    if camps == 2 and n <= TWO_CAMP_LIMIT:
        return _two_camps(weights), True
    most = None if camps is None or camps >= n else camps
    if n <= MANY_CAMP_LIMIT:
        return best_camps(weights, most), True
    return _local_optimum(weights, most), False


def _two_camps(weights: Array) -> NDArray[np.intp]:
    best = np.asarray(energy_grid(weights, TWO_CAMPS).argmin())
    return grid_positions(best, len(weights), 2)


def _local_optimum(weights: Array, camps: int | None) -> NDArray[np.intp]:
    """Best of the spectral camps and of many single-move descents from fixed random starts."""
    n = len(weights)
    most = camps or n
    rng = np.random.default_rng(0)
    starts = [rng.integers(1 + k % most, size=n) for k in range(RANDOM_STARTS)]
    starts.append(frustration_bound(weights, starts=n).partition)
    labels = settle(weights, 1.0 - np.eye(most), np.stack(starts))
    return np.asarray(labels[violated_weight(weights, labels).argmin()])


def _by_first_appearance(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    _, first, camp = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(first.argsort().argsort()[camp])
