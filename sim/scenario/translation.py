"""Pydantic's errors in the words of a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.columns import KINDS, LABELS, Column
from sim.errors import nearest
from sim.parameters import STATUSES, Parameter
from sim.rules import RULES
from sim.scenario import schema
from sim.scenario.faults import Faults
from sim.scenario.quantities import CONFIDENCES, TAGS, Quantity
from sim.scenario.roster import columns_of
from sim.scenario.tree import Node, Path, bare, dotted, has
from sim.scenario.wording import allowed, likeness, shown

_SPAN = "a whole number of quarters from 1 to 400, or a pair [shortest, longest]"
_WHEN = (
    "a quarter such as 2025Q1, {between: [2025Q1, 2026Q4]}, {rate: 0.1}, or a trigger such as "
    "'funding_gap > 0.3 for 2 quarters'"
)
_EXPECTED = {
    "kind": f"one of {', '.join(KINDS)}",
    "status": f"one of {', '.join(STATUSES)}",
    "confidence": f"one of {', '.join(CONFIDENCES)}",
    "start": "a quarter such as 2025Q1, or 'after 4 quarters'",
    "until": "a quarter such as 2025Q1, or 'after 4 quarters'",
    "from": "a quarter such as 2025Q1, or 'after 4 quarters'",
    "between": "a pair of quarters [2025Q1, 2026Q4]",
    "quarters": "a whole number between 1 and 400",
    "ramp": "a whole number of quarters between 0 and 400",
    "lasts": _SPAN,
    "when": _WHEN,
    "depth": "between 0 and 1, or a pair [lowest, highest] (put the size into the effect)",
    "intensity": "between 0 and 1",
    "cost": "at least 0 [million US$ a quarter]",
    "rate": "a chance a year between 0 and 1",
    "effects": "a list with at least one {address, scale | add | set}",
    "scale": "a number",
    "add": "a number",
    "set": "a number",
    "actors": "a mapping from names to actors",
    "rules": "a mapping from rules to parameters",
    "events": "a mapping from names to events",
    "trends": "a mapping from addresses to yearly rates",
    "levers": "a mapping from names to levers",
}


def validate_scenario(faults: Faults) -> None:
    """Check a whole scenario against the schema."""
    root = faults.root
    validate(schema.Frame, faults)
    for rule in root.mapping("rules"):
        if rule in RULES:
            validate(schema.rule_model(rule), faults, ("rules", rule))
        else:
            faults.add(("rules", rule), f"rules.{rule} is not a rule{nearest(rule, RULES)}")
    for name, actor in root.mapping("actors").items():
        path = ("actors", name)
        kind = actor.value.get("kind") if isinstance(actor.value, dict) else None
        if kind is not None and isinstance(kind.value, str) and kind.value in KINDS:
            validate(schema.kind_model(kind.value), faults, path)
        elif not isinstance(actor.value, dict):
            faults.add(path, f"actors.{name} is {shown(actor.plain())}; it must be a mapping")
        elif kind is None:
            others = [other for other in root.mapping("actors") if other != name]
            stated = f"actors.{name} has no kind; it must be {_EXPECTED['kind']}"
            faults.add(path, stated + nearest(str(name), others))
        else:
            advice = nearest(kind.value, KINDS) if isinstance(kind.value, str) else ""
            stated = f"actors.{name}.kind is {shown(kind.plain())}"
            faults.add((*path, "kind"), f"{stated}; it must be {_EXPECTED['kind']}{advice}")
    for event in root.mapping("events"):
        validate(schema.Event, faults, ("events", event))


def validate(model: type[BaseModel], faults: Faults, path: Path = ()) -> None:
    """Check the part of a document at `path` against a model and note each error in our words."""
    part = faults.root.find(path)
    assert part is not None
    data = part.plain()
    try:
        model.model_validate(data)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            if faults.is_full:
                break
            place = (*path, *_place(item["loc"], data))
            _note(item["type"], place, faults)


def validate_quantities(faults: Faults) -> None:
    """Check what quantities say beside their numbers."""

    def walk(node: Node, path: Path) -> None:
        if isinstance(node.value, list):
            for index, child in enumerate(node.value):
                walk(child, (*path, index))
        elif isinstance(node.value, dict):
            declared = declaration(path, faults.root)
            is_axis = isinstance(declared, Column) and declared.axis and len(path) == 3
            if "value" in node.value and len(path) > 2 and not is_axis:
                validate(Quantity, faults, path)
            else:
                for key, child in node.value.items():
                    walk(child, (*path, key))

    for section in ("rules", "actors", "events", "levers"):
        for name, node in faults.root.mapping(section).items():
            walk(node, (section, name))


def _note(error: str, path: Path, faults: Faults) -> None:
    node = faults.root.find(path)
    if node is not None and isinstance(node.value, dict) and "value" in node.value:
        message = _message(error, path, node.value["value"].plain(), faults.root)
        faults.add((*path, "value"), message)
    else:
        faults.add(path, _message(error, path, node and node.plain(), faults.root))


def _place(loc: Iterable[str | int], data: Any) -> Path:
    """Path in the document; pydantic's notes on its own choices left out."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(step, int) and isinstance(data, dict):
            data = bare(data)
            path.append("value")
        known = has(data, step)
        if known or step not in TAGS:
            data = data[step] if known else None
            path.append(step)
    return tuple(path)


