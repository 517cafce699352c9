"""Move every slider of a notebook to its ends, without a browser."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np

#: What simulates in notebooks (its second argument is a number of runs), and how many runs are
#: enough here: a slider's faults are the same in few.
SIMULATING = ("simulate", "validate", "run_seeds")
RUNS = 12


def calls(statement: ast.AST) -> int:
    """How often a statement makes sliders."""
    found = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
    return sum(isinstance(name, ast.Name) and name.id == "interact" for name in found)


def ends(widget: ipywidgets.Widget) -> list[Any]:
    """How far a student can move a widget: to its ends, or to each of its choices."""
    if isinstance(widget, ipywidgets.FloatRangeSlider | ipywidgets.IntRangeSlider):
        return [(widget.min, widget.min), (widget.min, widget.max), (widget.max, widget.max)]
    if isinstance(widget, ipywidgets.FloatSlider | ipywidgets.IntSlider):
        return [widget.min, widget.max]
    if isinstance(widget, ipywidgets.Dropdown):
        return list(widget.options)
    raise TypeError(f"how far does a student move a {type(widget).__name__}? Say it in {__name__}")


def few(simulate: Callable[..., Any]) -> Callable[..., Any]:
    """A function with few runs, except where a notebook gives it a number for each run."""

    def simulated(world: Any, runs: int = RUNS, *more: Any, **named: Any) -> Any:
        given = any(np.ndim(value) for value in (named.get("parameters") or {}).values())
        return simulate(world, runs if given else min(runs, RUNS), *more, **named)

    return simulated


def move(text: str, name: str) -> list[dict[str, Any]]:
    """Run a notebook up to its last slider, and each slider's function wherever it can be moved.

    In Jupyter `interact` shows what its function raises and goes on, so that a notebook is executed
    without complaint whatever its sliders do. Here an error comes through.

    Returns
    -------
    list of dict
        What the functions were called with.
    """
    moved: list[dict[str, Any]] = []

    def interact(function: Callable[..., Any], **widgets: ipywidgets.Widget) -> None:
        start = tuple(widget.value for widget in widgets.values())
        for chosen in (start, *itertools.product(*map(ends, widgets.values()))):
            moved.append(dict(zip(widgets, chosen, strict=True)))
            function(**moved[-1])
            plt.close("all")

    names: dict[str, Any] = {"__name__": Path(name).stem}
    statements = ast.parse(text, name).body
    last = max(place for place, statement in enumerate(statements) if calls(statement))
    for statement in statements[: last + 1]:
        code = compile(ast.Module([statement], []), name, "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102
        for imported in statement.names if isinstance(statement, ast.ImportFrom) else ():
            if imported.name == "interact":
                names["interact"] = interact
            elif imported.name in SIMULATING:
                names[imported.name] = few(names[imported.name])
    for value in names.values():
        if isinstance(value, TemporaryDirectory):
            value.cleanup()
    return moved
