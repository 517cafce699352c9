"""A calibration from request to folder."""

from __future__ import annotations

import importlib.metadata
import pathlib
import shlex
import time
from dataclasses import asdict
from typing import Any

import typer

from experiments import output
from experiments.calibration import Calibration, calibrate
from experiments.calibration.calibrate import CHECKED
from experiments.calibration.smc import ABC
from experiments.commands.answers import say
from experiments.commands.calibrating_page import brief, page, told
from experiments.commands.calibrating_request import CalibrationRequest
from experiments.commands.cost import pilot
from experiments.commands.progress import progress
from experiments.commands.request import Request
from experiments.commands.sealing import seal
from experiments.commands.words import span
from sim.scenario import Policy


def execute(asked: CalibrationRequest) -> None:
    """Run, write, and tell."""
    started, clock = output.now(), time.perf_counter()
    _announce(asked)
    with output.directory(asked.out, asked.force) as folder:
        with progress(asked.most, "runs") as advance:
            found = calibrate(
                asked.problem, asked.method, asked.runs, asked.particles, asked.seed,
                asked.workers, advance=advance,
            )  # fmt: skip
        _write(asked, found, folder)
        manifest = {**_origin(asked, found), "started": started, "ended": output.now()}
        seal(folder, {**manifest, "seconds": round(time.perf_counter() - clock, 1)})
    typer.echo(brief(found))
    typer.echo("")
    typer.echo(told(asked, found))
    typer.echo(f"Written: {asked.out}")
    typer.echo(f"The same again: {shlex.join(asked.command(f'{asked.out}-again'))}")


def _announce(asked: CalibrationRequest) -> None:
    problem = asked.problem
    say(
        f"{len(problem.priors)} parameters, {len(problem.targets)} numbers on record, "
        f"{asked.scenario.name} from {asked.window} and no further"
    )
    if asked.method != ABC:
        say("Method: history matching. It rules values out; it gives no probabilities.")
    else:
        say(f"Method: approximate Bayesian computation, {asked.particles} particles a generation")
    say(f"At most {asked.most:,} runs, seed {asked.seed}: {span(_seconds(asked))}")


def _seconds(asked: CalibrationRequest) -> float:
    scenario = asked.scenario.replaced(asked.worlds.quarters)
    request = Request(
        scenario, Policy.load("none", scenario), scenario.name, "none", min(asked.most, 128),
        asked.seed, {}, asked.out, False,
    )  # fmt: skip
    return pilot(request).seconds / request.runs * asked.most / asked.workers


def _write(asked: CalibrationRequest, found: Calibration, folder: pathlib.Path) -> None:
    from experiments.figures import save
    from experiments.figures.calibration import checks, marginals, pairs

    posterior = found.posterior
    tables = {
        "posterior": posterior.particles, "prior": posterior.before, "steps": posterior.steps,
        "parameters": found.parameters, "checks": found.checks, "fresh": found.fresh,
        "correlations": found.correlations.rename_axis("address").reset_index(),
    }  # fmt: skip
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    figures = folder / "figures"
    figures.mkdir()
    foot = (
        f"{asked.scenario.name}, {asked.window} · {asked.method}, {found.runs:,} runs, seed "
        f"{asked.seed} · about the model, no forecast"
    )
    save(
        marginals(found, "What the record says of each parameter", foot), figures / "marginals.png"
    )
    picture = pairs(found, "The best-known parameters together", foot)
    if picture is not None:
        save(picture, figures / "pairs.png")
    save(checks(found, "Fresh worlds against the record", foot), figures / "checks.png")
    (folder / "summary.md").write_text(page(asked, found), encoding="utf-8")


def _origin(asked: CalibrationRequest, found: Calibration) -> dict[str, Any]:
    versions = {}
    if asked.method == ABC:
        versions["pyabc"] = importlib.metadata.version("pyabc")
    made = output.code_and_machine(asked.command(str(asked.out)))
    return {
        **made,
        "libraries": {**made["libraries"], **versions},
        "kind": "calibration",
        "method": asked.method,
        "scenario": {
            "name": asked.scenario.name,
            "sha256": asked.scenario.sha256,
            "content": asked.scenario.resolved(),
        },
        "patterns": {"file": asked.file.name, "sha256": asked.file.sha256},
        "window": asked.window,
        "priors": [
            {"address": one.address, "distribution": "uniform", "low": one.low, "high": one.high,
             "present": one.present, "unit": one.unit}
            for one in asked.problem.priors
        ],
        "targets": [
            {**asdict(one), "statistic": measure.statistic, "arguments": dict(measure.arguments)}
            for one, measure in zip(asked.problem.targets, asked.worlds.measures, strict=True)
        ],
        "seed": asked.seed,
        "runs": found.runs,
        "particles": len(found.posterior.particles),
        "effective": round(found.posterior.effective, 2),
        "checked": CHECKED,
    }  # fmt: skip
