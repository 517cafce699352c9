"""From a view to results: ensembles under the same seeds, with progress and a way to stop."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
import xarray

from experiments.commands.ensemble import run_all
from experiments.commands.request import Request
from experiments.dashboard.preparing import Prepared, prepare
from experiments.dashboard.state import View, World
from experiments.dashboard.uploads import Uploads
from experiments.figures import NEEDED

#: Is told what share of the work is done, [0-1]; raises `Stopped` when nobody wants the rest.
Tick = Callable[[float], None]


class Stopped(Exception):
    """The person stopped the work, or asked for something else."""


@dataclass(frozen=True, eq=False)
class Result:
    """An ensemble that was run.

    Attributes
    ----------
    prepared : Prepared
        What was run.
    runs, seed, quarters : int, int, int or None
        As they were asked for.
    outcomes : pandas.DataFrame
        A row a run; NaN for a run that went astray.
    history : xarray.Dataset
        What the figures read, of the first thousand runs.
    failures : dict of int to str
        What went wrong, by number of the run.
    """

    prepared: Prepared
    runs: int
    seed: int
    quarters: int | None
    outcomes: pd.DataFrame
    history: xarray.Dataset
    failures: dict[int, str]

    @property
    def key(self) -> tuple[World, int, int, int | None]:
        """What decides all numbers."""
        return self.prepared.world, self.runs, self.seed, self.quarters


@dataclass(frozen=True, eq=False)
class Shown:
    """What the page shows: a result, and where one is pinned that too."""

    current: Result
    pinned: Result | None = None

    @property
    def results(self) -> list[Result]:
        """Those that are there."""
        return [self.current] + ([] if self.pinned is None else [self.pinned])


def ensemble(prepared: Prepared, view: View, tick: Tick) -> Result:
    """Run an ensemble; `tick` may raise `Stopped` between two parts of it."""
    done = 0

    def advance(runs: int) -> None:
        nonlocal done
        done += runs
        tick(done / view.runs)

    request = asked(prepared, view)
    found = run_all(request, advance, NEEDED)
    assert found.pictured is not None
    return Result(
        prepared, view.runs, view.seed, view.quarters, found.outcomes, found.pictured,
        found.failures,
    )  # fmt: skip


def asked(prepared: Prepared, view: View) -> Request:
    """The request of `coalition run` that makes the same numbers."""
    world = prepared.world
    return Request(
        prepared.scenario, prepared.policy, world.scenario, world.policy, view.runs, view.seed,
        prepared.settings, pathlib.Path("out") / "dashboard", False,
    )  # fmt: skip


def show(view: View, uploads: Uploads, tick: Tick, known: Iterable[Result] = ()) -> Shown:
    """Run what a view asks for, under the same seeds for what is shown and what is pinned.

    Parameters
    ----------
    view : View
        What is looked at.
    uploads : mapping of str to Uploaded
        Files of the session.
    tick : callable
        Is told the share that is done.
    known : iterable of Result
        Results at hand, which are not run again.

    Raises
    ------
    ScenarioError
        For a world that is not fit to run.
    Stopped
        When `tick` says so.
    """
    worlds = [view.world] + ([] if view.pinned is None else [view.pinned])
    at_hand = {result.key: result for result in known}
    # faults of all worlds come before any work
    prepared = [prepare(world, view.quarters, uploads) for world in worlds]
    found: list[Result] = []
    for place, ready in enumerate(prepared):
        key = (ready.world, view.runs, view.seed, view.quarters)
        if key not in at_hand:

            def part(share: float, place: int = place) -> None:
                tick((place + share) / len(prepared))

            at_hand[key] = ensemble(ready, view, part)
        found.append(at_hand[key])
    return Shown(*found)
