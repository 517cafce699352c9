"""The runs of a comparison: the cost first, progress, and each look told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from experiments.commands.answers import say
from experiments.commands.comparing_request import Asked
from experiments.commands.sweep_progress import SweepProgress, study_seconds
from experiments.commands.words import span
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
    watched = SweepProgress(partial(_begin, asked))

    def look(one: Look) -> None:
        watched.close()
        say(f"Look {one.number}: {one.runs:,} runs, {one.unclear:,} comparisons unclear")

    columns = [*(factor.name for factor in study.factors), *study.outcomes]
    if asked.budget:
        found = until_clear(
            study, asked.folder, asked.budget, asked.reference, asked.outcomes,
            policies=asked.policies, zone=asked.zone, processes=asked.workers,
            anyway=asked.anyway, as_it_is=asked.as_it_is, report=watched, told=look,
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


def _begin(asked: Asked, summary: Summary) -> None:
    left = summary.runs - summary.found
    if summary.found:
        say(f"{summary.found:,} of {summary.runs:,} runs are there already.")
    if left:
        seconds = study_seconds(asked.study, left, asked.workers)
        say(f"{left:,} runs: {span(seconds)} at {left / max(seconds, 1e-9):,.0f} a second")
