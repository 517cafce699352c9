"""Triads of a signed network: the smallest test of structural balance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sim.structure._networks import Array, signed_network


class Triads(NamedTuple):
    """Closed triads by their signs; every field has the leading shape (...) of the input."""

    ppp: Any
    """+++ : friends of friends are friends. Balanced."""
    ppm: Any
    """++- : two friends of one actor are enemies. Unbalanced."""
    pmm: Any
    """+-- : two friends share an enemy. Balanced."""
    mmm: Any
    """--- : three mutual enemies. Unbalanced (weakly balanced with three camps)."""
    balanced_share: Any
    """(+++ and +--) / all; NaN where there is no closed triad. [0-1]"""


def triads(signs: ArrayLike) -> Triads:
    """Count the closed triads of each type.

    Parameters
    ----------
    signs : (..., n, n)   Symmetric, zero diagonal. [-1, 0 or 1]

    Returns
    -------
    Triads                Counts and balanced share, each (...).

    Raises
    ------
    StructureError
        Not square, not symmetric, loops, or other values than -1, 0, 1.

    Notes
    -----
    Source: Heider 1946, doi:10.1080/00223980.1946.9917275; Cartwright & Harary 1956,
    doi:10.1037/h0046049.

    Examples
    --------
    >>> float(triads([[0, 1, -1], [1, 0, -1], [-1, -1, 0]]).balanced_share)
    1.0
    """
    network = signed_network(signs, weighted=False)
    friend, enemy = np.maximum(network, 0), np.maximum(-network, 0)
    friends_of_friends, shared_enemies = friend @ friend, enemy @ enemy
    # A triad of one sign is met from its 6 ordered ties, a mixed one twice, from its odd tie.
    ppp = (friends_of_friends * friend).sum((-1, -2)) / 6
    ppm = (friends_of_friends * enemy).sum((-1, -2)) / 2
    pmm = (shared_enemies * friend).sum((-1, -2)) / 2
    mmm = (shared_enemies * enemy).sum((-1, -2)) / 6
    closed = ppp + ppm + pmm + mmm
    share = np.where(closed > 0, (ppp + pmm) / np.maximum(closed, 1), np.nan)
    return Triads(_whole(ppp), _whole(ppm), _whole(pmm), _whole(mmm), share[()])


def _whole(counts: Array) -> Any:
    return np.rint(counts).astype(np.int64)[()]
