"""A quadratic surface in place of a statistic, with what it does not know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Points for each coefficient of the full surface; with fewer it stays linear.
_ENOUGH = 3


@dataclass(frozen=True)
class Emulator:
    """A least-squares surface over the unit box.

    Attributes
    ----------
    coefficients : (terms,)
        Of the surface.
    spread : (terms, terms)
        Inverse of the normal matrix.
    residual : float
        Variance of a run round the surface: chance in a run, and what the surface misses.
    quadratic : bool
        Whether squares and products are in it.
    """

    coefficients: np.ndarray
    spread: np.ndarray
    residual: float
    quadratic: bool

    def mean(self, unit: np.ndarray) -> np.ndarray:
        """Expected statistic at points of the unit box, `(points,)`."""
        return np.asarray(_terms(unit, self.quadratic) @ self.coefficients)

    def variance(self, unit: np.ndarray) -> np.ndarray:
        """Variance of one run round that, uncertainty of the surface included, `(points,)`."""
        terms = _terms(unit, self.quadratic)
        leverage = np.einsum("ij,jk,ik->i", terms, self.spread, terms)
        return np.asarray(self.residual * (1.0 + leverage))


def fit(unit: np.ndarray, values: np.ndarray) -> Emulator | None:
    """Fit a surface to the points whose statistic is defined; None where they are too few.

    Examples
    --------
    >>> x = np.linspace(0.0, 1.0, 50)[:, None]
    >>> surface = fit(x, 1.0 + x[:, 0] ** 2)
    >>> round(float(surface.mean(np.array([[0.5]]))[0]), 6)
    1.25
    """
    known = np.isfinite(values)
    count, factors = int(known.sum()), unit.shape[1]
    full = 1 + 2 * factors + factors * (factors - 1) // 2
    quadratic = count >= _ENOUGH * full
    terms = _terms(unit[known], quadratic)
    if count < _ENOUGH * terms.shape[1]:
        return None
    spread = np.linalg.pinv(terms.T @ terms)
    coefficients = spread @ (terms.T @ values[known])
    left = values[known] - terms @ coefficients
    residual = float(np.dot(left, left)) / (count - terms.shape[1])
    return Emulator(coefficients, spread, residual, quadratic)


def _terms(unit: np.ndarray, quadratic: bool) -> np.ndarray:
    centred = 2.0 * unit - 1.0
    parts = [np.ones((len(unit), 1)), centred]
    if quadratic:
        first, second = np.triu_indices(unit.shape[1])
        parts.append(centred[:, first] * centred[:, second])
    return np.concatenate(parts, axis=1)
