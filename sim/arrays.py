"""Array operations whose bits do not depend on how many runs are computed together.

NumPy sums a contiguous axis pairwise and any other axis in sequence, so that `x.sum()` of one
run and the same sum inside an ensemble differ in the last bit. These do not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

#: A scalar in a single run, an array in an ensemble: rules never need to know which.
Values = Any

TINY = 1e-12


def total(values: Values, axis: int = 0) -> Values:
    """Sum in sequence over the leading axis (channels, partners), or with -1 over the last.

    >>> float(total(np.array([1.0, 2.0, 3.5])))
    6.5
    """
    if axis not in (0, -1):
        raise ValueError(f"total sums over the first axis (0) or the last (-1), not {axis}")
    if values.shape[axis] < 2:
        return values.sum(axis)
    if values.ndim == 1:
        return np.add.accumulate(values)[-1]
    # adding slices one by one fixes the order as accumulate does, at a tenth of its time
    first, second, *rest = values if axis == 0 else leading(values)
    summed = first + second
    for part in rest:
        summed += part
    return summed


def leading(values: np.ndarray) -> np.ndarray:
    """The same array with its last axis put in front."""
    last = values.ndim - 1
    return values.transpose(last, *range(last))


def clip01(values: Values) -> Values:
    """Hold shares and stocks inside [0, 1]."""
    return np.minimum(np.maximum(values, 0.0), 1.0)


def logistic(values: Values) -> Values:
    """The S-curve 1 / (1 + exp(-x)), safe for any x."""
    return 1.0 / (1.0 + np.exp(-np.minimum(np.maximum(values, -60.0), 60.0)))


def power(base: Values, exponent: Values) -> Values:
    """`base ** exponent` for base >= 0, through exp and log.

    NumPy's own fractional power gives scalars and arrays different last bits.
    """
    return np.exp(exponent * np.log(np.maximum(base, TINY)))


def share(part: Values, whole: Values) -> Values:
    """`part / whole`, and 0 where the whole is nothing."""
    return part / np.maximum(whole, TINY) * (whole > TINY)
