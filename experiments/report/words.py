"""Numbers, intervals and names in words, the same everywhere in a report."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from experiments.gains.wording import money

MINUS = "−"


def decimals(*values: float, digits: int = 2) -> int:
    """Decimals at which the least of some sizes still shows `digits` digits; 0 to 6.

    >>> decimals(0.0071), decimals(3.2), decimals(140.0), decimals(float("nan"))
    (4, 1, 0, 2)
    """
    sizes = [abs(v) for v in values if math.isfinite(v) and v != 0]
    if not sizes:
        return 2
    return int(np.clip(digits - 1 - math.floor(math.log10(min(sizes))), 0, 6))


def number(value: float, places: int, sign: bool = False) -> str:
    """A number at so many decimals, with a true minus; a dash where there is none.

    >>> number(-0.0312, 3), number(1234.5, 0), number(0.2, 1, sign=True), number(float("nan"), 2)
    ('−0.031', '1,234', '+0.2', '–')
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else (MINUS if value < 0 else "") + "∞"
    text = f"{abs(value):,.{places}f}"
    if not any(digit in "123456789" for digit in text):
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


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


def estimate(value: float, low: float, high: float, sign: bool = False) -> str:
    """An estimate with its interval, all at the decimals that the interval deserves.

    Of the half-width one digit is shown, or two where they begin with 1 or 2; but no more than two
    of the estimate, as long as what is rounded away is less than the half-width. An interval
    without width is not shown.

    >>> estimate(0.0312, 0.0241, 0.0383)
    '0.031 [0.024, 0.038]'
    >>> estimate(-140.2, -150.9, -129.5, sign=True)
    '−140 [−151, −130]'
    >>> estimate(0.0151, 0.0144, 0.0160), estimate(0.8712, 0.8703, 0.8721)
    ('0.015 [0.014, 0.016]', '0.8712 [0.8703, 0.8721]')
    >>> estimate(0.132, 0.132, 0.132)
    '0.13'
    """
    half = (high - low) / 2 if math.isfinite(high - low) else 0.0
    if low == high:
        return number(value, decimals(value), sign)
    if half > 0:
        lead = half / 10 ** math.floor(math.log10(half))
        places = decimals(half, digits=2 if lead < 3 else 1)
        fewer = decimals(max(abs(value), half))
        if half >= 0.5 * 10.0**-fewer and number(low, fewer) != number(high, fewer):
            places = min(places, fewer)
    else:
        places = decimals(value, digits=3)
    shown = [number(part, places, sign) for part in (value, low, high)]
    return f"{shown[0]} [{shown[1]}, {shown[2]}]"


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


def capital(text: str) -> str:
    """The first letter large.

    >>> capital("funding gap")
    'Funding gap'
    """
    return text[:1].upper() + text[1:]


def in_unit(text: str, unit: str) -> str:
    """A number with its unit; shares and pure numbers have none.

    >>> in_unit("3.1", "million US$"), in_unit("0.4", "0-1"), in_unit("2", "1")
    ('3.1 million US$', '0.4', '2')
    """
    return text if unit in ("", "1", "0-1", "nan") else f"{text} {unit}"
