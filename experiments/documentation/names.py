"""Names by which a page points into the project, and whether anything answers to them.

| form | what it names |
| --- | --- |
| `sim.rules.trust.next_trust` | anything that Python can import |
| `actors.host_state.framework` | a column of a kind of actor, or one of its labels |
| `rules.trust.gain` | a parameter |
| `scenario`, `policy`, `lever`, `outcome`, `channel` and a name | what ships under that name |
| `actor`, `event` or `trend`, then `liberia/baseline:China` | a part of a scenario |
| `page` and a path | a page of `docs/` |
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sim.columns import CHANNELS, KINDS
from sim.errors import CoalitionError, nearest
from sim.metrics import OUTCOMES
from sim.scenario import Policy, Scenario, lever_names, policy_names, scenario_names
from sim.scenario.roster import parameter

ROOT = Path(__file__).parents[2]


class UnknownName(CoalitionError, LookupError):
    """Nothing in the project answers to a name."""


@cache
def scenario(name: str) -> Scenario:
    """A shipped scenario, read once."""
    _known(name, scenario_names(), "scenario")
    return Scenario.load(name)


def resolve(name: str) -> None:
    """Find what a name stands for.

    Raises
    ------
    UnknownName
        When nothing answers to it, with the nearest name where there is one.
    """
    word, _, rest = name.partition(" ")
    if rest:
        _resolve_word(word, rest)
    elif name.startswith(("sim.", "experiments.")):
        _resolve_python(name)
    elif name.startswith("actors."):
        _resolve_column(name)
    elif name.startswith("rules."):
        _resolve_parameter(name)
    else:
        raise UnknownName(f"'{name}' is no name of a known form")


def _known(name: str, names: object, what: str) -> None:
    listed = list(names)  # type: ignore[call-overload]
    if name not in listed:
        raise UnknownName(f"there is no {what} '{name}'{nearest(name, listed)}")


def _resolve_word(word: str, rest: str) -> None:
    flat = {
        "scenario": scenario_names,
        "policy": policy_names,
        "lever": lever_names,
        "outcome": lambda: list(OUTCOMES),
        "channel": lambda: list(CHANNELS),
    }
    if word in flat:
        _known(rest, flat[word](), word)
        return
    if word == "page":
        if not (ROOT / "docs" / rest).is_file():
            raise UnknownName(f"there is no page docs/{rest}")
        return
    world, _, part = rest.partition(":")
    parts = {"actor": "actors", "event": "events", "trend": "trends"}
    if word not in parts:
        raise UnknownName(f"'{word} {rest}' is no name of a known form")
    _known(part, getattr(scenario(world), parts[word]), f"{word} in {world}:")


def _resolve_python(name: str) -> None:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                raise UnknownName(f"'{name}': {'.'.join(parts[:end])} has no '{part}'")
            found = getattr(found, part)
        return
    raise UnknownName(f"'{name}' cannot be imported")


def _resolve_column(name: str) -> None:
    _, kind, column, *label = name.split(".")
    _known(kind, KINDS, "kind of actor")
    declared = KINDS[kind].declared()
    _known(column, declared, f"column of a {kind}:")
    if label and not declared[column].axis:
        raise UnknownName(f"'{name}': {column} has no labels")
    if label:
        world = scenario("liberia/baseline")
        _known(label[0], world.axis(declared[column].axis), f"label of {column}:")


def _resolve_parameter(name: str) -> None:
    _, rule, *rest = name.split(".")
    try:
        parameter(rule, rest[0] if rest else "on")
    except CoalitionError as error:
        raise UnknownName(str(error)) from None


def resolve_test(name: str) -> None:
    """Find a test, `tests/test_x.py::test_y` or `::TestClass` or `::TestClass::test_y`.

    Raises
    ------
    UnknownName
        When the file has no such test.
    """
    path, *parts = name.split("::")
    for part in parts:
        known = tests_in(path)
        _known("::".join(parts), known, f"test in {path}:")
        if not part.lower().startswith("test"):
            raise UnknownName(f"'{name}' is no test")
    if not parts:
        raise UnknownName(f"'{name}' names no test; write {path}::test_name")


@cache
def tests_in(path: str) -> tuple[str, ...]:
    """Tests and classes of tests in a file, read without running it."""
    file = ROOT / path
    if not file.is_file():
        raise UnknownName(f"there is no file {path}")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
        if isinstance(node, ast.ClassDef):
            found += [
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            ]
    return tuple(found)


def pulled(world: Scenario, levers: Iterable[str]) -> Policy:
    """Levers of the catalogue at full intensity, for studies that pull one at a time."""
    data = {"title": "Levers", "levers": {name: {"intensity": 1.0} for name in levers}}
    return Policy.from_dict(data, world, "levers")
