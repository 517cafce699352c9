"""What was varied, as it may be given: factors, a design, or SALib's `problem`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.design import Design, Factor
from experiments.sensitivity.fault import SensitivityError

Factors = Sequence[Factor] | Design | Mapping[str, Any]


def bounds(factor: Factor) -> tuple[float, float]:
    """Range of the coded values."""
    if factor.kind == "categorical":
        return 0.0, len(factor.values) - 1.0
    return float(factor.low), float(factor.high)


def as_factors(given: Factors) -> tuple[Factor, ...]:
    """Factors of a design, of SALib's `problem`, or as they are."""
    if isinstance(given, Design):
        return given.factors
    if not isinstance(given, Mapping):
        return tuple(given)
    if any(dist != "unif" for dist in given.get("dists") or ()):
        raise SensitivityError("unknown distribution", "pass factors with their distributions")
    groups = given.get("groups") or [""] * len(given["names"])
    return tuple(
        Factor(str(name), float(low), float(high), group=str(group))
        for name, (low, high), group in zip(given["names"], given["bounds"], groups, strict=True)
    )
