"""Listed points: those that somebody, or an optimiser, has chosen one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.design._registry import DesignError, Points, sampler
from experiments.design.factor import Factor, labels


@sampler(meaning="the points that are listed, in their order", sized="")
def listed(
    factors: Sequence[Factor],
    samples: int,
    rng: np.random.Generator,
    *,
    points: Sequence[Sequence[Any]] = (),
) -> Points:
    """Take the points as they are: a row a point, a value a factor, in the order of the factors.

    The same point may stand there twice. Values outside a factor's range are refused.

    Examples
    --------
    >>> from experiments.design import Factor, sample
    >>> design = sample([Factor("x"), Factor("y", 0, 9)], "listed", points=[[0.5, 2], [1, 9]])
    >>> design.matrix().tolist()
    [[0.5, 2.0], [1.0, 9.0]]
    """
    rows = [list(row) for row in points]
    if not rows:
        raise DesignError("listed needs `points`, a list with a value for each factor a point")
    for place, row in enumerate(rows):
        if len(row) != len(factors):
            raise DesignError(
                f"points.{place} has {len(row)} values; there are {len(factors)} factors"
            )
        for factor, value in zip(factors, row, strict=True):
            if fault := _fault(factor, value):
                raise DesignError(f"points.{place}: {factor.name} is {value!r}; {fault}")
    columns = {
        factor.name: labels(tuple(row[k] for row in rows))
        if factor.kind == "categorical"
        else np.array([row[k] for row in rows], dtype=float)
        for k, factor in enumerate(factors)
    }
    base = np.arange(len(rows), dtype=np.int64)
    return Points(columns, base, np.zeros_like(base))


def _fault(factor: Factor, value: Any) -> str:
    """What is wrong with a value; empty when it fits."""
    if factor.kind == "categorical":
        known = ", ".join(map(str, factor.values))
        return "" if value in factor.values else f"it must be one of {known}"
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not factor.low <= value <= factor.high:
        return f"it must be a number from {factor.low:g} to {factor.high:g}"
    if factor.kind == "integer" and not float(value).is_integer():
        return "it must be a whole number"
    return ""
