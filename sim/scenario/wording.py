"""Words for values and for what is allowed, shared by all messages about numbers."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from sim.errors import nearest


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


def likeness(name: str, known: Iterable[str]) -> str:
    """Advice with the known word nearest to `name`, and with the letter that only looks right.

    >>> likeness("quarters\u200b", ["quarters"])
    "; did you mean 'quarters'? (it holds U+200B, ZERO WIDTH SPACE)"
    """
    advice = nearest(name, known)
    odd = next((letter for letter in name if not letter.isascii()), "")
    if not advice or not odd:
        return advice
    return f"{advice} (it holds U+{ord(odd):04X}, {unicodedata.name(odd, 'without a name')})"


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
