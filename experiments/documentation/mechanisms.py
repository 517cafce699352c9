"""The mechanisms as the pages list them: module, functions, parameters, and who calls them."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from sim.actors import Actor
from sim.parameters import Parameter
from sim.rules import RULES
from sim.schedule import QUARTER, Phase

#: Parameter that every mechanism has; told once and not in each table.
SWITCH = "on"

_RULES = "sim.rules."


def module(rule: str) -> ModuleType:
    """Module of a mechanism."""
    return sys.modules[RULES[rule].__module__]


def functions(rule: str) -> list[Callable[..., Any]]:
    """Public functions of a mechanism, in the order of its file."""
    found = [
        item
        for name, item in vars(module(rule)).items()
        if inspect.isfunction(item)
        and item.__module__ == module(rule).__name__
        and not name.startswith("_")
    ]
    return sorted(found, key=lambda function: function.__code__.co_firstlineno)


def parameters(rule: str) -> dict[str, Parameter]:
    """Parameters of a mechanism by name, without the switch."""
    return {name: p for name, p in RULES[rule].parameters().items() if name != SWITCH}


def all_parameters() -> Iterator[Parameter]:
    """Parameters of all mechanisms, without the switches."""
    for rule in RULES:
        yield from parameters(rule).values()


def called(kind: type[Actor], act: str) -> tuple[str, ...]:
    """Mechanisms that an act calls, itself or through other methods of the actor.

    Read from the source, so that a column that shares its name with a function is no call.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [act]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        function: Any = inspect.unwrap(getattr(kind, name))
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
            if isinstance(node, ast.Name):
                used = function.__globals__.get(node.id)
                home = getattr(used, "__module__", None) or ""
                if inspect.isfunction(used) and home.startswith(_RULES):
                    found.add(home.removeprefix(_RULES))
            elif isinstance(node, ast.Attribute) and _is_own(kind, node) and node.attr not in seen:
                waiting.append(node.attr)
    return tuple(sorted(found))


def _is_own(kind: type[Actor], node: ast.Attribute) -> bool:
    """Whether this is a method of the actor, called on itself."""
    item = inspect.getattr_static(kind, node.attr, None)
    on_itself = isinstance(node.value, ast.Name) and node.value.id == "self"
    return on_itself and inspect.isfunction(item) and item.__module__.startswith("sim.actors.")


@cache
def calls() -> dict[Phase, tuple[str, ...]]:
    """Mechanisms by phase of the quarter, in order."""
    return {phase: called(*phase) for phase in QUARTER}


def callers(rule: str) -> list[Phase]:
    """Phases of the quarter that call a mechanism, in order."""
    return [phase for phase, rules in calls().items() if rule in rules]


def in_order() -> list[str]:
    """Mechanisms in the order in which a quarter first calls them; what none calls, last."""
    ordered = dict.fromkeys(rule for rules in calls().values() for rule in rules)
    return [*ordered, *(rule for rule in RULES if rule not in ordered)]


def title(rule: str) -> str:
    """Name of a mechanism in words."""
    return rule.replace("_", " ").capitalize()
