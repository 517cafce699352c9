"""A comparison from request to folder."""

from __future__ import annotations

import dataclasses
import shlex
import time
from typing import Any

import typer

from experiments import output
from experiments.commands.answers import FAILED, INTERRUPTED, say
from experiments.commands.comparing_evidence import Evidence
from experiments.commands.comparing_page import brief, page
from experiments.commands.comparing_parts import gather_evidence
from experiments.commands.comparing_request import Asked
from experiments.commands.comparing_runs import Ran, run
from experiments.commands.sealing import seal
from experiments.commands.stating import study_stated
from experiments.executor import WorkersLost
from experiments.sweep import Stopped


def execute(asked: Asked) -> None:
    """Run, compare, write and tell; wrong input raises."""
    started, clock = output.now(), time.perf_counter()
    try:
        ran = run(asked)
        with output.directory(asked.out, asked.force) as folder:
            found = gather_evidence(asked, ran, folder)
            (folder / "summary.md").write_text(page(asked, ran, found), encoding="utf-8")
            manifest = {**_origin(asked, ran, found), "started": started, "ended": output.now()}
            seal(folder, {**manifest, "seconds": round(time.perf_counter() - clock, 1)})
    except KeyboardInterrupt:
        _kept(asked, "Interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except (Stopped, WorkersLost) as error:
        _kept(asked, f"Stopped: {error}")
        raise typer.Exit(FAILED) from None
    _conclude(asked, ran, found, time.perf_counter() - clock)


def _kept(asked: Asked, why: str) -> None:
    if (asked.folder / "study.json").exists():
        say(f"{why}. Runs that are finished are kept in {asked.folder}; to go on:")
        say(shlex.join([*asked.command, "--out", str(asked.out)]))
    else:
        say(f"{why}; nothing was written.")


def _origin(asked: Asked, ran: Ran, found: Evidence) -> dict[str, Any]:
    study, compared = ran.study, ran.comparison
    about: dict[str, Any] = {
        **output.code_and_machine([*asked.command, "--out", str(asked.out)]),
        "kind": "comparison",
        "study": study_stated(study, asked.folder.name),
        "question": study.question,
        "scenarios": list(compared.worlds.scenarios),
        "policies": list(compared.worlds.policies),
        "reference": compared.reference,
        "outcomes": asked.outcomes,
        "indifference": compared.zone.words,
        "seed": study.seed,
        "points": len(study.design),
        "replicates": study.replicates,
        "runs": len(ran.table),
        "failures": compared.worlds.failures,
        "resampling": {"what": compared.resampling.words, "times": compared.resampling.resamples},
        "absent": found.absent,
    }
    if ran.sequential is not None:
        about["sequential"] = {
            "clear": ran.sequential.is_clear,
            "words": ran.sequential.words,
            "budget": asked.budget,
            "planned": ran.sequential.planned,
            "looks": [dataclasses.asdict(one) for one in ran.sequential.looks],
        }
    return about


def _conclude(asked: Asked, ran: Ran, found: Evidence, seconds: float) -> None:
    typer.echo(brief(ran))
    typer.echo("")
    for gap in found.gaps():
        say(gap)
    if failed := ran.comparison.worlds.failures:
        say(f"{failed:,} runs failed and are left out with their pairs; see failures.parquet.")
    typer.echo(f"Written in {seconds:.0f} s: {asked.out}")
    report = asked.out / "report.html"
    if report.exists():
        typer.echo(f"To read and to forward: {report}")
    again = [*asked.command, "--out", f"{asked.out}-again"]
    typer.echo(f"The same again: {shlex.join(again)}")
