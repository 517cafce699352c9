"""A single run, quarter by quarter: where it stands, and why everybody did what they did."""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.dashboard.preparing import Prepared
from experiments.dashboard.state import View, World
from experiments.dashboard.tracing import Call, Trace, traced
from experiments.documentation.docstrings import Field, parsed
from sim.columns import KINDS
from sim.model import CoalitionModel
from sim.rules import RULES
from sim.schedule import QUARTER
from sim.streams import run_seeds

_ROLES = {
    "flow": "In this quarter",
    "state": "State",
    "stock": "State",
    "setting": "Given by the scenario, events and levers",
}


@dataclass(frozen=True)
class Line:
    """One number of an actor.

    Attributes
    ----------
    group : str
        What kind of number it is.
    name, label, unit, meaning : str
        As its column is declared; `label` along the column's axis, empty without one.
    value, before : float
        Now, and a quarter ago; NaN before the first quarter.
    """

    group: str
    name: str
    label: str
    unit: str
    meaning: str
    value: float
    before: float


@dataclass
class Walk:
    """A run that is stepped, the same as its run of the ensemble bit for bit.

    Attributes
    ----------
    key : tuple
        What decides all numbers of the run.
    model : CoalitionModel
        The Mesa model.
    trace : dict
        Rules that were called in the quarter just lived through, by actor.
    before : dict
        Columns a quarter ago, by name.
    """

    key: tuple[World, int, int, int | None]
    model: CoalitionModel
    trace: Trace = field(default_factory=dict)
    before: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """Quarters lived through."""
        return int(self.model.steps)

    def advance(self, quarters: int) -> None:
        """Live through some quarters, no further than the horizon."""
        last = min(self.steps + quarters, self.model.horizon)
        while self.steps < last:
            if self.steps == last - 1:
                self.before = {name: self.model.world[name].copy() for name in _columns(self.model)}
                with traced() as found:
                    self.model.step()
                self.trace = dict(found)
            else:
                self.model.step()


def key_of(view: View) -> tuple[World, int, int, int | None]:
    """What decides all numbers of the run that a view steps."""
    return view.world, view.seed, view.run, view.quarters


def walk(view: View, prepared: Prepared, known: Walk | None = None) -> Walk:
    """The run of a view at its quarter; goes on from `known` where that is on the way.

    Raises
    ------
    NonFiniteState
        When the run goes astray.
    """
    wanted = min(view.at, prepared.scenario.quarters)
    if known is None or known.key != key_of(view) or known.steps > wanted:
        seed = int(run_seeds(view.seed, view.run + 1)[view.run])
        model = CoalitionModel(
            prepared.scenario, rng=seed, policy=prepared.policy, parameters=prepared.settings
        )
        known = Walk(key_of(view), model)
    known.advance(wanted - known.steps)
    return known


def _columns(model: CoalitionModel) -> list[str]:
    return list(model.world.columns)


def lines(walked: Walk, actor: str) -> list[Line]:
    """Every number of an actor, what moves in the quarter first."""
    world = walked.model.world
    row = world.rows.row(actor)
    found: list[Line] = []
    for name, column in KINDS[walked.model.scenario.actors[actor].kind].declared().items():
        labels = world.rows.labels(column.axis) if column.axis else ("",)
        now, before = world[name], walked.before.get(name)
        for place, label in enumerate(labels):
            where: tuple[Any, ...] = (place, row) if column.axis else (row,)
            value = float(now[where])
            past = math.nan if before is None else float(before[where])
            # along an axis of actors most are nothing
            if column.axis and value == 0.0 and not past > 0.0:
                continue
            found.append(
                Line(_ROLES[column.role], name, label, column.unit, column.meaning, value, past)
            )
    order = list(dict.fromkeys(_ROLES.values()))
    return sorted(found, key=lambda line: order.index(line.group))


@dataclass(frozen=True)
class Input:
    """An argument of a rule."""

    name: str
    meaning: str
    unit: str
    value: str


@dataclass(frozen=True)
class Reason:
    """A rule at work for an actor.

    Attributes
    ----------
    act, doing : str
        Phase of the quarter, and what the actor does in it.
    rule, function, summary : str
        The mechanism, its function, and what that does.
    inputs, parameters : tuple of Input
        With meaning and unit, as the rule's own documentation states them.
    result, unit : str
        What came out.
    """

    act: str
    doing: str
    rule: str
    function: str
    summary: str
    inputs: tuple[Input, ...]
    parameters: tuple[Input, ...]
    result: str
    unit: str


def reasons(walked: Walk, actor: str) -> list[Reason]:
    """Which rules decided for an actor in the quarter, with what they were given, in order."""
    kind = type(next(a for a in walked.model.agents if getattr(a, "name", "") == actor))
    acts = [act for who, act in QUARTER if issubclass(kind, who)]
    found = [call for call in walked.trace.get(actor, []) if call.act in acts]
    return [_reason(kind, call) for call in found]


def _reason(kind: type, call: Call) -> Reason:
    doing = (inspect.getdoc(getattr(kind, call.act)) or "").split("\n")[0]
    if call.rule == "draw":
        words = "uniform draw, 0-1" if call.function == "uniform" else "standard normal draw"
        stream = str(call.inputs["stream"])
        return Reason(
            call.act, doing, "chance", stream, f"What chance says: {words}, of its own named "
            "stream, the same under every policy.", (), (), shown(call.result), "",
        )  # fmt: skip
    module = inspect.getmodule(RULES[call.rule]) if call.rule in RULES else None
    function = getattr(module, call.function, None)
    if function is None:
        inputs = tuple(Input(name, "", "", shown(v)) for name, v in call.inputs.items())
        return Reason(
            call.act, doing, call.rule, call.function, "", inputs, (), shown(call.result), ""
        )
    doc = parsed(function)
    told: dict[str, Field] = {
        name.strip(): one for one in doc.arguments for name in one.names.split(",")
    }
    inputs = tuple(
        Input(name, told[name].meaning if name in told else "",
              told[name].unit if name in told else "", shown(value))
        for name, value in call.inputs.items()
    )  # fmt: skip
    declared = RULES[call.rule].parameters()
    used = function.__code__.co_names  # what the function reads of its parameters
    parameters = tuple(
        Input(name, declared[name].meaning, declared[name].unit, shown(value))
        for name, value in call.parameters.items()
        if name in declared and name in used
    )
    unit = doc.results[0].unit if doc.results else ""
    return Reason(
        call.act, doing, call.rule, call.function, doc.summary, inputs, parameters,
        shown(call.result), unit,
    )  # fmt: skip


def shown(value: Any) -> str:
    """A number with four digits that mean something; of an array its range.

    >>> shown(0.12345), shown(1234567.0), shown(0.0)
    ('0.1235', '1,234,567', '0')
    >>> shown(np.array([0.0, 0.5]))
    '0 to 0.5 (2 values)'
    """
    if isinstance(value, tuple):
        return "; ".join(shown(part) for part in value)
    if isinstance(value, np.ndarray):
        if not value.size:
            return "nothing"
        low, high = float(value.min()), float(value.max())
        if low == high:
            return f"{shown(low)} ({value.size} values)"
        return f"{shown(low)} to {shown(high)} ({value.size} values)"
    if isinstance(value, float):
        if math.isnan(value):
            return "–"
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
    return str(value)
