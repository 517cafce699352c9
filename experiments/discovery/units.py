"""Numbers with their units, as a person would say them."""

from __future__ import annotations

#: Units that say only that a number is a share or a scale.
_SILENT = ("", "1")


def plain(number: float) -> str:
    """The shortest text that reads back as the same number.

    >>> plain(2.0), plain(0.1), plain(1e300)
    ('2', '0.1', '1e+300')
    """
    return repr(float(number)).removesuffix(".0")


def rounded(number: float) -> str:
    """Three digits, without exponents where a person would write none.

    >>> rounded(0.123456), rounded(14.0), rounded(123456.0), rounded(0.00001234)
    ('0.123', '14', '123,456', '1.23e-05')
    """
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def measured(number: float, unit: str, *, exact: bool = True) -> str:
    """A number and its unit.

    Parameters
    ----------
    number : float
        In `unit`.
    unit : str
        As the parameter table has it; "1" for a pure number, "%" for a share told in per cent.
    exact : bool
        Whether to tell every digit.

    Examples
    --------
    >>> measured(0.4, "0-1"), measured(0.25, "1/year"), measured(14, "million US$ a quarter")
    ('0.4', '0.25 a year', '14 million US$ a quarter')
    >>> measured(0.6, "%"), measured(1 / 3, "1", exact=False)
    ('60%', '0.333')
    """
    told = plain if exact else rounded
    if unit == "%":
        return f"{told(round(100 * number, 10))}%"
    if unit in _SILENT or unit.endswith("0-1"):
        return told(number)
    if unit.startswith("1/"):
        return f"{told(number)} a {unit.removeprefix('1/')}"
    return f"{told(number)} {unit}"
