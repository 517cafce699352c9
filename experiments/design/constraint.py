"""Constraints between factors, such as `low_pay < high_pay`, read without evaluating any code."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.errors import ParameterError, nearest

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_SPLIT = re.compile(r"(<=|>=|<|>)")
_SIGNS = re.compile(r"(?:^|\s)([+-])\s")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

Term = tuple[float, str]


@dataclass(frozen=True)
class Constraint:
    """A comparison of two sums of factors and numbers.

    Each term is a number, a factor, or `number * factor`; signs stand between spaces, because
    names may hold hyphens.

    Examples
    --------
    >>> rule = Constraint.parse("2 * x + 1 <= y", ["x", "y"])
    >>> rule.holds({"x": np.array([0.0, 3.0]), "y": np.array([1.0, 5.0])}).tolist()
    [True, False]
    """

    text: str
    left: tuple[Term, ...]
    comparison: str
    right: tuple[Term, ...]

    @classmethod
    def parse(cls, text: str, names: Collection[str]) -> Constraint:
        """Read a constraint on factors called `names`; raises `ParameterError`."""
        parts = _SPLIT.split(text)
        if len(parts) != 3:
            raise ParameterError(f"'{text}' must hold one of <, <=, >, >= once, as in x + y <= 1")
        left, comparison, right = parts
        return cls(text, _sum(left, names), comparison, _sum(right, names))

    def holds(self, columns: Mapping[str, np.ndarray]) -> np.ndarray:
        """Where it is kept, `(points,)`."""
        sides = []
        for terms in (self.left, self.right):
            value: Any = 0.0
            for factor, name in terms:
                value = value + factor * (np.asarray(columns[name], dtype=float) if name else 1.0)
            sides.append(value)
        return np.asarray(_COMPARISONS[self.comparison](*sides))


def _sum(text: str, names: Collection[str]) -> tuple[Term, ...]:
    pieces = _SIGNS.split(f" {text.strip()}")
    terms = [] if not pieces[0].strip() else [_term(pieces[0].strip(), 1.0, names)]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        terms.append(_term(piece.strip(), 1.0 if sign == "+" else -1.0, names))
    if not terms:
        raise ParameterError("a side of the comparison is empty")
    return tuple(terms)


def _term(text: str, sign: float, names: Collection[str]) -> Term:
    if text in names:
        return sign, text
    if _NUMBER.fullmatch(text):
        return sign * float(text), ""
    number, star, name = (part.strip() for part in text.partition("*"))
    if star and _NUMBER.fullmatch(number) and name in names:
        return sign * float(number), name
    wrong = name if star and _NUMBER.fullmatch(number) else text
    raise ParameterError(f"'{wrong}' is neither a number nor a factor{nearest(wrong, names)}")
