"""Who beats whom when several things count at once (Pareto dominance)."""

from __future__ import annotations

import numpy as np


def dominates(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether `one` is nowhere worse and somewhere better than `other`; lower is better.

    Parameters
    ----------
    one, other : (..., objectives)
        NaN dominates nothing and is dominated by nothing.

    Examples
    --------
    >>> dominates(np.array([1.0, 2.0]), np.array([[1.0, 3.0], [0.0, 9.0], [1.0, 2.0]])).tolist()
    [True, False, False]
    """
    return np.asarray((one <= other).all(axis=-1) & (one < other).any(axis=-1))


def nondominated(points: np.ndarray) -> np.ndarray:
    """Which points no other dominates; lower is better.

    Parameters
    ----------
    points : (..., points, objectives)
        Points that are not finite never count as non-dominated.

    Returns
    -------
    (..., points) bool

    Examples
    --------
    >>> nondominated(np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])).tolist()
    [True, True, False]
    """
    beaten = dominates(points[..., :, None, :], points[..., None, :, :]).any(axis=-2)
    found: np.ndarray = ~beaten & np.isfinite(points).all(axis=-1)
    return found
