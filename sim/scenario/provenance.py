"""Where a number comes from, and how a document says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.columns import Column
from sim.parameters import Parameter
from sim.scenario.tree import PROVENANCE, Given, Node


@dataclass(frozen=True)
class Provenance:
    """Value of a number of the scenario with all that is known of its origin.

    Attributes
    ----------
    value : float, tuple of float, or dict of float
        The number; a pair where it is drawn in each run; a number a label for a whole column.
    unit : str
        Unit in words.
    source, status, confidence : str
        Citation; "estimate", "stylised fact" or "assumption"; "high", "medium", "low" or nothing.
    file, line : str, int or None
        Where it is stated; empty for a default.
    """

    value: Any
    unit: str
    source: str = ""
    status: str = "assumption"
    confidence: str = ""
    file: str = ""
    line: int | None = None


def of_node(node: Node, unit: str) -> Provenance:
    """Provenance of a number that a document states."""
    if isinstance(node.value, dict):
        number = node.value["value" if "value" in node.value else "rate"]
        value, given, line, file = number.plain(), number.given, number.line, number.file
    else:
        value, given, line, file = node.plain(), node.given, node.line, node.file
    value = tuple(map(float, value)) if isinstance(value, list) else float(value)
    return Provenance(value, unit, given.source, given.status, given.confidence, file, line)


def of_default(declared: Column | Parameter) -> Provenance:
    """Provenance of a number on which the scenario is silent."""
    if isinstance(declared, Parameter):
        return Provenance(declared.default, declared.unit, declared.source, declared.status)
    return Provenance(declared.default, declared.unit, "default of the column")


def quantity(known: Provenance, around: Given, key: str = "value") -> Any:
    """A number as a document states it, with what it does not inherit from `around`."""
    value = list(known.value) if isinstance(known.value, tuple) else known.value
    given = Given(known.source, known.status, known.confidence)
    if given == around:
        return value
    return {key: value, **documented(given)}


def documented(given: Given) -> dict[str, str]:
    """The keys that state a provenance in full."""
    stated = {key: getattr(given, key) for key in PROVENANCE}
    return {key: text for key, text in stated.items() if text}
