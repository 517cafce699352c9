"""Constrained triad dynamics: signs flip only where imbalance does not grow."""

from __future__ import annotations

from itertools import count
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sim.errors import StructureError
from sim.structure._networks import Array, signed_network


class TriadDynamics(NamedTuple):
    """Where `constrained_triad_dynamics` stopped."""

    signs: Array
    """Final network, (n, n)."""
    outcome: Literal["balanced", "jammed", "unfinished"]
    """Jammed: unbalanced triads remain, and every flip would add to them."""
    unbalanced: int
    """Unbalanced triads at the end."""
    steps: int
    """Ties that were drawn."""


def constrained_triad_dynamics(
    signs: ArrayLike, rng: np.random.Generator | int, *, max_steps: int = 100_000
) -> TriadDynamics:
    """Flip random ties while that does not raise the number of unbalanced triads.

    Parameters
    ----------
    signs : (n, n)   Symmetric, zero diagonal; 0 where there is no tie. [-1, 0 or 1]
    rng : Generator or seed.
    max_steps : Draws before giving up. [>= 0]

    Returns
    -------
    TriadDynamics    Final signs and how the walk ended.

    Raises
    ------
    StructureError
        More than one matrix, not symmetric, loops, or other values than -1, 0, 1.

    Notes
    -----
    A drawn tie flips if unbalanced triads become fewer, with probability 1/2 if their number stays,
    and never otherwise. Source: Antal, Krapivsky & Redner 2005, doi:10.1103/PhysRevE.72.036121.
    """
    network = signed_network(signs, weighted=False)
    if network.ndim != 2:
        raise StructureError(f"signs has shape {network.shape}; the dynamics take one (n, n)")
    network = network.copy()
    rng = np.random.default_rng(rng)
    support, triads = _support(network)
    ties = np.argwhere(np.triu(triads))
    for steps in count():
        unbalanced = int((triads - support).sum() / 12)  # each met from 6 ordered ties, weight 2
        if unbalanced == 0:
            return TriadDynamics(network, "balanced", unbalanced, steps)
        if is_jammed(network):
            return TriadDynamics(network, "jammed", unbalanced, steps)
        if steps >= max_steps:
            break
        i, j = ties[rng.integers(len(ties))]
        if support[i, j] < 0 or (support[i, j] == 0 and rng.random() < 0.5):
            network[i, j] = network[j, i] = -network[i, j]
            support, triads = _support(network)
    return TriadDynamics(network, "unfinished", unbalanced, steps)


def is_jammed(signs: ArrayLike) -> Any:
    """Tell whether a network is unbalanced and every flip would add unbalanced triads.

    Parameters
    ----------
    signs : (..., n, n)   Symmetric, zero diagonal. [-1, 0 or 1]

    Returns
    -------
    (...)                 Strictly jammed: each tie of a triad lies in more balanced than unbalanced
                          ones.

    Raises
    ------
    StructureError
        As for `constrained_triad_dynamics`.

    Notes
    -----
    Complete networks have none below 9 actors and at 10. Source: Antal, Krapivsky & Redner 2005.
    """
    support, triads = _support(signed_network(signs, weighted=False))
    stuck = ((support > 0) | (triads == 0)).all(axis=(-1, -2))
    return stuck & (support < triads).any(axis=(-1, -2))


def _support(network: Array) -> tuple[Array, Array]:
    """Balanced less unbalanced triads of each tie, and all its triads, both (..., n, n)."""
    tie = np.abs(network)
    return network * (network @ network), tie * (tie @ tie)
