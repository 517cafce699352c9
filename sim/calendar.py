"""Calendar quarters, the clock of every scenario."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import overload

from sim.errors import CoalitionError

_TEXT = re.compile(r"(\d{4})Q([1-4])", re.ASCII)


class QuarterError(CoalitionError, ValueError):
    """A text or a pair of numbers that is no calendar quarter."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, such as 2025Q1.

    Parameters
    ----------
    year : int
        Calendar year. [1-9999]
    quarter : int
        Quarter of the year. [1-4]

    Examples
    --------
    >>> first = Quarter.parse("2025Q3")
    >>> str(first + 2), Quarter(2027, 1) - first, first.end.isoformat()
    ('2026Q1', 6, '2025-09-30')
    """

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not 1 <= self.quarter <= 4:
            raise QuarterError(f"a year has quarters 1 to 4, not {self.quarter}")
        if not 1 <= self.year <= 9999:
            raise QuarterError(f"the year {self.year} is not between 1 and 9999")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read a quarter written as ``2025Q1``; raises `QuarterError` otherwise."""
        match = _TEXT.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise QuarterError(f"{text!r} is not a quarter; write it as 2025Q1")
        return cls(int(match[1]), int(match[2]))

    @property
    def _count(self) -> int:
        return 4 * self.year + self.quarter - 1

    def __add__(self, quarters: int) -> Quarter:
        year, rest = divmod(self._count + int(quarters), 4)
        return Quarter(year, rest + 1)

    @overload
    def __sub__(self, other: Quarter) -> int: ...
    @overload
    def __sub__(self, other: int) -> Quarter: ...
    def __sub__(self, other: Quarter | int) -> int | Quarter:
        return self._count - other._count if isinstance(other, Quarter) else self + -other

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.quarter}"

    @property
    def start_date(self) -> datetime.date:
        """First day of the quarter."""
        return datetime.date(self.year, 3 * self.quarter - 2, 1)

    @property
    def end(self) -> datetime.date:
        """Last day of the quarter."""
        return datetime.date(self.year, 3 * self.quarter, 30 if self.quarter in (2, 3) else 31)
