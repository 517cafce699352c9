"""Words for values and for what is allowed, shared by all messages about numbers."""

from __future__ import annotations

import math
from typing import Any


def shown(value: Any) -> str:
    """A value as a message quotes it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:57]}...")
    return "a list" if isinstance(value, list | tuple) else "a mapping"


def allowed(
    low: float, high: float, unit: str = "", integer: bool = False, bare: bool = True
) -> str:
    """What a number must be; with `bare` False also that it must be a number."""
    noun = "a whole number" if integer else "a number"
    if math.isfinite(low) and math.isfinite(high):
        limits = f"between {low:.10g} and {high:.10g}"
    elif math.isfinite(low):
        limits = f"at least {low:.10g}"
    elif math.isfinite(high):
        limits = f"at most {high:.10g}"
    else:
        limits = ""
    words = limits if limits and bare and not integer else f"{noun} {limits}".strip()
    return words + (f" [{unit}]" if unit not in ("", "1", "0-1", "-1 to 1") else "")
