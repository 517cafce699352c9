"""What the schema cannot see: names, labels, units and sums."""

from __future__ import annotations

import math
from typing import Any

from sim.columns import KINDS, LABELS, Column
from sim.errors import AddressError
from sim.parameters import Parameter
from sim.scenario.faults import Faults
from sim.scenario.roster import HOST, Roster, columns_of, parameter
from sim.scenario.tree import PROVENANCE, Node, Path, bare, dotted
from sim.scenario.wording import shown

MAX_NAME = 60
DOCUMENTING = (*PROVENANCE, "note")
_RESERVED = {*KINDS, *DOCUMENTING, "*", "unit", "value"}
_PURE = {"1", "0-1", "-1 to 1"}


def check_names(faults: Faults, *sections: str) -> None:
    """Refuse names that an address could not carry."""
    for section in sections:
        for name in faults.root.mapping(section):
            if fault := _name_fault(name):
                faults.add((section, name), f"{section}.{name[:MAX_NAME]}: a name {fault}")


def _name_fault(name: str) -> str:
    if not name:
        return "must not be empty"
    if name != name.strip():
        return "must not begin or end with a space"
    if len(name) > MAX_NAME:
        return f"must not be longer than {MAX_NAME} characters; this one has {len(name)}"
    if "." in name:
        return "must not have a dot, which separates the parts of an address"
    if not name.isprintable():
        return "must not have characters that cannot be seen"
    if name in _RESERVED:
        return f"must not be '{name}', a word of the scenario language"
    return ""


def roster_of(faults: Faults) -> Roster:
    """The actors whose kind is known; notes a fault unless one of them is the host."""
    kinds: dict[str, str] = {}
    for name, actor in faults.root.mapping("actors").items():
        kind = actor.value.get("kind") if isinstance(actor.value, dict) else None
        if kind is not None and isinstance(kind.value, str) and kind.value in KINDS:
            kinds[name] = kind.value
    roster = Roster.ordered(kinds)
    hosts = roster.of_kind(HOST)
    if not hosts and "actors" in faults.root.value and not faults.within("actors"):
        faults.add(("actors",), f"actors has no {HOST}; a scenario has exactly one")
    for other in hosts[1:]:
        message = f"actors.{other} is a second {HOST} beside {hosts[0]}; a scenario has exactly one"
        faults.add(("actors", other), message)
    return roster


def check_actors(faults: Faults, roster: Roster) -> None:
    """Check labels, units and sums of all columns."""
    actors = faults.root.mapping("actors")
    for name, kind in roster.kinds.items():
        declared = columns_of(kind)
        for key, node in actors[name].value.items():
            column = declared.get(key)
            if column is None or not column.given:
                continue
            path = ("actors", name, key)
            if column.axis:
                _check_axis(faults, roster, path, node, column)
            else:
                check_unit(faults, path, node, column)


def _check_axis(faults: Faults, roster: Roster, path: Path, node: Node, column: Column) -> None:
    if isinstance(node.value, list):
        _check_list(faults, roster, path, node, column)
        return
    if not isinstance(node.value, dict):
        return
    for label, child in node.value.items():
        if label not in DOCUMENTING:
            if column.axis not in LABELS:  # the schema knows those
                _check_label(faults, roster, (*path, label), label, column)
            check_unit(faults, (*path, label), child, column)
    if column.whole and not faults.within(*path):
        parts = [bare(n.plain()) for label, n in node.value.items() if label not in DOCUMENTING]
        if parts and abs(math.fsum(parts) - 1.0) > 1e-6:
            message = f"{dotted(path)} sums to {math.fsum(parts):.10g}; its shares must sum to 1"
            faults.add(path, message)


def _check_list(faults: Faults, roster: Roster, path: Path, node: Node, column: Column) -> None:
    seen: set[str] = set()
    for index, item in enumerate(node.value):
        if not isinstance(item.value, str):
            continue
        if item.value in seen:
            faults.add((*path, index), f"{dotted(path)} names '{item.value}' twice")
        seen.add(item.value)
        _check_label(faults, roster, (*path, index), item.value, column)
    if path[-1] == "profile" and len(seen) > 1:
        faults.add(path, f"{dotted(path)} is a list of {len(seen)}; its shares must sum to 1")


def _check_label(faults: Faults, roster: Roster, path: Path, label: str, column: Column) -> None:
    if faults.is_full:
        return
    address = dotted(path[:3])
    if label == path[1]:
        faults.add(path, f"{address} names {label} itself")
    elif label not in roster.kinds and faults.within("actors", label):
        pass  # an actor whose own fault has been told
    elif fault := roster.label_fault(column, label):
        faults.add(path, f"{address}: {fault}")


def check_unit(faults: Faults, path: Path, node: Node, declared: Column | Parameter) -> None:
    """Refuse a number in another unit than the declared one, and an estimate without a source."""
    if not isinstance(node.value, dict):
        return
    unit = node.value.get("unit")
    if unit is not None and isinstance(unit.value, str):
        stated, wanted = (" ".join(text.casefold().split()) for text in (unit.value, declared.unit))
        if stated and stated != wanted and not {stated, wanted} <= _PURE:
            message = f"{dotted(path)} is in {shown(unit.value)}; it must be in '{declared.unit}'"
            faults.add((*path, "unit"), message)


def check_sources(faults: Faults) -> None:
    """Refuse a status that claims evidence where no source is given."""

    def walk(node: Node, path: Path) -> None:
        if isinstance(node.value, dict):
            status = node.value.get("status")
            claims = status is not None and status.value in ("estimate", "stylised fact")
            if claims and not node.given.source.strip():
                where = f"{dotted(path)} has" if path else "the file has"
                message = f"{where} status {shown(node.value['status'].value)} but no source"
                faults.add((*path, "status"), message)
            for key, child in node.value.items():
                walk(child, (*path, key))
        elif isinstance(node.value, list):
            for index, child in enumerate(node.value):
                walk(child, (*path, index))

    walk(faults.root, ())


def check_rules(faults: Faults) -> None:
    """Check the units of parameters."""
    for rule, mapping in faults.root.mapping("rules").items():
        if isinstance(mapping.value, dict):
            for name, node in mapping.value.items():
                path = ("rules", rule, name)
                if not faults.within("rules", rule):
                    check_unit(faults, path, node, parameter(rule, name))


def check_trends(faults: Faults, roster: Roster) -> None:
    """Refuse trends of what is not a setting."""
    for address in faults.root.mapping("trends"):
        if fault := _trend_fault(address, roster):
            faults.add(("trends", address), f"trends: '{address}': {fault}")


def _trend_fault(address: str, roster: Roster) -> str:
    parts = address.split(".")
    try:
        targets: Any = roster.targets(address)
        if parts[0] == "rules":
            return "" if parts[2] != "on" else "a switch has no trend"
        if parts[1] == "*" or parts[1] in KINDS:
            return "a trend belongs to one actor; name it"
        if roster.column(parts[1], parts[2]).role != "setting":
            return f"{parts[2]} is moved by the actor itself; only settings have trends"
        return "" if targets else "nothing has this address"
    except AddressError as error:
        return str(error)
