"""A validation by patterns from request to folder."""

from __future__ import annotations

import pathlib
import shlex
import time
from typing import Any

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, say
from experiments.commands.cost import pilot
from experiments.commands.progress import progress
from experiments.commands.request import Request
from experiments.commands.sealing import seal
from experiments.commands.validating_request import PatternRequest
from experiments.commands.validation_page import brief, page, told
from experiments.commands.validation_pictures import pictures
from experiments.commands.words import span
from experiments.validation import Validation, validate
from experiments.validation.worlds import World, worlds
from sim.scenario import Policy


def execute(asked: PatternRequest) -> None:
    """Run, write, and tell; exit code 1 when what is counted does not hold, or runs went astray."""
    started, clock = output.now(), time.perf_counter()
    with output.directory(asked.out, asked.force) as folder:
        found = _look(asked)
        _write(asked, found, folder)
        manifest = {**_origin(asked, found), "started": started, "ended": output.now()}
        seal(folder, {**manifest, "seconds": round(time.perf_counter() - clock, 1)})
    if asked.page is not None:
        _publish(asked, found, asked.page)
    _conclude(asked, found, time.perf_counter() - clock)


def _look(asked: PatternRequest) -> Validation:
    needed = worlds(asked.file.patterns, asked.file.series)
    total = asked.runs * len(needed)
    seconds = sum(_seconds(asked, world) for world in needed) / asked.workers
    count = len(asked.file.patterns)
    say(
        f"{count} pattern{'s' * (count != 1)} in {len(needed)} worlds: each scenario as it is, "
        "and once for each placebo"
    )
    say(f"{total:,} runs, seed {asked.seed}: {span(seconds)}")
    with progress(total, "runs") as advance:
        return validate(asked.file, asked.runs, asked.seed, asked.workers, advance)


_PILOTS: dict[str, float] = {}


def _seconds(asked: PatternRequest, world: World) -> float:
    """Time of a world's runs, from a pilot of its scenario."""
    scenario = world.scenario
    if scenario.sha256 not in _PILOTS:
        levers = Policy.load("none", scenario)
        one = Request(
            scenario, levers, scenario.name, "none", asked.runs, asked.seed, {}, asked.out, False
        )
        _PILOTS[scenario.sha256] = pilot(one).seconds / asked.runs
    return _PILOTS[scenario.sha256] * asked.runs * world.quarters / scenario.quarters


def _write(asked: PatternRequest, found: Validation, folder: pathlib.Path) -> None:
    found.table.to_parquet(folder / "patterns.parquet", index=False)
    found.statistics.to_parquet(folder / "statistics.parquet", index=False)
    gone = [
        (pattern, variant, run, message)
        for (pattern, variant), runs in found.failures.items()
        for run, message in runs.items()
    ]
    heads = {"pattern": "string", "variant": "string", "run": "int64", "message": "string"}
    failures = pd.DataFrame(gone, columns=list(heads)).astype(heads)
    failures.to_parquet(folder / "failures.parquet", index=False)
    (folder / "figures").mkdir()
    made = pictures(asked, found, folder / "figures", "")
    (folder / "summary.md").write_text(
        page(asked, found, {name: f"figures/{file}" for name, file in made.items()}),
        encoding="utf-8",
    )


def _publish(asked: PatternRequest, found: Validation, target: pathlib.Path) -> None:
    """The page and its pictures, for the documentation."""
    folder = target.parent / "images"
    folder.mkdir(exist_ok=True)
    made = pictures(asked, found, folder, f"{target.stem}-")
    text = page(asked, found, {name: f"images/{file}" for name, file in made.items()})
    target.write_text(text, encoding="utf-8")


def _origin(asked: PatternRequest, found: Validation) -> dict[str, Any]:
    scenarios = {one.scenario.name: one.scenario for one in asked.file.patterns}
    return {
        **output.code_and_machine(asked.command(out=str(asked.out))),
        "kind": "validation",
        "patterns": {
            "file": asked.file.name,
            "sha256": asked.file.sha256,
            "names": [one.name for one in asked.file.patterns],
        },
        "scenarios": [
            {
                "name": one.name,
                "sha256": one.sha256,
                "files": [path.name for path in one.files],
                "content": one.resolved(),
            }
            for one in scenarios.values()
        ],
        "again": shlex.join(asked.command(out=f"{asked.out}-again", write=False)),
        "frozen": asked.file.frozen,
        "runs": asked.runs,
        "seed": asked.seed,
        "worlds": found.worlds,
        "holds": found.holds,
        "amiss": found.amiss,
        "failures": sum(len(runs) for runs in found.failures.values()),
    }


def _conclude(asked: PatternRequest, found: Validation, seconds: float) -> None:
    typer.echo(brief(found))
    typer.echo("")
    typer.echo(told(found))
    typer.echo("")
    written = f"{asked.out}" + (f", {asked.page}" if asked.page is not None else "")
    typer.echo(f"Written in {seconds:.1f} s: {written}")
    again = asked.command(out=f"{asked.out}-again", write=False)
    typer.echo(f"The same again: {shlex.join(again)}")
    gone = {key: runs for key, runs in found.failures.items() if runs}
    if gone:
        (pattern, variant), runs = next(iter(gone.items()))
        run, message = next(iter(runs.items()))
        say(
            f"Runs went astray; the first is run {run} of {pattern} ({variant}): {message}. See "
            "failures.parquet; they are left out."
        )
    if found.amiss:
        say(f"Counted, and amiss: {', '.join(found.amiss)}.")
    if found.amiss or gone:
        raise typer.Exit(FAILED)
