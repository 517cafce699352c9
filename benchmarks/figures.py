"""Figures, what is asked of them, and the tables that show them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

EXPECTED = Path(__file__).with_name("expected.json")

HEADER = ("what", "measured", "target", "how")

#: What is expected of figures, by key: `target` in words, `at_least` or `at_most` for --check.
Expected = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Figure:
    """One measured number.

    Attributes
    ----------
    key : str
        Name in `expected.json` and in the written results.
    what : str
        What was measured, in words.
    value : float or None
        The number; None where it could not be measured.
    unit : str
        Unit in words, "x" for a ratio, "" for an exponent.
    how : str
        Sizes, single timings, or why there is no number.
    """

    key: str
    what: str
    value: float | None
    unit: str
    how: str = ""

    def shown(self) -> str:
        """The number with its unit, to three digits.

        >>> Figure("a", "speed", 1234.56, "runs/s").shown()
        '1,230 runs/s'
        >>> Figure("b", "picture", None, "s").shown()
        'not available'
        """
        if self.value is None:
            return "not available"
        return f"{three_digits(self.value)} {self.unit}".rstrip()


def three_digits(number: float) -> str:
    """Three significant digits, with commas and never with an exponent.

    >>> [three_digits(number) for number in (0.01234, 1.0, 45.67, 51234.0, 0.0)]
    ['0.0123', '1.00', '45.7', '51,200', '0.00']
    """
    rounded = float(f"{number:.3g}")
    whole = len(str(int(abs(rounded))))
    if rounded and abs(rounded) < 0.1:
        return f"{rounded:.4f}"
    return f"{rounded:,.{max(3 - whole, 0)}f}"


def expected() -> Expected:
    """What is expected of figures, from `expected.json`."""
    return dict(json.loads(EXPECTED.read_text(encoding="utf-8")))


def cells(figure: Figure, wanted: Expected) -> tuple[str, str, str, str]:
    """A row of the table."""
    target = str(wanted.get(figure.key, {}).get("target", ""))
    return figure.what, figure.shown(), target, figure.how


def table(figures: Sequence[Figure], wanted: Expected) -> Table:
    """The table for a terminal."""
    shown = Table(*HEADER)
    for figure in figures:
        shown.add_row(*cells(figure, wanted))
    return shown


def markdown(figures: Sequence[Figure], wanted: Expected) -> str:
    """The table of docs/performance.md."""
    rows = [HEADER, ("---",) * len(HEADER), *(cells(figure, wanted) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def verdicts(figures: Sequence[Figure], wanted: Expected) -> dict[str, str]:
    """`ok` or `slow`, with the bound, for every figure that has one and could be measured."""
    found = {}
    for figure in figures:
        bounds = wanted.get(figure.key, {})
        low, high = bounds.get("at_least"), bounds.get("at_most")
        if figure.value is None or (low is None and high is None):
            continue
        slow = (low is not None and figure.value < low) or (
            high is not None and figure.value > high
        )
        bound = f"at least {low:g}" if low is not None else f"at most {high:g}"
        found[figure.key] = f"{'slow' if slow else 'ok'}: {figure.shown()}, {bound}"
    return found


def write(figures: Sequence[Figure], path: Path, about: Mapping[str, Any]) -> None:
    """Write figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {**about, "figures": [asdict(figure) for figure in figures]}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> list[Figure]:
    """Read figures that `write` wrote."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return [Figure(**figure) for figure in content["figures"]]
