"""Names and numbers in sentences."""

from __future__ import annotations

import math

#: Names that take the article in English.
_WITH_ARTICLE = ("United ", "African Union", "European Union", "USA", "UK", "UN", "EU", "AU")


def named(label: str) -> str:
    """An actor's label inside a sentence.

    >>> named("USA"), named("Ghana"), named("Training contractor"), named("United Nations")
    ('the USA', 'Ghana', 'the training contractor', 'the United Nations')
    """
    first, _, rest = label.partition(" ")
    if label in _WITH_ARTICLE or label.startswith(_WITH_ARTICLE[:3]):
        return f"the {label}"
    if rest and rest.islower() and first[1:].islower():  # a description, no name
        return f"the {first.lower()} {rest}"
    return label


def decimals(size: float) -> int:
    """Digits behind the point that show two figures of a number.

    >>> decimals(0.0312), decimals(1.5), decimals(340.0), decimals(0.0)
    (3, 1, 0, 0)
    """
    if size == 0.0 or not math.isfinite(size):
        return 0
    return max(1 - math.floor(math.log10(abs(size))), 0)


def amount(size: float, unit: str) -> str:
    """A size with its unit.

    >>> amount(0.0312, "0-1"), amount(3400.0, "persons")
    ('0.031', '3,400 persons')
    """
    text = f"{size:,.{decimals(size)}f}"
    return text if unit in ("0-1", "1") else f"{text} {unit}"


def scale(unit: str) -> str:
    """What a bare number is counted in."""
    return " on a scale of 0 to 1" if unit == "0-1" else ""


def listed(words: list[str]) -> str:
    """Words in a row.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
