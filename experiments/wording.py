"""Numbers in words, the same in every page: as many digits as their intervals deserve, no more."""

from __future__ import annotations

import math

import numpy as np

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


def estimate(value: float, low: float, high: float, sign: bool = False) -> str:
    """An estimate with its interval, all at the decimals that the interval deserves.

    Of the half-width one digit is shown, or two where they begin with 1 or 2; but no more than two
    of the estimate, or three, as long as what is rounded away is clearly less than the half-width.
    An interval without width is not shown.

    >>> estimate(0.0312, 0.0241, 0.0383)
    '0.031 [0.024, 0.038]'
    >>> estimate(-140.2, -150.9, -129.5, sign=True)
    '−140 [−151, −130]'
    >>> estimate(0.0151, 0.0144, 0.0160), estimate(0.312, 0.3099, 0.3146)
    ('0.015 [0.014, 0.016]', '0.312 [0.310, 0.315]')
    >>> estimate(0.132, 0.132, 0.132)
    '0.13'
    """
    half = (high - low) / 2 if math.isfinite(high - low) else math.nan
    if math.isfinite(half) and half <= 1e-9 * abs(value):
        return number(value, decimals(value), sign) if value else "0"
    if half > 0:
        lead = half / 10 ** math.floor(math.log10(half))
        places = decimals(half, digits=2 if lead < 3 else 1)
        for digits in (3, 2):
            fewer = decimals(max(abs(value), half), digits=digits)
            if half >= 0.7 * 10.0**-fewer and number(low, fewer) != number(high, fewer):
                places = min(places, fewer)
    else:
        places = decimals(value, digits=3)
    shown = [number(part, places, sign) for part in (value, low, high)]
    return f"{shown[0]} [{shown[1]}, {shown[2]}]"


def money(size: float, unit: str) -> tuple[float, str]:
    """Factor and unit in which a sum can be read: millions, thousands, or single dollars.

    >>> money(0.00031, "million US$ a quarter"), money(0.69, "million US$"), money(0.01, "0-1")
    ((1000000.0, 'US$ a quarter'), (1.0, 'million US$'), (1.0, '0-1'))
    """
    if not unit.startswith("million ") or size == 0.0 or size >= 0.1:
        return 1.0, unit
    coin = unit.removeprefix("million ")
    return (1e3, f"thousand {coin}") if size >= 0.0005 else (1e6, coin)


def capital(text: str) -> str:
    """The first letter large.

    >>> capital("funding gap")
    'Funding gap'
    """
    return text[:1].upper() + text[1:]
