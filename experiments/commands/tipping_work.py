"""A map of tipping points from request to folder."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, INTERRUPTED, say
from experiments.commands.progress import progress
from experiments.commands.sealing import seal
from experiments.commands.stating import study_stated, told
from experiments.commands.sweep_progress import study_seconds
from experiments.commands.tipping_page import Found, write
from experiments.commands.tipping_request import TippingRequest
from experiments.commands.words import span
from experiments.executor import WorkersLost
from experiments.store import open_study
from experiments.sweep import Stopped, Summary, sweep
from experiments.sweep.code import stamp
from experiments.tipping import (
    INTENSITIES,
    Beyond,
    Rescue,
    beyond,
    boundary,
    cells,
    cheapest,
    sentences,
    surface,
)
from experiments.tipping.rescue import CANDIDATES

#: Fresh worlds of a candidate for each one of the search.
_FRESH = 4


def execute(asked: TippingRequest) -> None:
    """Run, draw, search for the way back, write and tell."""
    started, clock = output.now(), time.perf_counter()
    _announce(asked)
    try:
        found = _look(asked)
    except KeyboardInterrupt:
        say(f"Interrupted; finished runs are kept in {asked.kept}. To go on:")
        say(shlex.join(asked.command(asked.out)))
        raise typer.Exit(INTERRUPTED) from None
    except (Stopped, WorkersLost) as error:
        say(f"Stopped: {error}")
        raise typer.Exit(FAILED) from None
    with output.directory(asked.out, asked.force) as folder:
        write(asked, found, folder)
        seal(
            folder,
            {
                **output.code_and_machine(asked.command(asked.out)),
                "kind": "tipping",
                "scenario": {"name": asked.scenario.name, "sha256": asked.scenario.sha256},
                "policy": asked.policy.name,
                "condition": str(asked.condition),
                "axes": [asked.x.address, asked.y.address],
                "words": {
                    axis.address: axis.meaning or axis.address for axis in (asked.x, asked.y)
                },
                "level": asked.level,
                "seed": asked.study.seed,
                "runs": asked.study.runs,
                "study": study_stated(asked.study),
                "told": told(_sentences(asked, found)),
                "failures": len(found.failures),
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
            },
        )
    _conclude(asked, found)


def _announce(asked: TippingRequest) -> None:
    """What it is, and what it will cost."""
    study = asked.study
    say(study.title)
    a_run = study_seconds(asked.study, asked.study.runs, asked.workers) / asked.study.runs
    points = len(study.design)
    say(
        f"{points} cells in the same {study.replicates:,} worlds: {study.runs:,} runs, "
        f"{span(study.runs * a_run)}"
    )
    if asked.levers:
        tried = len(asked.levers) * len(INTENSITIES) + 1
        most = asked.runs * (tried + _FRESH * (CANDIDATES + 1))
        say(
            f"Then {len(asked.levers)} levers at {len(INTENSITIES)} intensities where it is "
            f"beyond: at most {most:,} runs, {span(most * a_run)}"
        )
    if asked.pulled:
        say(f"Left out, since the policy pulls them already: {', '.join(asked.pulled)}.")


@contextmanager
def _telling(total: int) -> Iterator[Callable[[Summary], None]]:
    """A report for sweeps that shows their runs, found ones included, as one work."""
    with progress(total, "runs") as advance:
        seen = 0

        def report(summary: Summary) -> None:
            nonlocal seen
            if not summary.done:  # a sweep begins
                seen = 0
            now = summary.found + summary.done
            if now > seen:
                advance(now - seen)
                seen = now

        yield report


def _look(asked: TippingRequest) -> Found:
    study = asked.study
    with _telling(study.runs) as report:
        sweep(study, asked.cells, processes=asked.workers, report=report)
    results = open_study(asked.cells)
    counted = cells(results.table(), asked.x.address, asked.y.address, asked.condition)
    smooth = surface(counted, asked.level, seed=study.seed)
    lines = pd.concat([boundary(smooth, along) for along in ("x", "y")], ignore_index=True)
    said = sentences(counted, smooth, asked.x, asked.y, asked.condition)
    point = asked.point or (beyond(counted, asked.level) if asked.levers else None)
    rescue = _rescue(asked, point) if point is not None and asked.levers else None
    return Found(counted, smooth, lines, said, point, rescue, results.failures())


def _rescue(asked: TippingRequest, point: tuple[float, float]) -> Rescue:
    tried = len(asked.levers) * len(INTENSITIES) + 1
    where = dict(zip((asked.x.address, asked.y.address), point, strict=True))
    with _telling(asked.runs * tried) as report:
        worlds = Beyond(
            asked.scenario, asked.policy, where, asked.condition,
            str(asked.kept / f"levers-{stamp()[:12]}"), asked.workers, report,
        )  # fmt: skip
        return cheapest(
            worlds, asked.levers, level=asked.level, runs=asked.runs, fresh=_FRESH * asked.runs,
            seed=asked.study.seed,
        )  # fmt: skip


def _sentences(asked: TippingRequest, found: Found) -> Iterator[tuple[str, str, str, str]]:
    """What is said of the map and of the way back, with the table that it stands on."""
    for table, text in found.said:
        yield "map", text, f"{table}.parquet", "all rows"
    table = "confirmed" if found.rescue is not None and len(found.rescue.confirmed) else "levers"
    table = "cells" if found.rescue is None else table
    yield "back", found.way_back(asked), f"{table}.parquet", "all rows"


def _conclude(asked: TippingRequest, found: Found) -> None:
    typer.echo(found.words)
    typer.echo(found.way_back(asked))
    if len(found.failures):
        say(f"{len(found.failures):,} runs failed: {asked.out / 'failures.parquet'}")
    typer.echo(f"Written: {asked.out}")
    again = asked.command(asked.out.with_name(f"{asked.out.name}-again"))
    typer.echo(f"The same again: {shlex.join(again)}")
