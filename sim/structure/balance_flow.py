"""Structural balance as a flow: dX/dt = X**2 until ties diverge into two camps."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._networks import Array, square
from sim.structure._numbers import numbers


class BalanceFlow(NamedTuple):
    """State and fate of `continuous_balance`."""

    state: Array
    """X(t), with the shape of t before (n, n)."""
    divergence_time: float
    """1 / leading eigenvalue; infinity where no eigenvalue is positive and ties fade."""
    camps: NDArray[np.intp] | None
    """Sides at divergence, (n,), first sided actor 1; None if ties fade or the leading
    eigenvalue is not simple. [-1 or 1; 0 for an actor apart]"""


def continuous_balance(X0: ArrayLike, t: ArrayLike) -> BalanceFlow:
    """Solve dX/dt = X**2 in closed form.

    Parameters
    ----------
    X0 : (n, n)   Symmetric friendliness at time 0, diagonal included. [any]
    t : (...)     Times. [0 <= t < divergence time]

    Returns
    -------
    BalanceFlow   X(t), divergence time and camps.

    Raises
    ------
    StructureError
        Not one symmetric finite matrix, or a time outside the range.

    Notes
    -----
    X(t) = X0 (1 - t X0)**-1: eigenvectors stay, eigenvalues l become l / (1 - l t). The leading one
    diverges first, with the signs of v v^T: at most two camps. Source: Marvel, Kleinberg, Kleinberg
    & Strogatz 2011, doi:10.1073/pnas.1013213108.

    Examples
    --------
    >>> continuous_balance([[2.0]], 0.25).state, continuous_balance([[2.0]], 0).divergence_time
    (array([[4.]]), 0.5)
    """
    start = square(X0, "X0")
    if start.ndim != 2 or not np.array_equal(start, start.T):
        raise StructureError("X0 must be one symmetric matrix (n, n)")
    values, vectors = np.linalg.eigh(start)
    scale = float(np.abs(values).max())
    divergence = 1 / float(values[-1]) if values[-1] > 1e-12 * scale else np.inf
    times = numbers(t, "t")
    if not ((times >= 0) & (times < divergence)).all():
        raise StructureError(
            f"t must be at least 0 and below {divergence:.6g}, where the ties diverge"
        )
    grown = values / (1 - values * times[..., None])
    return BalanceFlow(
        state=(vectors * grown[..., None, :]) @ vectors.T,
        divergence_time=divergence,
        camps=_camps(values, vectors, scale) if np.isfinite(divergence) else None,
    )


def _camps(values: Array, vectors: Array, scale: float) -> NDArray[np.intp] | None:
    if len(values) > 1 and values[-1] - values[-2] <= 1e-9 * scale:
        return None
    leading = np.where(np.abs(vectors[:, -1]) > 1e-9, np.sign(vectors[:, -1]), 0).astype(np.intp)
    return np.asarray(leading * leading[leading != 0][0])
