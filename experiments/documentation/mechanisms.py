"""The mechanisms as the pages list them: module, functions, parameters, and who calls them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from sim.parameters import Parameter
from sim.rules import RULES
from sim.schedule import QUARTER, Phase, rules_of

#: Parameter that every mechanism has; told once and not in each table.
SWITCH = "on"


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


@cache
def calls() -> dict[Phase, tuple[str, ...]]:
    """Mechanisms by phase of the quarter, in order."""
    return {phase: tuple(rules_of(*phase)) for phase in QUARTER}


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
