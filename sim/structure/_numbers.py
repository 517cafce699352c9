"""Numbers as people pass them, or a refusal in words."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError

#: Products of two such numbers, and their sums, stay finite.
LARGEST = 1e150


def numbers(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """Real numbers as an array."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise StructureError(
            f"{name} must be an array of numbers with rows of one length, not {shown(values)}"
        ) from None


def is_finite(value: float, name: str) -> bool:
    """Whether a number is finite; refuses what is no real number."""
    try:
        return math.isfinite(value)
    except (TypeError, OverflowError):
        raise StructureError(f"{name} must be a number, not {shown(value)}") from None


def shown(value: object) -> str:
    """A value as a message shows it: its text, or its type where the text is long."""
    text = repr(value)
    return text if len(text) <= 60 and "\n" not in text else f"a {type(value).__name__}"
