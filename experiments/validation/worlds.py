"""The worlds that patterns ask for: each scenario as it is, and once for each placebo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from experiments.executor import drive, workers
from experiments.validation.courses import course
from experiments.validation.patterns import Measure, Pattern, Series
from experiments.validation.statistics import STATISTICS, compute
from experiments.validation.statistics._record import ends
from sim.ensemble import simulate
from sim.scenario import Scenario
from sim.streams import run_seeds

#: Runs of a part.
CHUNK = 128
#: The variant of the world as it is.
MODEL = "model"
PLACEBO = "placebo"

Key = tuple[str, str, str]
"""Pattern, measure, variant."""


@dataclass
class World:
    """A scenario with settings, and what is to be computed of it."""

    scenario: Scenario
    settings: dict[str, float]
    asked: dict[Key, Measure] = field(default_factory=dict)
    series: list[Series] = field(default_factory=list)

    @property
    def keep(self) -> list[str]:
        """Columns that the history must hold."""
        named = {series.column for series in self.series}
        for one in self.asked.values():
            named |= STATISTICS[one.statistic].needs(one.arguments)
        return sorted(named)

    @property
    def quarters(self) -> int:
        """Horizon that reaches the last window; what comes later moves no draw before it."""
        if self.series:
            return self.scenario.quarters
        named = [
            ends(one.arguments[key])
            for one in self.asked.values()
            for key, kind in STATISTICS[one.statistic].arguments.items()
            if kind == "when" and key in one.arguments
        ]
        last = max(named, default=self.scenario.start + (self.scenario.quarters - 1))
        return min(max(last - self.scenario.start + 1, 1), self.scenario.quarters)


@dataclass
class Task:
    """Some runs of a world."""

    world: World
    number: int
    start: int
    seeds: np.ndarray


@dataclass
class Made:
    """What came of a task."""

    values: dict[Key, np.ndarray]
    courses: dict[str, tuple[np.ndarray, np.ndarray]]
    failures: dict[int, str]


@dataclass
class Computed:
    """Values of all runs of all worlds.

    Attributes
    ----------
    values : dict
        By pattern, measure and variant, `(runs,)`.
    courses, dates : dict
        By series, `(runs, date)` of the world as it is, and `(date,)` decimal years.
    failures : dict
        By pattern and variant, then by run, what went wrong.
    """

    values: dict[Key, np.ndarray]
    courses: dict[str, np.ndarray]
    dates: dict[str, np.ndarray]
    failures: dict[tuple[str, str], dict[int, str]]


def worlds(patterns: Iterable[Pattern], series: Iterable[Series] = ()) -> list[World]:
    """Each scenario as it is, then each placebo; patterns that ask for the same share a world."""
    found: dict[tuple[str, tuple[tuple[str, float], ...]], World] = {}
    for pattern in patterns:
        variants = [(MODEL, {})] if pattern.placebo is None else [
            (MODEL, {}), (PLACEBO, dict(pattern.placebo.settings)),
        ]  # fmt: skip
        for variant, settings in variants:
            key = pattern.scenario.sha256, tuple(sorted(settings.items()))
            world = found.setdefault(key, World(pattern.scenario, settings))
            for one in pattern.measures:
                world.asked[pattern.name, one.name, variant] = one
    ordered = sorted(found.values(), key=lambda world: bool(world.settings))
    if ordered and not ordered[0].settings:
        ordered[0].series = list(series)
    return ordered


def compute_all(
    asked: list[World],
    runs: int,
    seed: int,
    processes: int = 1,
    advance: Callable[[int], None] | None = None,
) -> Computed:
    """Run every world under the same seeds, and compute what is asked of it."""
    seeds = run_seeds(seed, runs)
    tasks = [
        Task(world, number, start, seeds[start : start + CHUNK])
        for start in range(0, runs, CHUNK)
        for number, world in enumerate(asked)
    ]
    made: dict[tuple[int, int], Made] = {}

    def take(task: Task, result: Made) -> None:
        made[task.number, task.start] = result
        if advance is not None:
            advance(len(task.seeds))

    with workers(processes) as staff:
        drive(tasks, staff, run, take)
    starts = sorted({start for _, start in made})
    values: dict[Key, np.ndarray] = {}
    courses: dict[str, np.ndarray] = {}
    dates: dict[str, np.ndarray] = {}
    failures: dict[tuple[str, str], dict[int, str]] = {}
    for number, world in enumerate(asked):
        parts = [made[number, start] for start in starts]
        for key in world.asked:
            values[key] = np.concatenate([part.values[key] for part in parts])
            gone = {run: text for part in parts for run, text in part.failures.items()}
            failures[key[0], key[2]] = gone
        for one in world.series:
            courses[one.name] = np.concatenate([part.courses[one.name][1] for part in parts])
            dates[one.name] = parts[0].courses[one.name][0]
    return Computed(values, courses, dates, failures)


def run(task: Task) -> Made:
    """Compute one part; importable by the workers."""
    world = task.world
    history = simulate(
        world.scenario, seeds=task.seeds, parameters=world.settings, keep=world.keep,
        quarters=world.quarters, failures="keep",
    )  # fmt: skip
    values = {
        key: compute(one.statistic, history, **one.arguments) for key, one in world.asked.items()
    }
    courses = {one.name: course(history, one) for one in world.series}
    gone = json.loads(history.attrs.get("failures", "{}"))
    return Made(values, courses, {task.start + int(run): text for run, text in gone.items()})
