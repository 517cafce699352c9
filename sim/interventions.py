"""Events, levers and trends at work: they move named values, and the rules never learn of it.

A setting (a rule's parameter, or a column that no actor moves) is made anew each quarter from its
base value and whatever is in force. A state is moved once, when the intervention begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import TINY, Values
from sim.parameters import YEARS_PER_QUARTER, Rule
from sim.scenario import Effect, Intervention, Target, Trigger
from sim.streams import Streams
from sim.world import World

if TYPE_CHECKING:
    from sim.scenario import Scenario

#: Elapsed quarters of an intervention that is not in force.
IDLE = np.inf

#: Column out of which the host pays for the levers of a policy.
OWN_BUDGET = "own_budget"


@dataclass
class Course:
    """How one intervention runs in every world: since when, how strong, how long.

    Arrays are `(runs, 1)`, in a single run scalars.
    """

    key: str
    intervention: Intervention
    depth: Values
    start: Values
    lasts: Values
    threshold: Values
    cost: Values
    elapsed: Values = IDLE
    waited: Values = 0.0
    begins: Values = False
    strength: Values = 0.0


@dataclass
class Moved:
    """One number of the world that interventions move, with its base value and range."""

    write: Any
    read: Any
    base: Values
    low: float
    high: float
    setting: bool
    effects: list[tuple[Course, Effect]] = field(default_factory=list)
    yearly_rate: float = 0.0


class Interventions:
    """All interventions of a world.

    Parameters
    ----------
    scenario : Scenario
        Gives events and trends.
    levers : mapping of str to Intervention
        The levers of the policy.
    world : World
        Whose columns are moved.
    rules : mapping of str to Rule
        Whose parameters are moved.
    seeds : int or (runs,) int
        Seeds of the runs.
    overrides : mapping of (name, field) to Values
        Depths, intensities, durations, dates and thresholds set by a study, aligned to the runs.
    """

    def __init__(
        self,
        scenario: Scenario,
        levers: Mapping[str, Intervention],
        world: World,
        rules: Mapping[str, Rule],
        seeds: int | np.ndarray,
        overrides: Mapping[tuple[str, str], Values],
    ):
        self.world = world
        self.rules = rules
        named: dict[str, Intervention] = {
            **{f"events.{name}": event for name, event in scenario.events.items()},
            **{f"policy.{name}": lever for name, lever in levers.items()},
        }
        self.names = list(named)
        self.host = scenario.roster.host
        self.streams = Streams(seeds, self.names)
        self.courses = [
            self._course(index, key, intervention, overrides)
            for index, (key, intervention) in enumerate(named.items())
        ]
        self.targets: dict[Target, Moved] = {}
        for course in self.courses:
            for effect in course.intervention.effects:
                for target in effect.targets:
                    self._target(target).effects.append((course, effect))
            if np.any(course.cost):
                bill = Effect((), "add", course.cost, "cost")
                charged = Target("column", self.host, "policy_cost")
                self._target(charged).effects.append((course, bill))
        for address, rate in scenario.trends.items():
            for target in scenario.roster.targets(address):
                self._target(target).yearly_rate += rate

    def _drawn(self, stream: str, index: int, quarter: int = 0) -> Values:
        draws = self.streams.uniform(stream, quarter)
        return draws[index] if self.world.runs is None else draws[:, index : index + 1]

    def _course(
        self,
        index: int,
        key: str,
        intervention: Intervention,
        overrides: Mapping[tuple[str, str], Values],
    ) -> Course:
        def between(pair: Sequence[float], stream: str) -> Values:
            low, high = pair
            return low if low == high else low + (high - low) * self._drawn(stream, index)

        when = intervention.when
        start: Values = IDLE
        if when.kind == "date" and when.first is not None:
            start = float(when.first)
        elif when.kind == "between" and when.first is not None and when.last is not None:
            span = when.last - when.first + 1
            start = when.first + np.floor(span * self._drawn("date", index))
        lasts = (
            IDLE if intervention.lasts is None else np.round(between(intervention.lasts, "lasts"))
        )
        threshold = when.trigger.threshold if when.trigger else 0.0
        return Course(
            key,
            intervention,
            depth=overrides.get((key, "depth"), between(intervention.depth, "depth")),
            start=overrides.get((key, "when"), start),
            lasts=overrides.get((key, "lasts"), lasts),
            threshold=overrides.get((key, "threshold"), threshold),
            cost=overrides.get((key, "cost"), intervention.cost),
        )

    def _target(self, target: Target) -> Moved:
        if target not in self.targets:
            self.targets[target] = (
                self._rule_target(target.owner, target.name)
                if target.kind == "rule"
                else self._column_target(target.owner, target.name, target.label)
            )
        return self.targets[target]

    def _rule_target(self, rule: str, name: str) -> Moved:
        values = self.rules[rule].values
        declared = type(self.rules[rule]).parameters()[name]

        def write(value: Values) -> None:
            values[name] = value

        return Moved(
            write, lambda: values[name], values[name], declared.low, declared.high, setting=True
        )

    def _column_target(self, actor: str, name: str, label: str | None) -> Moved:
        column = self.world.columns[name]
        where = self._where(actor, name, label)
        array = self.world[name]
        row = self.world.rows.row(actor)
        rows = (row, row + 1)

        def write(value: Values) -> None:
            array[where] = value
            self.world.mark(name, rows)

        return Moved(
            write,
            lambda: array[where][()],
            np.array(array[where])[()],
            column.low,
            column.high,
            setting=column.role == "setting",
        )

    def _where(self, actor: str, name: str, label: str | None) -> tuple[Any, ...]:
        """Index of an actor's entry in a column, of one label or of the whole axis."""
        at = self.world.at(self.world.rows.row(actor))
        axis = self.world.columns[name].axis
        lead = () if label is None else (self.world.rows.labels(axis).index(label),)
        return (*lead, ..., at)

    def apply(self, quarter: int) -> None:
        """Begin, end and strengthen what is due at the start of a quarter; move the values."""
        for index, course in enumerate(self.courses):
            self._advance(index, course, quarter)
        self._afford()
        for target in self.targets.values():
            if target.setting:
                growth = np.exp(target.yearly_rate * YEARS_PER_QUARTER * quarter)
                value = target.base * growth
                for course, effect in target.effects:
                    value = _moved(value, effect, course.strength)
            else:
                value = target.read()
                for course, effect in target.effects:
                    moved = _moved(value, effect, course.depth)
                    value = np.where(course.begins, moved, value)
            target.write(np.minimum(np.maximum(value, target.low), target.high))

    def _advance(self, index: int, course: Course, quarter: int) -> None:
        intervention = course.intervention
        when = intervention.when
        elapsed = course.elapsed + 1.0
        elapsed = np.where(elapsed >= course.lasts, IDLE, elapsed)
        idle = np.isinf(elapsed)
        inside = (when.first is None or quarter >= when.first) and (
            when.last is None or quarter <= when.last
        )
        if when.kind == "rate":
            chance = 1.0 - np.exp(-when.rate * YEARS_PER_QUARTER)
            begins = idle & inside & (self._drawn("begins", index, quarter) < chance)
        elif when.trigger is not None:
            met = self._met(when.trigger, course.threshold)
            course.waited = np.where(met, course.waited + 1.0, 0.0)
            begins = idle & inside & (course.waited >= when.trigger.quarters)
        else:
            begins = course.start == quarter
        # what began before the first quarter is in force from the first
        late = (quarter == 0) & (course.start < 0) & (course.start + course.lasts > 0)
        elapsed = np.where(begins, 0.0, np.where(late, -course.start, elapsed))
        course.elapsed = elapsed
        course.begins = begins
        ramp = max(intervention.ramp, 1)
        course.strength = np.where(
            np.isinf(elapsed), 0.0, course.depth * np.minimum((elapsed + 1.0) / ramp, 1.0)
        )

    def _afford(self) -> None:
        """Levers that the host cannot pay for work in part, all by the same part."""
        billed = [course for course in self.courses if np.any(course.cost)]
        if not billed:
            return
        bill = billed[0].strength * billed[0].cost
        for course in billed[1:]:
            bill = bill + course.strength * course.cost
        means = self.world[OWN_BUDGET][self._where(self.host, OWN_BUDGET, None)]
        part = np.minimum(means / np.maximum(bill, TINY), 1.0)
        for course in billed:
            course.strength = course.strength * part

    def _met(self, trigger: Trigger, threshold: Values) -> Values:
        _, actor, name, *label = trigger.indicator.split(".")
        where = self._where(actor, name, label[0] if label else None)
        value = self.world[name][where]
        return value > threshold if trigger.op == ">" else value < threshold

    def strengths(self) -> Values:
        """Strength of each intervention now: (intervention, runs, 1), single (intervention,)."""
        shape = () if self.world.runs is None else (self.world.runs, 1)
        strengths = [np.broadcast_to(course.strength, shape) for course in self.courses]
        return np.array(strengths).reshape(len(strengths), *shape)


def _moved(value: Values, effect: Effect, strength: Values) -> Values:
    if effect.how == "scale":
        return value * (1.0 + strength * effect.by)
    if effect.how == "add":
        return value + strength * effect.by
    return value + strength * (effect.by - value)
