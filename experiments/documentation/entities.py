"""The entities as tables: each kind of actor with its columns, by who moves them."""

from __future__ import annotations

import inspect
import math
import re

from experiments.documentation.markdown import code, escaped, file_link, kind_name, number, table
from sim.actors import ACTORS
from sim.columns import KINDS, LABELS, SUPPLIERS, Column, Columns

HEADS = ("column", "unit and range", "default", "meaning")

ROLES = {
    "setting": "Settings (given by the scenario; moved by events, levers and trends)",
    "state": "States (given at the start, then moved by the actor)",
    "stock": "Stocks (moved by the actor alone, so that no money is unaccounted for)",
    "flow": "Flows (made anew each quarter)",
}


def page_part() -> str:
    """A section a class of columns: what several kinds share first, then each kind's own."""
    return "\n\n".join(_section(declaring) for declaring in classes())


def classes() -> list[type[Columns]]:
    """Classes that declare columns; a class before those that take its columns over."""
    found: dict[type[Columns], None] = {}
    for kind in KINDS.values():
        found |= {base: None for base in reversed(kind.__mro__) if issubclass(base, Columns)}
    shared = [base for base in found if base not in KINDS.values() and _own(base)]
    return [*shared, *KINDS.values()]


def _own(declaring: type[Columns]) -> list[Column]:
    return [item for item in vars(declaring).values() if isinstance(item, Column)]


def count() -> int:
    """Number of different columns."""
    return len({c for columns in KINDS.values() for c in columns.declared().values()})


def axes() -> str:
    """Axes along which a column may stand, with their labels."""
    rows = [[code(axis), ", ".join(labels)] for axis, labels in LABELS.items()]
    kinds = ", ".join(kind_name(kind) for kind in KINDS if kind not in ("host_state", "community"))
    rows.append([", ".join(map(code, ("supplier", *SUPPLIERS))), f"the actors: suppliers, {kinds}"])
    return table(("axis", "labels"), rows)


def _section(declaring: type[Columns]) -> str:
    carriers = [kind for kind, columns in KINDS.items() if issubclass(columns, declaring)]
    actor = ACTORS.get(getattr(declaring, "kind", ""))
    file = declaring.__module__.replace(".", "/") + ".py"
    words = escaped(inspect.getdoc(actor or declaring) or "")
    if actor is None:
        words += f" Carried by: {', '.join(map(kind_name, carriers))}."
        title = re.sub(r"Columns$", "", declaring.__name__)
        parts = [f"### Shared: {title.lower()}"]
    else:
        title = kind_name(actor.kind)
        parts = [f"### {title[0].upper()}{title[1:]}"]
    parts.append(f"{words} {file_link(file)}")
    for role, meaning in ROLES.items():
        rows = [_row(column) for column in _own(declaring) if column.role == role]
        if rows:
            heads = HEADS if len(rows[0]) == len(HEADS) else (*HEADS[:2], HEADS[-1])
            parts += [f"*{meaning}*", table(heads, rows)]
    return "\n\n".join(parts)


def _row(column: Column) -> list[str]:
    along = f" by {column.axis.replace('_', ' ')}" if column.axis else ""
    cells = [code(column.name) + along, measure(column)]
    if column.given:
        cells.append(_default(column))
    return [*cells, escaped(column.meaning)]


def measure(column: Column) -> str:
    """Unit and range of a column in words."""
    low, high = number(column.low), number(column.high)
    if column.unit == "0-1":
        return "share" if (low, high) == ("0", "1") else f"share, {low} to {high}"
    if column.unit == f"{low} to {high}":
        return column.unit
    unit = "" if column.unit == "1" else f"{column.unit}, "
    return f"{unit}{low} or more" if column.high == math.inf else f"{unit}{low} to {high}"


def _default(column: Column) -> str:
    if column.follows:
        return code(column.follows)
    if column.usual:
        return ", ".join(f"{label} {number(value)}" for label, value in column.usual)
    return "must be stated" if column.default is None else number(column.default)
