"""Conditions on outcomes, as a person writes them: `readiness < 0.4`."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery.fault import DiscoveryError
from experiments.discovery.units import measured, plain
from sim.errors import nearest
from sim.metrics import OUTCOMES

_COMPARE: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
OPERATORS = tuple(_COMPARE)

_IN_WORDS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_TERM = re.compile(r"^(\w+)\s*(<=|>=|<|>)\s*(\S+)$")
_AND = re.compile(r"\s+and\s+|\s*&\s*", re.IGNORECASE)
_EXAMPLE = "write a condition such as 'readiness < 0.4' or 'readiness < 0.4 and trust > 0.2'"


@dataclass(frozen=True)
class Condition:
    """An outcome on one side of a threshold, and what else must hold.

    Attributes
    ----------
    outcome : str
        Column of the table.
    op : {"<", "<=", ">", ">="}
        How it compares.
    threshold : float
        In the outcome's unit.
    also : Condition, optional
        A further condition that must hold too.

    Examples
    --------
    >>> table = pd.DataFrame({"readiness": [0.2, 0.6, float("nan")]})
    >>> low = parse_condition("readiness < 0.4")
    >>> low.holds(table).tolist(), low.defined(table).tolist()
    ([True, False, False], [True, True, False])
    """

    outcome: str
    op: str
    threshold: float
    also: Condition | None = None

    def __post_init__(self) -> None:
        if self.op not in OPERATORS:
            known = ", ".join(OPERATORS)
            raise DiscoveryError(f"'{self.op}' compares nothing; the comparisons are {known}")
        if not math.isfinite(self.threshold):
            raise DiscoveryError(
                f"the threshold of {self.outcome} is {self.threshold}; it must be a finite number"
            )

    @property
    def terms(self) -> tuple[Condition, ...]:
        """This condition and those that must hold too, each alone."""
        own = Condition(self.outcome, self.op, self.threshold)
        return (own, *(self.also.terms if self.also else ()))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes it speaks of, each once."""
        return tuple(dict.fromkeys(term.outcome for term in self.terms))

    def defined(self, table: pd.DataFrame) -> np.ndarray:
        """Rows where it can be judged, `(rows,)`: every outcome in it is a finite number."""
        values = [np.isfinite(_column(table, name)) for name in self.outcomes]
        return np.logical_and.reduce(values)

    def holds(self, table: pd.DataFrame) -> np.ndarray:
        """Rows where it holds, `(rows,)`; False where it is undefined, see `defined`.

        Raises
        ------
        DiscoveryError
            When the table lacks an outcome.
        """
        met = [
            _COMPARE[term.op](_column(table, term.outcome), term.threshold) for term in self.terms
        ]
        return np.logical_and.reduce(met) & self.defined(table)

    @property
    def words(self) -> str:
        """In words, with units.

        >>> parse_condition("readiness < 0.4").words
        'readiness is below 0.4'
        """
        return " and ".join(_told(term) for term in self.terms)

    def __str__(self) -> str:
        return " and ".join(f"{t.outcome} {t.op} {plain(t.threshold)}" for t in self.terms)


def parse_condition(text: str, known: Iterable[str] | None = None) -> Condition:
    """Read `OUTCOME < NUMBER`, with `<`, `<=`, `>` or `>=`, and `and` between several.

    Parameters
    ----------
    text : str
        The condition.
    known : iterable of str, optional
        Outcomes that there are; those of `sim.metrics` unless given.

    Raises
    ------
    DiscoveryError
        With what is wrong, the nearest known outcome, and an example.

    Examples
    --------
    >>> condition = parse_condition("readiness<0.40 and trust >= 1e-1")
    >>> str(condition), condition.outcomes
    ('readiness < 0.4 and trust >= 0.1', ('readiness', 'trust'))
    """
    names = list(OUTCOMES if known is None else known)
    if not text.strip():
        raise DiscoveryError(f"the condition is empty; {_EXAMPLE}")
    found: Condition | None = None
    for part in reversed(_AND.split(text.strip())):
        outcome, op, threshold = _term(part.strip(), text)
        if outcome not in names:
            advice = nearest(outcome, names) or f"; there are {', '.join(names)}"
            raise DiscoveryError(f"'{outcome}' is not an outcome{advice}")
        found = Condition(outcome, op, threshold, found)
    assert found is not None
    return found


def _term(part: str, whole: str) -> tuple[str, str, float]:
    match = _TERM.match(part)
    if match is None:
        shown = f"'{part}'" if part != whole.strip() else f"'{whole.strip()}'"
        why = " ('=' and '==' are not among the comparisons)" if "=" in part else ""
        raise DiscoveryError(f"{shown} is not a condition{why}; {_EXAMPLE}")
    outcome, op, number = match.groups()
    try:
        threshold = float(number)
    except ValueError:
        raise DiscoveryError(f"'{number}' in '{part}' is not a number; {_EXAMPLE}") from None
    return outcome, op, threshold


def _column(table: pd.DataFrame, name: str) -> np.ndarray:
    if name not in table:
        advice = nearest(name, map(str, table.columns))
        raise DiscoveryError(f"the table has no outcome '{name}'{advice}")
    return pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=float)


def _told(term: Condition) -> str:
    unit = OUTCOMES[term.outcome].unit if term.outcome in OUTCOMES else ""
    name = term.outcome.replace("_", " ")
    return f"{name} is {_IN_WORDS[term.op]} {measured(term.threshold, unit)}"
