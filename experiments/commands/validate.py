"""`coalition validate`: what there is to be said for the model, and what against it."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, FreshSeed, Workers


@answers
def validate(
    ablation: Annotated[
        bool,
        typer.Option(
            "--ablation", help="Show what switching off each mechanism does, in place of patterns."
        ),
    ] = False,
    patterns: Annotated[
        pathlib.Path | None,
        typer.Option(
            "--patterns",
            metavar="FILE",
            help="File of patterns; those of the project unless given.",
        ),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--pattern", metavar="ID", help="This pattern only; may be given again."),
    ] = None,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar="SCENARIO",
            help="With --ablation: look in this one only; may be given again. Unless given, in a "
            "few, and in all others for mechanisms that had no effect there.",
        ),
    ] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="NAME",
            help="With --ablation: this mechanism only; may be given again.",
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="Runs of each world; 200 for patterns, 100 for an ablation unless given.",
        ),
    ] = None,
    seed: FreshSeed = None,
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; out/validation-SEED or out/ablation-SEED."),
    ] = None,
    force: Force = False,
    page: Annotated[
        pathlib.Path | None,
        typer.Option(
            "--write",
            metavar="FILE.md",
            help="Write the page there too, its pictures into images/ beside it.",
        ),
    ] = None,
) -> None:
    """Hold the model to the record: patterns, each with a placebo that must fail.

    Exit code 1 when a pattern of the calibration window does not pass, or its placebo does not
    fail; what the hold-out years say is told and changes nothing.

    Example: coalition validate --seed 1 --workers 2

    Example: coalition validate --ablation --seed 1
    """  # fmt: skip
    from sim.errors import Fault, ScenarioError

    strange = {
        "--patterns": bool(patterns) and ablation,
        "--pattern": bool(names) and ablation,
        "--workers": workers != 1 and ablation,
        "--scenario": bool(scenarios) and not ablation,
        "--rule": bool(rules) and not ablation,
    }
    if any(strange.values()):
        where = "is for patterns, not for --ablation" if ablation else "goes with --ablation only"
        raise ScenarioError([Fault(f"{name} {where}") for name, it in strange.items() if it])
    if ablation:
        from experiments.commands.ablating import execute
        from experiments.commands.ablation_request import gather

        many = 100 if runs is None else runs
        execute(gather(scenarios or [], rules or [], many, seed, out, force, page))
        return

    from experiments.commands.validating import execute as hold
    from experiments.commands.validating_request import gather as collect

    hold(collect(patterns, names or [], runs, seed, workers, out, force, page))
