"""How an outcome is declared: a function with unit, meaning and reference, found by itself."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sim.errors import CoalitionError
from sim.metrics.flows import Flows

Compute = Callable[[Flows], np.ndarray]
Higher = Literal["better", "worse", "neither"]

#: These stand side by side at the head of every table: stability is not a good in itself.
LEAD = ("partnership_stability", "readiness", "autonomy")

#: All outcomes by name, in the order of the columns of `outcomes`. Filled by `arrange`.
OUTCOMES: dict[str, Outcome] = {}

_declared: dict[str, Outcome] = {}


class OutcomeError(CoalitionError, ValueError):
    """An outcome is declared wrongly, or twice."""


@dataclass(frozen=True)
class Outcome:
    """One number per run, and what it means.

    Attributes
    ----------
    name, unit, meaning : str
        Unit in words ("1" for a pure number), and a line for tables and figures.
    reference : str
        Who defines it.
    higher : {"better", "worse", "neither"}
        Whether more of it is to be wished.
    compute : callable
        `compute(flows)` gives `(runs,)`, NaN where the outcome is undefined.
    """

    name: str
    unit: str
    meaning: str
    reference: str
    higher: Higher
    compute: Compute

    @property
    def definition(self) -> str:
        """Formula and edge rule: the docstring of the function."""
        return inspect.getdoc(self.compute) or ""


def outcome(
    *, unit: str, meaning: str, reference: str, higher: Higher, name: str = ""
) -> Callable[[Compute], Compute]:
    """Declare a function `(flows) -> (runs,)` to be an outcome; its name is the outcome's.

    A file in this folder is enough: nothing is registered by hand. The function is computed once
    for each `Flows`, so that one outcome may call another.
    """

    def declare(function: Compute) -> Compute:
        called = name or function.__name__
        if called in _declared:
            raise OutcomeError(f"two outcomes are named {called!r}; an outcome has one definition")
        if higher not in ("better", "worse", "neither"):
            raise OutcomeError(f"{called}: higher is {higher!r}; say better, worse or neither")

        @functools.wraps(function)
        def once(flows: Flows) -> np.ndarray:
            return np.asarray(flows.once(function))

        _declared[called] = Outcome(called, unit, meaning, reference, higher, once)
        return once

    return declare


def arrange() -> None:
    """Put the outcomes in order: `LEAD`, then file by file, each from top to bottom."""

    def place(found: Outcome) -> tuple[Any, ...]:
        lead = LEAD.index(found.name) if found.name in LEAD else len(LEAD)
        return lead, found.compute.__module__

    OUTCOMES.clear()
    OUTCOMES.update((found.name, found) for found in sorted(_declared.values(), key=place))
