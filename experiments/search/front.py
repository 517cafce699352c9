"""Sets of points: how much of the space they dominate, and which of them lie far apart."""

from __future__ import annotations

import numpy as np

from experiments.search.library import pymoo


def first_of_equals(points: np.ndarray) -> np.ndarray:
    """Which points are no copy of an earlier one, `(points,)` bool.

    >>> first_of_equals(np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]])).tolist()
    [True, True, False]
    """
    first = np.unique(points, axis=0, return_index=True)[1]
    found: np.ndarray = np.isin(np.arange(len(points)), first)
    return found


def hypervolume(points: np.ndarray, ideal: np.ndarray, reference: np.ndarray) -> float:
    """Share of the box between two corners that the points dominate; lower is better.

    Parameters
    ----------
    points : (points, objectives)
        Those that are not better than the reference in all objectives add nothing. Points beyond
        the ideal count in full, so that the share may pass 1.
    ideal, reference : (objectives,)
        The best corner, and the worst.

    Notes
    -----
    Zitzler and Thiele (1999), doi:10.1109/4235.797969; computed by pymoo.
    """
    span = np.where(reference > ideal, reference - ideal, 1.0)
    scaled = (points - ideal) / span
    inside = (scaled < 1.0).all(axis=-1) & np.isfinite(scaled).all(axis=-1)
    if not inside.any():
        return 0.0
    scaled = scaled[inside]
    with pymoo() as library:
        return float(library.HV(ref_point=np.ones(points.shape[-1]))(scaled))


def spread_out(points: np.ndarray, most: int) -> np.ndarray:
    """Places of at most `most` points that lie far from each other: the ends first.

    Greedy farthest points, on each objective's own range (Gonzalez 1985,
    doi:10.1016/0304-3975(85)90224-5).

    Examples
    --------
    >>> spread_out(np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 2.0], [4.0, 0.0]]), 3).tolist()
    [0, 2, 3]
    """
    low, high = points.min(axis=0), points.max(axis=0)
    scaled = (points - low) / np.where(high > low, high - low, 1.0)
    chosen = list(dict.fromkeys(int(place) for place in points.argmin(axis=0)))[:most]
    while len(chosen) < min(most, len(points)):
        away = ((scaled[:, None, :] - scaled[chosen]) ** 2).sum(axis=-1).min(axis=1)
        if away.max() <= 0.0:  # only copies are left
            break
        chosen.append(int(away.argmax()))
    return np.sort(np.array(chosen, dtype=np.int64))
