"""An ensemble from request to folder."""

from __future__ import annotations

import pathlib
import time
from collections.abc import Mapping

import pandas as pd
import typer

from experiments import output
from experiments.commands.answers import FAILED, say
from experiments.commands.cost import pilot
from experiments.commands.ensemble import PICTURED, Results, run_all
from experiments.commands.progress import progress
from experiments.commands.request import Request
from experiments.commands.sealing import seal
from experiments.commands.summary import FEWEST, report, terminal
from experiments.commands.words import size, span


def execute(request: Request, *, history: bool, figures: bool, svg: bool) -> None:
    """Run, write, and tell; exit code 1 when runs went astray, after everything was written."""
    started, clock = output.now(), time.perf_counter()
    with output.directory(request.out, request.force) as folder:
        _announce(request, history)
        results = _simulated(request, folder, history, figures)
        pictures, undrawn = _pictures(request, results, folder, svg) if figures else ([], [])
        write_tables(results.outcomes, results.failures, folder)
        text = report(request, results.outcomes, len(results.failures), pictures, undrawn)
        (folder / "summary.md").write_text(text, encoding="utf-8")
        options = ["--history"] * history + ["--no-figures"] * (not figures) + ["--svg"] * svg
        command = request.command(str(request.out)) + options
        manifest = {
            **output.origin(request.scenario, request.policy, request.settings, command),
            "kind": "run",
            "again": request.again,
            "runs": request.runs,
            "quarters": request.scenario.quarters,
            "seed": request.seed,
            "failures": len(results.failures),
            "started": started,
            "ended": output.now(),
            "seconds": round(time.perf_counter() - clock, 1),
        }
        seal(folder, manifest)
    _conclude(request, results, time.perf_counter() - clock)


def _announce(request: Request, history: bool) -> None:
    scenario, policy = request.scenario, request.policy
    cost = pilot(request)
    say(f"{scenario.title}; {policy.title[:1].lower()}{policy.title[1:]}; seed {request.seed}")
    rate = request.runs / cost.seconds
    words = f"{request.runs:,} runs of {scenario.quarters} quarters: {span(cost.seconds)}"
    words += f" at {rate:,.0f} runs a second"
    if history:
        words += f"; history.nc holds {size(cost.bytes_a_run * request.runs)} before compression"
    say(words)


def _simulated(request: Request, folder: pathlib.Path, history: bool, figures: bool) -> Results:
    wanted: tuple[str, ...] = ()
    if figures:
        from experiments.figures.view import NEEDED as wanted
    path = folder / "history.nc" if history else None
    with progress(request.runs, "runs") as advance:
        return run_all(request, advance, wanted, path)


def _pictures(
    request: Request, results: Results, folder: pathlib.Path, svg: bool
) -> tuple[list[tuple[str, str]], list[str]]:
    """Draw and save; returns (file, caption) of each picture and the names of the others."""
    from experiments.figures import FIGURES, draw, save

    drawn: list[tuple[str, str]] = []
    (folder / "figures").mkdir()
    if results.pictured is not None and len(results.failures) < request.runs:
        say(f"Drawing{'' if request.runs <= PICTURED else f' the first {PICTURED:,} runs'}.")
        for picture, figure in draw(results.pictured, request.scenario, request.policy):
            for kind in ("png", "svg") if svg else ("png",):
                save(figure, folder / "figures" / f"{picture.name}.{kind}")
            drawn.append((f"{picture.name}.png", picture.caption))
    names = {name.removesuffix(".png") for name, _ in drawn}
    return drawn, [picture.name for picture in FIGURES if picture.name not in names]


def write_tables(outcomes: pd.DataFrame, messages: Mapping[int, str], folder: pathlib.Path) -> None:
    """Outcomes, a row a run, and failures, a row a run that went astray: often none."""
    table = outcomes.reset_index()
    table.to_parquet(folder / "outcomes.parquet", index=False)
    gone = sorted(messages)
    failures = pd.DataFrame(
        {
            "run": pd.array(gone, dtype="int64"),
            "seed": table["seed"].to_numpy()[gone],
            "message": pd.array([messages[run] for run in gone], dtype="string"),
        }
    )
    failures.to_parquet(folder / "failures.parquet", index=False)


def _conclude(request: Request, results: Results, seconds: float) -> None:
    if len(results.failures) < request.runs:
        typer.echo(terminal(results.outcomes))
        if request.runs < FEWEST:
            typer.echo(f"Fewer than {FEWEST} runs: the ranges say little.")
        typer.echo("")
    typer.echo(f"Written in {seconds:.1f} s: {request.out}")
    typer.echo(f"The same again: {request.again}")
    if results.failures:
        run, message = min(results.failures.items())
        seed = int(results.outcomes["seed"].to_numpy()[run])
        count = len(results.failures)
        say(
            f"{count:,} of {request.runs:,} runs went astray; the first is run {run} "
            f"(seed {seed}): {message}. See failures.parquet; the ranges leave them out."
        )
        raise typer.Exit(FAILED)
