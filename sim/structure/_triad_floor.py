"""A proven floor under frustration, for networks too large to search."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from sim.structure._networks import Array, total_weight

TRIAD_LIMIT = 8_000


def triad_floor(weights: Array, *, two_camps: bool) -> float:
    """Least weight of ties that touches every unbalanced triad, relaxed to fractions of ties."""
    upper = np.triu(weights != 0, k=1)
    i, j, k = np.nonzero(upper[:, :, None] & upper[None, :, :] & upper[:, None, :])
    enemies = sum((weights[pair] < 0).astype(int) for pair in ((i, j), (j, k), (i, k)))
    unbalanced = np.flatnonzero((enemies == 1) | (two_camps & (enemies == 3)))
    if not unbalanced.size:
        return 0.0
    # A cover of some of the triads is still a floor, and keeps the programme small.
    some = unbalanced[:: -(-unbalanced.size // TRIAD_LIMIT)]
    n, i, j, k = len(weights), i[some], j[some], k[some]
    used, ties = np.unique(np.concatenate([i * n + j, j * n + k, i * n + k]), return_inverse=True)
    triad = np.tile(np.arange(some.size), 3)
    cover = coo_array((np.ones(ties.size), (triad, ties))).tocsr()
    cost = np.abs(weights).ravel()[used]
    # The interior point method stays within seconds where the simplex may take half a minute.
    cheapest = linprog(cost, -cover, -np.ones(some.size), bounds=(0, 1), method="highs-ipm")
    # The solver's tolerance must not lift the floor, least of all across a whole number.
    safe = max(float(cheapest.fun) - 1e-6 * float(total_weight(weights)), 0.0)
    return float(np.ceil(safe)) if np.array_equal(weights, np.rint(weights)) else safe
