"""The runs of a comparison: the cost first, progress, and each look told."""

from __future__ import annotations

import pathlib
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pandas as pd

from experiments.commands.answers import say
from experiments.commands.comparing_request import Asked
from experiments.commands.cost import pilot
from experiments.commands.progress import Advance, progress
from experiments.commands.request import Request
from experiments.commands.words import size, span
from experiments.comparison import Comparison, Look, Sequential, compare, runs_of, until_clear
from experiments.study import Study
from experiments.sweep import Summary


@dataclass(frozen=True, eq=False)
class Ran:
    """What came of it."""

    study: Study
    """At the size that was run."""
    table: pd.DataFrame
    comparison: Comparison
    sequential: Sequential | None


def run(asked: Asked) -> Ran:
    """Run what is missing, and compare."""
    study = asked.study
    say(study.title + (f": {study.question}" if study.question else ""))
    count, worlds = len(study.scenarios), study.runs // len(study.crossed)
    crossed = (
        f"{count} scenario{'' if count == 1 else 's'} by {len(study.crossed) // count} policies"
    )
    say(f"{crossed} in {worlds:,} worlds each, compared with {asked.reference}")
    if asked.budget:
        say(f"More worlds until every comparison is clear, at most {asked.budget:,} runs.")
    sweep = ["coalition", "sweep", asked.command[2], "--out", str(asked.folder)]
    command = [*asked.command, "--out", str(asked.out)] if asked.is_own else sweep
    watched = _Watched(asked)
    columns = [*(factor.name for factor in study.factors), *study.outcomes]
    if asked.budget:
        found = until_clear(
            study, asked.folder, asked.budget, asked.reference, asked.outcomes,
            policies=asked.policies, zone=asked.zone, processes=asked.workers,
            anyway=asked.anyway, as_it_is=asked.as_it_is, report=watched, told=watched.look,
            command=command,
        )  # fmt: skip
        watched.close()
        table = runs_of(found.study, asked.folder, columns, as_it_is=True)
        say(found.words)
        return Ran(found.study, table, found.comparison, found)
    table = runs_of(
        study, asked.folder, columns, processes=asked.workers, anyway=asked.anyway,
        as_it_is=asked.as_it_is, report=watched, command=command,
    )  # fmt: skip
    watched.close()
    found_now = compare(
        table, asked.reference, asked.outcomes, policies=asked.policies, zone=asked.zone
    )
    return Ran(study, table, found_now, None)


class _Watched:
    """Says what a sweep will cost when it begins, then how far it is."""

    def __init__(self, asked: Asked):
        self.asked = asked
        self._bar: AbstractContextManager[Advance] | None = None
        self._advance: Advance | None = None
        self._runs = self._told = 0
        self._last = Summary(0)

    def __call__(self, summary: Summary) -> None:
        self._last = summary
        if summary.runs != self._runs or (self._bar is None and summary.found < summary.runs):
            self._begin(summary)
        if self._advance is not None and summary.done > self._told:
            self._advance(summary.done - self._told)
            self._told = summary.done

    def look(self, one: Look) -> None:
        """Tell what a look saw."""
        self.close()
        say(f"Look {one.number}: {one.runs:,} runs, {one.unclear:,} comparisons unclear")

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar = self._advance = None

    def _begin(self, summary: Summary) -> None:
        self.close()
        self._runs, self._told = summary.runs, 0
        left = summary.runs - summary.found
        if summary.found:
            say(f"{summary.found:,} of {summary.runs:,} runs are there already.")
        if not left:
            return
        say(f"{left:,} runs: {self._time(left)}")
        self._bar = progress(summary.runs, "runs", summary.found, self._note)
        self._advance = self._bar.__enter__()

    def _time(self, runs: int) -> str:
        study = self.asked.study
        world, levers = study.crossed[0]
        some = min(runs, study.chunk)
        request = Request(
            study.scenarios[world], study.policies[world][levers], world, levers, some, study.seed,
            {}, pathlib.Path(), False,
        )  # fmt: skip
        seconds = pilot(request).seconds * runs / some / self.asked.workers
        return f"{span(seconds)} at {runs / max(seconds, 1e-9):,.0f} a second"

    def _note(self) -> str:
        failed = f"{self._last.failures:,} failed, " if self._last.failures else ""
        return f"{failed}memory {size(self._last.peak_mib * 2**20)}"
