"""The submodels: each mechanism with equation, arguments, parameters, status and source."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from experiments.documentation.docstrings import Field, parsed
from experiments.documentation.markdown import (
    anchor,
    code,
    counted,
    escaped,
    file_link,
    kind_name,
    number,
    table,
)
from experiments.documentation.mechanisms import (
    callers,
    functions,
    in_order,
    module,
    parameters,
    title,
)
from sim.columns import SUPPLIERS
from sim.parameters import STATUSES

_RANGE = re.compile(r"(?<![\d.,])(-?\d[\d.,]*)-(-?\d)")

HEADS = ("parameter", "default", "range", "unit", "status", "meaning")


def page_part() -> str:
    """A section a mechanism, in the order in which a quarter first calls them."""
    return "\n\n".join(_section(rule) for rule in in_order())


def contents() -> str:
    """A table: mechanism, what it says, who calls it."""
    rows = []
    for rule in in_order():
        first = (inspect.getdoc(module(rule)) or "").splitlines()[0]
        acts = dict.fromkeys(act for _, act in callers(rule))
        link = f"[{title(rule)}](#{anchor(_heading(rule))})"
        rows.append([link, escaped(first), ", ".join(map(code, acts)) or "at the start"])
    return table(("mechanism", "what it says", "called in"), rows)


def _heading(rule: str) -> str:
    return f"{title(rule)} (`{rule}`)"


def _section(rule: str) -> str:
    declared = parameters(rule)
    parts = [f"### {_heading(rule)}", _prose(inspect.getdoc(module(rule)) or "")]
    parts.append(f"{_called_by(rule)} {file_link(f'sim/rules/{rule}.py')}")
    parts += [_function(function) for function in functions(rule)]
    if declared:
        rows = [
            [
                code(p.name), number(p.default), f"{number(p.low)} to {number(p.high)}", p.unit,
                p.status, escaped(p.meaning),
            ]
            for p in declared.values()
        ]  # fmt: skip
        statuses = counted((p.status for p in declared.values()), STATUSES)
        parts += [f"Parameters ({statuses}):", table(HEADS, rows, right=[1])]
    sources: dict[str, list[str]] = {}
    for p in declared.values():
        if p.source:
            sources.setdefault(p.source, []).append(code(p.name))
    if sources:
        listed = "; ".join(f"{', '.join(names)}: {escaped(s)}" for s, names in sources.items())
        parts.append(f"Sources of parameters: {listed}.")
    return "\n\n".join(parts)


def _called_by(rule: str) -> str:
    acts: dict[str, list[str]] = {}
    for kind, act in callers(rule):
        acts.setdefault(kind.kind, []).append(code(act))
    if not acts:
        return "Called when the world is set up, or by other parts of the model."
    kinds: dict[str, list[str]] = {}
    for kind_of_actor, names in acts.items():
        kinds.setdefault(", ".join(names), []).append(kind_of_actor)
    listed = "; ".join(f"{_together(who)} in {names}" for names, who in kinds.items())
    return f"Called by {listed}."


def _together(kinds: list[str]) -> str:
    return "every supplier" if tuple(kinds) == SUPPLIERS else ", ".join(map(kind_name, kinds))


def _prose(text: str) -> str:
    """A module's docstring: indented blocks are formulas, all else is prose."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        _formula(block) if _is_formula(block) else escaped(block) for block in blocks
    )


def _is_formula(block: str) -> bool:
    """Whether lines are indented, set out in columns, or go on with a sign."""
    lines = block.splitlines()
    set_out = all(line.startswith("    ") or "   " in line for line in lines)
    return set_out or any(line.startswith(("- ", "+ ", "* ")) for line in lines)


def _formula(block: str) -> str:
    return f"```text\n{inspect.cleandoc(block)}\n```"


def _function(function: Callable[..., Any]) -> str:
    doc = parsed(function)
    arguments = [a for a in doc.arguments if a.names != "p"]
    names = ", ".join(name for name in inspect.signature(function).parameters if name != "p")
    parts = [f"**{code(f'{function.__name__}({names})')}** {escaped(doc.summary)}"]
    if doc.details:
        parts.append(escaped(doc.details))
    if doc.notes:
        parts.append(_formula(doc.notes))
    lines = [f"- {code(a.names)}: {_explained(a)}" for a in arguments]
    lines += [f"- gives: {_explained(r)}" for r in doc.results]
    parts.append("\n".join(lines))
    if doc.status:
        parts.append(f"Status: {escaped(doc.status)}.")
    return "\n\n".join(parts)


def _explained(field: Field) -> str:
    unit = f" [{ranged(field.unit)}]" if field.unit else ""
    return f"{escaped(field.meaning)}{unit}"


def ranged(unit: str) -> str:
    """A unit with its range in words.

    >>> ranged("0-1"), ranged("-3-3"), ranged("musd a quarter, 0-100")
    ('0 to 1', '-3 to 3', 'million US$ a quarter, 0 to 100')
    """
    return _RANGE.sub(r"\1 to \2", unit).replace("musd", "million US$")
