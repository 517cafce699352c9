"""From the checked tree to numbers, their origins, and the document that restates them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.columns import Column
from sim.scenario.checks import DOCUMENTING
from sim.scenario.provenance import Provenance, documented, of_node, quantity
from sim.scenario.roster import Roster, columns_of, parameter
from sim.scenario.tree import Given, Node

_NOTHING = Given()


@dataclass
class Contents:
    """What a checked document holds."""

    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    numbers: dict[str, dict[str, float | dict[str, float]]] = field(default_factory=dict)
    rules: dict[str, dict[str, float]] = field(default_factory=dict)
    trends: dict[str, float] = field(default_factory=dict)
    origins: dict[str, Provenance] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)


def contents(root: Node, roster: Roster) -> Contents:
    """Read all numbers of a document in which nothing is wrong."""
    found = Contents()
    plain = {
        key: node.value for key, node in root.value.items() if not isinstance(node.value, dict)
    }
    found.document = {
        "title": plain["title"],
        "description": plain.get("description", ""),
        "start": plain["start"],
        "quarters": int(plain["quarters"]),
        "rules": _rules(root, found),
        "actors": {name: _actor(root, name, kind, found) for name, kind in roster.kinds.items()},
        "events": {
            name: _event(name, node, found) for name, node in root.mapping("events").items()
        },
        "trends": _trends(root, found),
    }
    return found


def _rules(root: Node, found: Contents) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for rule, mapping in root.mapping("rules").items():
        for name, node in mapping.value.items():
            declared = parameter(rule, name)
            number = found.origins[f"rules.{rule}.{name}"] = of_node(node, declared.unit)
            found.rules.setdefault(rule, {})[name] = number.value
            document.setdefault(rule, {})[name] = quantity(number, _NOTHING)
    return document


def _actor(root: Node, name: str, kind: str, found: Contents) -> dict[str, Any]:
    actor = root.value["actors"].value[name].value
    words = {key: actor[key].value for key in ("label", "role", "note") if key in actor}
    found.words[name] = (words.get("label") or name, words.get("role", ""))
    numbers: dict[str, Any] = {}
    document: dict[str, Any] = {"kind": kind, **words}
    declared = columns_of(kind)
    for key, node in actor.items():
        if key in declared and key not in words:
            place = f"actors.{name}.{key}"
            if declared[key].axis:
                stated = _labelled(place, node, declared[key], found)
                numbers[key] = {label: number.value for label, number in stated.items()}
                document[key] = {label: quantity(n, _NOTHING) for label, n in stated.items()}
            else:
                number = found.origins[place] = of_node(node, declared[key].unit)
                numbers[key] = number.value
                document[key] = quantity(number, _NOTHING)
    found.numbers[name] = numbers
    return document


def _labelled(place: str, node: Node, column: Column, found: Contents) -> dict[str, Provenance]:
    if isinstance(node.value, list):
        marks = {item.value: Node(1.0, item.line, item.file, item.given) for item in node.value}
    else:
        marks = {label: child for label, child in node.value.items() if label not in DOCUMENTING}
    stated = {label: of_node(child, column.unit) for label, child in marks.items()}
    found.origins.update({f"{place}.{label}": number for label, number in stated.items()})
    whole = {label: number.value for label, number in stated.items()}
    given = node.given
    found.origins[place] = Provenance(
        whole, column.unit, given.source, given.status, given.confidence, node.file, node.line
    )
    return stated


def _event(name: str, node: Node, found: Contents) -> dict[str, Any]:
    for key, unit in (("depth", "1"), ("lasts", "quarters")):
        if key in node.value:
            found.origins[f"events.{name}.{key}"] = of_node(node.value[key], unit)
    return _restated(node, depth="1", lasts="quarters")


def lever(node: Node) -> dict[str, Any]:
    """A lever as a document states it, its own provenance in full."""
    return _restated(node, intensity="1", lasts="quarters", cost="million US$ a quarter")


def _restated(node: Node, **units: str) -> dict[str, Any]:
    document = {**node.plain(), **documented(node.given)}
    for key, unit in units.items():
        if key in node.value:
            document[key] = quantity(of_node(node.value[key], unit), node.given)
    return document


def _trends(root: Node, found: Contents) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for address, node in root.mapping("trends").items():
        rate = found.origins[f"trends.{address}"] = of_node(node, "1/year")
        found.trends[address] = rate.value
        document[address] = quantity(rate, _NOTHING, "rate")
    return document
