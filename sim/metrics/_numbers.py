"""Means, spreads and inequality along the last axis, with NaN for what is undefined.

Sums run in sequence along one run's numbers, see `sim.arrays.total`.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import total

Array = np.ndarray


def ratio(part: Array, whole: Array) -> Array:
    """`part / whole`, NaN unless the whole is above 0."""
    out = np.full(np.broadcast_shapes(np.shape(part), np.shape(whole)), np.nan)
    return np.divide(part, whole, out=out, where=np.asarray(whole) > 0)


def mean(values: Array) -> Array:
    """Mean along the last axis; NaN of nothing."""
    n = np.shape(values)[-1]
    return np.asarray(total(values, -1)) / n if n else np.full(np.shape(values)[:-1], np.nan)


def mean_where(values: Array, valid: Array) -> Array:
    """Mean of the valid values along the last axis; NaN where none is valid."""
    return ratio(np.asarray(total(np.where(valid, values, 0.0), -1)), valid.sum(-1))


def spread(values: Array) -> Array:
    """Sample standard deviation along the last axis; NaN of fewer than two."""
    n = np.shape(values)[-1]
    if n < 2:
        return np.full(np.shape(values)[:-1], np.nan)
    apart = values - mean(values)[..., None]
    return np.sqrt(np.asarray(total(apart * apart, -1)) / (n - 1))


def gini(values: Array, counted: Array | None = None) -> Array:
    """Gini coefficient along the last axis.

    Parameters
    ----------
    values : (..., n)
        Amounts. [>= 0]
    counted : (..., n) bool, optional
        Who belongs to the population, also with nothing; all unless told.

    Returns
    -------
    (...)
        2 sum(i x_i) / (n sum(x)) - (n + 1) / n over sorted x. NaN where nobody has anything.
        [0 to (n - 1) / n]

    Examples
    --------
    One of four has all.

    >>> float(gini(np.array([1.0, 0.0, 0.0, 0.0])))
    0.75
    """
    belongs = np.ones(np.shape(values), bool) if counted is None else counted
    x = np.sort(np.where(belongs, values, 0.0), axis=-1)
    n = belongs.sum(-1)
    # Those who do not belong are zeros and sort to the front; ranks start behind them.
    rank = np.arange(1, x.shape[-1] + 1) - (x.shape[-1] - n)[..., None]
    ranked = 2.0 * np.asarray(total(rank * x, -1))
    return ratio(ratio(ranked, np.asarray(total(x, -1))) - (n + 1), n)


def quantile(values: Array, q: float) -> Array:
    """Quantile along the last axis, linear between order statistics; NaN of nothing."""
    n = np.shape(values)[-1]
    if not n:
        return np.full(np.shape(values)[:-1], np.nan)
    x = np.sort(values, axis=-1)
    below = int(q * (n - 1))
    above = min(below + 1, n - 1)
    return np.asarray(x[..., below] + (q * (n - 1) - below) * (x[..., above] - x[..., below]))


def first(happens: Array) -> Array:
    """Index of the first True along axis 1; -1 where there is none."""
    if happens.shape[1] == 0:
        return np.full(happens.shape[0], -1)
    return np.where(happens.any(1), happens.argmax(1), -1)