def _message(error: str, path: Path, value: Any, root: Node) -> str:
    address = dotted(path)
    if error == "extra_forbidden":
        return f"{address} {_unknown(path, root)}"
    declared = declaration(path, root)
    if error == "missing":
        about = f": {declared.meaning} [{declared.unit}]" if declared else ""
        return f"{address} is missing{about}"
    if isinstance(value, dict) and _wants_number(declared, path):
        return f"{address} is a mapping without `value`; it must be a number, or {{value: ...}}"
    in_range = error in ("greater_than_equal", "less_than_equal")
    return f"{address} is {shown(value)}; it must be {_expected(path, declared, in_range)}"


def _wants_number(declared: Column | Parameter | None, path: Path) -> bool:
    if isinstance(declared, Column) and declared.axis:
        return len(path) > 3
    numbers = ("depth", "lasts", "intensity", "cost", "rate", "scale", "add", "set")
    return declared is not None or path[-1] in numbers


def _expected(path: Path, declared: Column | Parameter | None, in_range: bool) -> str:
    last = path[-1] if path else ""
    if declared is not None:
        if isinstance(declared, Column) and declared.axis and len(path) == 3:
            return f"a mapping from labels ({declared.axis}) to numbers, or a list of labels"
        words = allowed(declared.low, declared.high, declared.unit, declared.integer, in_range)
        return "true, false, 1 or 0" if last == "on" else words
    if path[:1] == ("trends",) and (len(path) == 2 or last in ("rate", "value")):
        return f"a yearly log rate between -{schema.TREND:g} and {schema.TREND:g}"
    if last == "value" or isinstance(last, int):
        parent = next(step for step in reversed(path) if step != "value" and isinstance(step, str))
        return "a mapping" if parent == "effects" else _EXPECTED.get(parent, "a number")
    if path[:1] in (("rules",), ("actors",), ("events",), ("levers",)) and len(path) == 2:
        return "a mapping"
    return _EXPECTED.get(str(last), "text (write it in quotes)")


def declaration(path: Path, root: Node) -> Column | Parameter | None:
    """Declaration of the number at `path`, its labels or its value; None for anything else."""
    match path:
        case ("rules", str(rule), str(name), *rest) if rule in RULES:
            found: Any = RULES[rule].parameters().get(name)
        case ("actors", str(actor), str(name), *rest):
            found = _columns(actor, root).get(name)
        case _:
            return None
    documenting = rest and rest[-1] in ("source", "status", "confidence", "note", "unit")
    return None if documenting else found


def _columns(actor: str, root: Node) -> dict[str, Column]:
    kind = _kind(actor, root)
    return columns_of(kind) if kind in KINDS else {}


def _axis(actor: str, column: str, root: Node) -> str:
    declared = _columns(actor, root)
    return declared[column].axis if column in declared else ""


def _kind(actor: str | int, root: Node) -> str:
    node = root.find(("actors", actor, "kind"))
    return node.value if node is not None and isinstance(node.value, str) else ""


def _unknown(path: Path, root: Node) -> str:
    key = str(path[-1])
    match path[:-1]:
        case ():
            where, known = (
                "",
                _fields(schema.PolicyFrame if "levers" in root.value else schema.Frame),
            )
        case ("rules", rule):
            where, known = f" for the rule {rule}", list(RULES[str(rule)].parameters())
        case ("actors", actor):
            declared = _columns(str(actor), root)
            kind = _kind(actor, root)
            if key in declared:
                return f"is computed each quarter; a {kind} cannot be given it"
            where, known = f" for a {kind}", _fields(schema.kind_model(kind))
        case ("actors", actor, column) if axis := _axis(str(actor), str(column), root):
            where, known = f" as a {axis}", list(LABELS.get(axis, ()))
        case ("events", _):
            where, known = " for an event", _fields(schema.Event)
        case ("levers", _):
            where, known = " for a lever", _fields(schema.Lever)
        case (*_, "effects", int()):
            where, known = " for an effect", _fields(schema.Effect)
        case ("trends", _):
            where, known = " for a trend", _fields(schema.Trend)
        case (*_, "when"):
            where, known = " for a date", ["between", "rate", "from", "until"]
        case _:
            where, known = " here", ["value", "unit", "source", "status", "confidence", "note"]
    if key in known:  # a policy where a scenario is asked for, or the reverse
        return "is not known here: this is a policy, which stands after --policy"
    return f"is not known{where}{likeness(key, known)}"


def _fields(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
