"""Boxes: ranges of some factors, told and tested."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

#: What of a factor is shut out: ("low", None), ("high", None), or ("without", value).
Side = tuple[str, Any]


@dataclass(frozen=True)
class Restriction:
    """What a box allows of one factor.

    Attributes
    ----------
    factor : str
        Column of the table.
    low, high : float
        Range of a number, both ends included; infinite where it is not restricted.
    without : tuple
        Values of a categorical factor that are shut out, in the order of the factor's values.
    values : tuple
        Values of a categorical factor that are left.
    """

    factor: str
    low: float = -math.inf
    high: float = math.inf
    without: tuple[Any, ...] = ()
    values: tuple[Any, ...] = ()

    @property
    def is_categorical(self) -> bool:
        """Whether it speaks of values and not of a range."""
        return bool(self.without)

    @property
    def is_free(self) -> bool:
        """Whether it shuts out nothing."""
        return not self.sides

    @property
    def sides(self) -> tuple[Side, ...]:
        """What it shuts out."""
        ends = (("low", math.isfinite(self.low)), ("high", math.isfinite(self.high)))
        found: list[Side] = [(name, None) for name, finite in ends if finite]
        return (*found, *(("without", value) for value in self.without))

    def bound(self, side: Side) -> float:
        """Where a range ends; NaN for a value that is shut out."""
        return {"low": self.low, "high": self.high}.get(side[0], math.nan)

    def lifted(self, side: Side) -> Restriction:
        """The same without one of its sides."""
        what, value = side
        if what == "low":
            return replace(self, low=-math.inf)
        if what == "high":
            return replace(self, high=math.inf)
        left = tuple(other for other in self.without if other != value)
        return replace(self, without=left, values=(*self.values, value))

    def holds(self, column: Any) -> np.ndarray:
        """Whether values lie within, `(rows,)`; a missing value does not."""
        if self.is_categorical:
            return pd.Series(column).isin(list(self.values)).to_numpy()
        values = np.asarray(column, dtype=float)
        return np.asarray((values >= self.low) & (values <= self.high))


@dataclass(frozen=True)
class Box:
    """Restrictions that all hold; the empty box is the whole space.

    Examples
    --------
    >>> box = Box((Restriction("a", high=0.5), Restriction("b", low=2.0)))
    >>> box.holds(pd.DataFrame({"a": [0.1, 0.9, 0.2], "b": [3.0, 3.0, 1.0]})).tolist()
    [True, False, False]
    """

    restrictions: tuple[Restriction, ...] = ()

    def __post_init__(self) -> None:
        kept = tuple(one for one in self.restrictions if not one.is_free)
        object.__setattr__(self, "restrictions", kept)

    def __len__(self) -> int:
        return len(self.restrictions)

    def __getitem__(self, factor: str) -> Restriction:
        """What it allows of a factor; free where it is not restricted."""
        found = (one for one in self.restrictions if one.factor == factor)
        return next(found, Restriction(factor))

    @property
    def factors(self) -> tuple[str, ...]:
        """Factors that are restricted."""
        return tuple(one.factor for one in self.restrictions)

    def sides(self) -> Iterator[tuple[str, Side]]:
        """Every bound and every value shut out, with its factor."""
        for one in self.restrictions:
            for side in one.sides:
                yield one.factor, side

    def lifted(self, factor: str, side: Side) -> Box:
        """The same without one side of one restriction."""
        return Box(
            tuple(one.lifted(side) if one.factor == factor else one for one in self.restrictions)
        )

    def holds(self, table: pd.DataFrame) -> np.ndarray:
        """Rows within, `(rows,)`."""
        inside = np.ones(len(table), dtype=bool)
        for one in self.restrictions:
            inside &= one.holds(table[one.factor])
        return inside
