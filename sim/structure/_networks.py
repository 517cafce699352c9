"""What every measure of a signed network asks of its input."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._numbers import LARGEST, numbers

Array = NDArray[np.float64]


def square(matrix: ArrayLike, name: str) -> Array:
    """Finite real array of shape (..., n, n) with n >= 1."""
    array = np.ascontiguousarray(numbers(matrix, name))
    if array.ndim < 2 or array.shape[-1] != array.shape[-2] or array.shape[-1] == 0:
        raise StructureError(f"{name} has shape {array.shape}; it must be square: (..., n, n)")
    if not np.isfinite(array).all():
        raise StructureError(f"{name} holds NaN or infinity; write 0 where there is no tie")
    if np.abs(array).max() > LARGEST:
        raise StructureError(f"{name} holds numbers above {LARGEST:g}; divide all by one number")
    return array


def signed_network(signs: ArrayLike, *, weighted: bool) -> Array:
    """Symmetric ties without loops, (..., n, n), as floats."""
    array = square(signs, "signs")
    if not np.array_equal(array, array.swapaxes(-1, -2)):
        raise StructureError("signs is not symmetric; a tie has one sign, seen from either end")
    if np.diagonal(array, axis1=-2, axis2=-1).any():
        raise StructureError("signs has ties of actors with themselves; set the diagonal to 0")
    if not weighted and not np.isin(array, (-1.0, 0.0, 1.0)).all():
        raise StructureError("signs holds other values than -1, 0 and 1; take np.sign of them")
    return array


def violated_weight(weights: Array, labels: NDArray[np.intp]) -> Array:
    """Weight of positive ties between camps and of negative ties within them, (...)."""
    together = labels[..., :, None] == labels[..., None, :]
    wrong = np.where(together, np.maximum(-weights, 0.0), np.maximum(weights, 0.0))
    return total_weight(wrong)


def total_weight(weights: Array) -> Array:
    """Absolute weight of all ties, (...), added in an order that depends on n alone."""
    flat = np.abs(weights).reshape(*weights.shape[:-2], -1)
    return np.asarray(flat.sum(axis=-1) / 2)
