"""The composite: partnership stability, never to be read without readiness and autonomy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sim.errors import HistoryError
from sim.metrics._registry import outcome
from sim.metrics.composition import composition_stability
from sim.metrics.flows import Flows
from sim.metrics.ties import tie_survival
from sim.metrics.volatility import falls


def partnership_stability(
    tie_survival: ArrayLike,
    composition_stability: ArrayLike,
    downside_volatility: ArrayLike,
    weights: Sequence[float] = (1, 1, 1),
) -> np.ndarray:
    """Weighted mean of survival, likeness and steadiness.

    Parameters
    ----------
    tie_survival, composition_stability : (...)
        As the outcomes of these names. [0-1]
    downside_volatility : (...)
        As the outcome of this name; infinite for a fall to nothing. [>= 0]
    weights : three numbers
        Of the three parts, in their order; a study should vary them. [>= 0]

    Returns
    -------
    (...)
        Stability; NaN where a part that has weight is undefined. [0-1]

    Raises
    ------
    HistoryError
        Weights that are not three numbers, at least 0 and one of them above.

    Notes
    -----
    (w1 survival + w2 composition + w3 exp(-downside)) / (w1 + w2 + w3). Status: ours. Stability is
    not a good in itself: a frozen, dependent, useless partnership scores high. Never read or show
    it without readiness and autonomy.

    Examples
    --------
    (0.5 + 0.7 + exp(0)) / 3 = 2.2 / 3.

    >>> round(float(partnership_stability(0.5, 0.7, 0.0)), 6)
    0.733333
    """
    if len(weights) != 3 or not all(0 <= w < np.inf for w in weights) or not any(weights):
        raise HistoryError(
            f"weights is {tuple(weights)!r}; it must be three numbers, at least 0 and one above"
        )
    steadiness = np.exp(-np.asarray(downside_volatility, dtype=np.float64))
    parts = (tie_survival, composition_stability, steadiness)
    scale = weights[0] + weights[1] + weights[2]
    found = np.zeros(np.broadcast_shapes(*(np.shape(part) for part in parts)))
    for weight, part in zip(weights, parts, strict=True):
        if weight:
            found = found + weight / scale * np.asarray(part, dtype=np.float64)
    return found


@outcome(
    name="partnership_stability",
    unit="0-1",
    meaning="survival, likeness and steadiness of ties; read it with readiness and autonomy",
    reference="ours, from the survival, likeness and steadiness of ties",
    higher="neither",
)
def _equally_weighted(h: Flows) -> np.ndarray:
    """Mean of tie_survival, composition_stability and exp(-downside_volatility).

    A fall of help to nothing has steadiness 0. NaN where a part is undefined: nobody helped in the
    first year, no two quarters compare, or there are fewer than three full years.
    """
    return partnership_stability(tie_survival(h), composition_stability(h), h.once(falls))
