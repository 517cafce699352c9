"""A sweep from the command line: the cost first, progress, and what came of it."""

from __future__ import annotations

import pathlib
import re
import shlex
from dataclasses import dataclass
from functools import partial

import typer

from experiments.commands.answers import FAILED, INTERRUPTED, say
from experiments.commands.sealing import lay_page
from experiments.commands.summary import terminal
from experiments.commands.sweep_progress import SweepProgress, study_seconds
from experiments.commands.words import size, span
from experiments.design import DesignError
from experiments.executor import WorkersLost
from experiments.store import in_common, open_study
from experiments.store.store import REPORT
from experiments.study import Study
from experiments.sweep import Stopped, Summary
from experiments.sweep import sweep as run
from sim.errors import Fault, ScenarioError

#: Largest study whose outcomes are summed up on the terminal.
_SHOWN = 200_000
_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Wish:
    """What a person asked `coalition sweep` for."""

    study: str
    workers: int
    cluster: str
    shard: str
    out: pathlib.Path | None
    samples: int | None
    max_failures: int | None
    anyway: bool

    def command(self, out: pathlib.Path) -> list[str]:
        """Words of the command that makes the same results, or goes on with them."""
        words = ["coalition", "sweep", self.study]
        if self.samples is not None:
            words += ["--samples", str(self.samples)]
        if self.shard:
            words += ["--shard", self.shard]
        elif self.cluster:
            words += ["--cluster", self.cluster]
        elif self.workers > 1:
            words += ["--workers", str(self.workers)]
        return [*words, "--out", str(out)]

    @property
    def shares(self) -> tuple[int, int] | None:
        """The share asked for, None for the whole."""
        if not self.shard:
            return None
        match = _SHARD.fullmatch(self.shard)
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            message = f"--shard is '{self.shard}'; it must be I/N with I from 1 to N, such as 1/4"
            raise ScenarioError([Fault(message)])
        return int(match[1]), int(match[2])


def execute(wish: Wish) -> None:
    """Run, tell, and end with an exit code of 0, 1 or 130; wrong input raises."""
    shares = _checked(wish)
    study = Study.load(wish.study)
    if wish.samples is not None:
        try:
            study = study.replaced(samples=wish.samples)
        except DesignError as error:
            raise ScenarioError([Fault(f"--samples: {error}")]) from None
    out = wish.out or pathlib.Path("out") / study.name
    command = wish.command(out)
    progressing = SweepProgress(partial(_announce, study, wish))
    try:
        with progressing:
            summary = run(
                study, out, processes=wish.workers, cluster=wish.cluster, shard=shares,
                max_failures=wish.max_failures, anyway=wish.anyway, report=progressing,
                command=command,
            )  # fmt: skip
    except KeyboardInterrupt:
        _kept(progressing.last, command, "Interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except (Stopped, WorkersLost, OSError, MemoryError) as error:
        if progressing.last is None:
            raise
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        _kept(progressing.last, command, f"Stopped: {reason}")
        if isinstance(error, Stopped):
            _tell_failures(study, out, progressing.last)
        raise typer.Exit(FAILED) from None
    _conclude(study, out, summary, command, wish)


def _checked(wish: Wish) -> tuple[int, int] | None:
    faults = []
    if wish.workers < 1:
        faults.append(Fault(f"--workers is {wish.workers}; it must be at least 1"))
    if wish.max_failures is not None and wish.max_failures < 0:
        faults.append(Fault(f"--max-failures is {wish.max_failures}; it must be at least 0"))
    if wish.cluster and wish.workers > 1:
        faults.append(Fault("--cluster and --workers exclude each other; the cluster has its own"))
    if wish.cluster and wish.shard:
        faults.append(
            Fault("--cluster and --shard exclude each other; a cluster shares out by itself")
        )
    if faults:
        raise ScenarioError(faults)
    return wish.shares


def _announce(study: Study, wish: Wish, summary: Summary) -> None:
    say(study.title + (f": {study.question}" if study.question else ""))
    points = f"{len(study.design):,} points of {study.method}"
    if study.design.dropped:
        points += f" ({study.design.dropped:,} broke a constraint and were left out)"
    factors = len(study.factors)
    crossed = f"{len(study.crossed)} scenarios and policies, " if len(study.crossed) > 1 else ""
    say(
        f"{factors} factor{'' if factors == 1 else 's'}, {points}, {crossed}"
        f"{study.replicates} replicate{'' if study.replicates == 1 else 's'}, seeds {study.seeds}"
    )
    left = summary.runs - summary.found
    if summary.found:
        say(f"{summary.found:,} of {summary.runs:,} runs are there already.")
    if left:
        say(f"{left:,} runs{_time(study, wish, left)}")


def _time(study: Study, wish: Wish, runs: int) -> str:
    """Estimated time in words, from a short pilot; nothing for a cluster of unknown size."""
    if wish.cluster:
        return " on the cluster"
    seconds = study_seconds(study, runs, wish.workers)
    return f": {span(seconds)} at {runs / seconds:,.0f} runs a second"


def _kept(summary: Summary | None, command: list[str], why: str) -> None:
    if summary is None:
        say(f"{why}; nothing was written.")
        return
    finished = summary.found + summary.done
    say(f"{why}. {finished:,} of {summary.runs:,} runs are finished and kept; to go on:")
    say(shlex.join(command))


def _tell_failures(study: Study, out: pathlib.Path, summary: Summary) -> None:
    failures = open_study(out).failures()
    say(f"{summary.failures:,} runs failed: {out / 'failures.parquet'}")
    for line in in_common(failures, study.design.columns):
        say(f"  in common: {line}")


def _conclude(
    study: Study, out: pathlib.Path, summary: Summary, command: list[str], wish: Wish
) -> None:
    if not summary.complete:
        typer.echo(f"This share is finished: {out}. The study is complete when all shares are.")
        return
    if study.runs <= _SHOWN and summary.failures < study.runs:
        results = open_study(out)
        typer.echo(terminal(results.table(results.outcomes, keys=False)))
        typer.echo("Over all points, policies and seeds of the design.\n")
    if summary.failures:
        _tell_failures(study, out, summary)
    if not (out / REPORT).exists():
        lay_page(out)
    typer.echo(f"Peak memory of a process: {size(summary.peak_mib * 2**20)}")
    typer.echo(f"Written: {out}")
    typer.echo(f"The same again: {shlex.join(wish.command(pathlib.Path(f'{out}-again')))}")
    typer.echo(f"Does it come out the same: {shlex.join(['coalition', 'reproduce', str(out)])}")
