"""What was varied, as it may be given: factors, a design, or SALib's `problem`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        return _told(given)
    lacking = [key for key in ("names", "bounds") if key not in given]
    if lacking or len(given["names"]) != len(given["bounds"]):
        raise SensitivityError(
            "wrong request",
            "SALib's problem needs `names` and `bounds` of one length"
            + (f"; {' and '.join(lacking)} is missing" if lacking else ""),
        )
    if any(dist != "unif" for dist in given.get("dists") or ()):
        raise SensitivityError("unknown distribution", "pass factors with their distributions")
    groups = given.get("groups") or [""] * len(given["names"])
    return _told(
        Factor(str(name), float(low), float(high), group=str(group))
        for name, (low, high), group in zip(given["names"], given["bounds"], groups, strict=True)
    )


def _told(given: object) -> tuple[Factor, ...]:
    """Factors as they are, if they are any and no two have one name."""
    factors = tuple(given) if isinstance(given, Iterable) else ()
    if not factors or not all(isinstance(one, Factor) for one in factors):
        raise SensitivityError(
            "wrong request",
            "what was varied is told by factors, as in [Factor('x', 0, 1)], by a design, or by "
            "SALib's problem",
        )
    names = [factor.name for factor in factors]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SensitivityError("wrong request", f"two factors are called '{twice}'")
    return factors
