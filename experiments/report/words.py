"""Numbers, intervals and names in words, the same everywhere in a report."""

from __future__ import annotations

import math
from collections.abc import Sequence

from experiments.wording import capital as capital
from experiments.wording import estimate, money, number


def plain(value: float, digits: int = 3) -> str:
    """A number as it was stated, to so many digits and without trailing zeros.

    >>> plain(0.05), plain(1898.5), plain(-2.0), plain(0.0000123)
    ('0.05', '1,898', '−2', '0.0000123')
    """
    if not math.isfinite(value) or value == 0 or abs(value) >= 10**digits:
        return number(value, 0)
    places = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    text = number(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def measured(value: float, low: float, high: float, unit: str, sign: bool = False) -> str:
    """An estimate in its unit, small money in thousands or in single dollars.

    >>> measured(0.69, 0.68, 0.71, "million US$ a quarter")
    '0.69 [0.68, 0.71] million US$ a quarter'
    >>> measured(-0.00221, -0.00232, -0.00211, "million US$ a quarter")
    '−2.2 [−2.3, −2.1] thousand US$ a quarter'
    """
    factor, coin = money(max([abs(v) for v in (value, low, high) if math.isfinite(v)] or [0]), unit)
    return in_unit(estimate(factor * value, factor * low, factor * high, sign), coin)


def share(value: float) -> str:
    """A share as a percentage that never rounds to none or all.

    >>> share(0.84), share(0.004), share(0.0), share(0.999), share(1.0), share(float("nan"))
    ('84%', 'under 1%', '0%', 'over 99%', '100%', '–')
    """
    if not math.isfinite(value):
        return "–"
    if 0 < value < 0.005:
        return "under 1%"
    if 0.995 <= value < 1:
        return "over 99%"
    return f"{100 * value:.0f}%"


def count(value: int | float, one: str, many: str = "") -> str:
    """A number of things.

    >>> count(1, "run"), count(1200, "run"), count(2, "study", "studies")
    ('1 run', '1,200 runs', '2 studies')
    """
    return f"{int(value):,} {one if int(value) == 1 else many or one + 's'}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Words in a row.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def spoken(name: str) -> str:
    """A name of the program as words.

    >>> spoken("funding_gap"), spoken("external_total_musd"), spoken("liberia/us_freeze")
    ('funding gap', 'external total', 'us freeze')
    """
    return name.rpartition("/")[2].removesuffix("_musd").replace("_", " ").strip()


def in_unit(text: str, unit: str) -> str:
    """A number with its unit; shares and pure numbers have none.

    >>> in_unit("3.1", "million US$"), in_unit("0.4", "0-1"), in_unit("2", "1")
    ('3.1 million US$', '0.4', '2')
    """
    return text if unit in ("", "1", "0-1", "nan") else f"{text} {unit}"
