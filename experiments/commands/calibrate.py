"""`coalition calibrate`: which parameters bring back the record of 2003-2015."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, FreshSeed, Workers


@answers
def calibrate(
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            metavar="ADDRESS[=LOW:HIGH]",
            help="Calibrate this one, uniform in the range of the table or in this range; may be "
            "given again. A default set unless given.",
        ),
    ] = None,
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
    method: Annotated[
        str,
        typer.Option(
            metavar="abc|history-matching",
            help="The first where pyABC is installed, else the second, unless given.",
        ),
    ] = "",
    runs: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Runs at most, those of the check apart.")
    ] = 10_000,
    particles: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Particles of a generation of abc.")
    ] = 400,
    seed: FreshSeed = None,
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None, typer.Option(help="Folder to write; out/calibration-SEED.")
    ] = None,
    force: Force = False,
) -> None:
    """Calibrate on the patterns of 2003-2015, and say what the record cannot pin down.

    Nothing after 2015 is simulated. No scenario is changed: what to do with the result is for the
    reader to decide.

    Example: coalition calibrate --seed 1 --workers 2

    Example: coalition calibrate --parameter rules.surge.size --pattern P2 --seed 1 --runs 2000
    """
    from experiments.commands.calibrating import execute
    from experiments.commands.calibrating_request import gather

    execute(
        gather(
            parameters or [], patterns, names or [], method, runs, particles, seed, workers, out,
            force,
        )
    )  # fmt: skip
