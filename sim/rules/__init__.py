"""The mechanisms, one a file: pure functions whose leading axes are free, and their parameters.

A file with a subclass of `Rule` is a mechanism as soon as it lies in this folder; its name is the
file's name, so `rules.fatigue.gain` is the parameter `gain` of `fatigue.py`.
"""

from __future__ import annotations

import importlib
import pkgutil

from sim.errors import ParameterError
from sim.parameters import Rule


def _discover() -> dict[str, type[Rule]]:
    found: dict[str, type[Rule]] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        rules = [
            item
            for item in vars(module).values()
            if isinstance(item, type)
            and issubclass(item, Rule)
            and item.__module__ == module.__name__
        ]
        if len(rules) != 1:
            raise ParameterError(f"{module.__name__} must declare one Rule; it has {len(rules)}")
        found[info.name] = rules[0]
    return found


RULES: dict[str, type[Rule]] = _discover()
