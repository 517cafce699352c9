"""The best partition of a small signed network into camps, by dynamic programming."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.structure._networks import Array


def best_camps(weights: Array, camps: int | None) -> NDArray[np.intp]:
    """Labels of a partition with the greatest weight inside camps, (n,).

    Violated weight is the weight of all positive ties less the (signed) weight inside camps, so
    this partition is the least frustrated one. ``best[S]`` is the greatest weight that the actors
    of a subset S can keep; the camp of the lowest actor of S is tried in every way, 3**(n-1) in
    all, once for each further camp allowed.
    """
    n = len(weights)
    inside = _weight_inside(weights)
    full = len(inside) - 1
    # All sub-problems but the whole lie among the actors after the first.
    subsets = [*range(0, full, 2), full]
    splits = {subset: _camps_of_lowest(subset) for subset in subsets}
    chosen: list[NDArray[np.intp]] = []
    best = np.zeros_like(inside) if camps is None else np.where(np.arange(full + 1), -np.inf, 0.0)
    for _ in range(1 if camps is None else min(camps, n)):
        # With any number of camps a subset may use what smaller subsets found in the same round.
        smaller = best if camps is None else best.copy()
        camp_of = np.zeros(full + 1, dtype=np.intp)
        for subset in subsets[1:]:
            camp = splits[subset]
            kept = inside[camp] + smaller[subset ^ camp]
            first = kept.argmax()
            camp_of[subset], best[subset] = camp[first], kept[first]
        chosen.append(camp_of)
    labels = np.zeros(n, dtype=np.intp)
    rest, label = full, 0
    while rest:
        camp_of = chosen[0] if camps is None else chosen.pop()
        members = int(camp_of[rest]) >> np.arange(n) & 1
        labels[members == 1] = label
        rest, label = rest ^ int(camp_of[rest]), label + 1
    return labels


def _weight_inside(weights: Array) -> Array:
    """Signed weight of the ties inside each subset of actors, (2**n,)."""
    member = np.arange(2 ** len(weights))[:, None] >> np.arange(len(weights)) & 1
    return np.asarray(((member @ weights) * member).sum(axis=1) / 2)


def _camps_of_lowest(subset: int) -> NDArray[np.intp]:
    """Every camp within a subset that holds its lowest actor."""
    camps = np.array([subset & -subset], dtype=np.intp)
    rest = subset & (subset - 1)
    while rest:
        camps = np.concatenate([camps, camps | (rest & -rest)])
        rest &= rest - 1
    return camps
