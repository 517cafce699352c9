"""`coalition sweep`: a study, run part by part; the same command resumes it."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Workers


@answers
def sweep(
    study: Annotated[
        str, typer.Argument(metavar="STUDY", help="Name of a study, or path of its file.")
    ],
    workers: Workers = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Dask scheduler, such as tcp://host:8786.")
    ] = "",
    shard: Annotated[
        str, typer.Option(metavar="I/N", help="Only the I-th of N shares, for job arrays.")
    ] = "",
    out: Annotated[
        pathlib.Path | None, typer.Option(help="Folder to write; out/STUDY unless given.")
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="Size of the design; more extends a study."),
    ] = None,
    max_failures: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="Stop when more runs than these fail."),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Go on although scenario, code or libraries changed.")
    ] = False,
) -> None:
    """Run a study, or go on with it: finished parts stay, whatever happened to the process.

    Example: coalition sweep stability --workers 2 --out out/stability
    """
    from experiments.commands.sweeping import Wish, execute

    execute(Wish(study, workers, cluster, shard, out, samples, max_failures, anyway))
