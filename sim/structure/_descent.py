"""Two ways to walk a landscape of positions: over every configuration, or downhill from starts.

Both minimise ``sum over pairs of w_ij D[x_i, x_j]``, with x_i one of K positions and D their
distances. With D = 1 between different camps this is landscape energy and, up to a constant,
frustration.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.structure._networks import Array, total_weight

Positions = NDArray[np.intp]


def energy_grid(weights: Array, distance: Array) -> Array:
    """Energy of all K**n configurations, (K**n,); the last actor's position varies fastest."""
    positions = len(distance)
    grid = np.zeros(positions)
    for actor in range(1, len(weights)):
        meets = np.zeros((1, positions))  # (configurations of earlier actors, own position)
        for earlier in range(actor):
            pair = weights[earlier, actor] * distance
            meets = (meets[:, None, :] + pair).reshape(-1, positions)
        grid = (grid[:, None] + meets).ravel()
    return grid


def grid_positions(index: NDArray[np.intp], n: int, positions: int) -> Positions:
    """Positions of the n actors in configurations of `energy_grid`, (..., n)."""
    return np.asarray(index[..., None] // positions ** np.arange(n - 1, -1, -1) % positions)


def settle(weights: Array, distance: Array, start: Positions) -> Positions:
    """Steepest descent by single moves, all starts at once.

    Parameters
    ----------
    weights : (..., n, n)   Symmetric, zero diagonal; broadcast against `start`.
    distance : (K, K)       Symmetric, zero diagonal.
    start : (..., n)        Positions. [0 to K-1]

    Returns
    -------
    (..., n)                Positions that no single move improves.

    Notes
    -----
    Every sum runs along one actor's ties, never across runs, so that a result does not depend on
    its neighbours in the batch. Of equal moves, the first actor's and then the first position wins.
    """
    n, positions = start.shape[-1], len(distance)
    ties = np.broadcast_to(weights, (*start.shape, n)).reshape(-1, n, n)
    at = start.reshape(-1, n).copy()
    cost = np.stack([(ties * row[at][:, None, :]).sum(-1) for row in distance], axis=-1)
    noise = 1e-12 * total_weight(ties)
    active = np.arange(len(at))
    while active.size:
        stay = np.take_along_axis(cost[active], at[active][..., None], axis=-1)
        change = (cost[active] - stay).reshape(active.size, -1)
        move = change.argmin(axis=1)
        downhill = change.min(axis=1) < -noise[active]
        active, move = active[downhill], move[downhill]
        actor, new = np.divmod(move, positions)
        step = (distance[:, new] - distance[:, at[active, actor]]).T  # (active, K)
        cost[active] += ties[active, :, actor][..., None] * step[:, None, :]
        at[active, actor] = new
    return at.reshape(start.shape)
