"""Worlds simulated under each policy, a part at a time, and boiled down where they were made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from experiments.executor import drive, workers
from experiments.gains.condensing import Condensed, available, columns, condensed
from experiments.gains.measures import Measure
from experiments.gains.worlds import Worlds
from sim.ensemble import simulate
from sim.scenario import Policy, Scenario

#: Worlds that are in memory together, with their whole histories.
AT_ONCE = 200


class Cell(NamedTuple):
    """One scenario under one policy."""

    scenario: Scenario
    policy: Policy
    window: slice
    """Quarters that count, 0 for the first."""


class Task(NamedTuple):
    """Some worlds of a cell."""

    name: tuple[str, str]
    cell: Cell
    start: int
    worlds: Worlds
    measures: tuple[Measure, ...]


class Part(NamedTuple):
    """What comes back: the worlds boiled down, and what went wrong by number of the world."""

    condensed: Condensed
    failures: dict[int, str]


def compute(task: Task) -> Part:
    """Simulate the worlds of a task; the numbers depend on the task alone."""
    scenario, policy, window = task.cell
    history = simulate(
        scenario, policy=policy, seeds=task.worlds.seeds,
        parameters=task.worlds.settings(policy), keep=columns(task.measures), chunk=AT_ONCE,
        failures="keep",
    )  # fmt: skip
    gone = json.loads(history.attrs.get("failures", "{}"))
    host = scenario.of_kind("host_state")[0]
    found = condensed(history, host, task.measures, window)
    return Part(found, {task.start + int(run): message for run, message in gone.items()})


#: Is given a cell when all its worlds are there, with what went wrong by number of the world.
Deliver = Callable[[tuple[str, str], Condensed, dict[int, str]], None]


def simulate_all(
    cells: Mapping[tuple[str, str], Cell],
    worlds: Mapping[str, Worlds],
    measures: Sequence[Measure],
    processes: int,
    deliver: Deliver,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Simulate cells; each is handed on as soon as it is whole, in no particular order.

    Parameters
    ----------
    cells : mapping of (str, str) to Cell
        By names of scenario and policy.
    worlds : mapping of str to Worlds
        By scenario.
    measures : sequence of Measure
        What is read.
    processes : int
        Processes that compute; 1 for this one.
    deliver : callable
        Takes the cells.
    progress : callable, optional
        Told the number of runs just done.
    """
    held: dict[tuple[str, str], dict[int, Part]] = {}

    def take(task: Task, part: Part) -> None:
        parts = held.setdefault(task.name, {})
        parts[task.start] = part
        if progress is not None:
            progress(len(task.worlds))
        if len(parts) == -(-len(worlds[task.name[0]]) // AT_ONCE):
            order = sorted(held.pop(task.name))
            failures = {run: text for start in order for run, text in parts[start].failures.items()}
            deliver(task.name, Condensed.joined([parts[n].condensed for n in order]), failures)

    with workers(processes) as staff:
        drive(_tasks(cells, worlds, measures), staff, compute, take)


def _tasks(
    cells: Mapping[tuple[str, str], Cell],
    worlds: Mapping[str, Worlds],
    measures: Sequence[Measure],
) -> Iterator[Task]:
    for name, cell in cells.items():
        able = available(cell.scenario, measures)
        own = worlds[name[0]]
        for start in range(0, len(own), AT_ONCE):
            yield Task(name, cell, start, own.part(start, start + AT_ONCE), able)
