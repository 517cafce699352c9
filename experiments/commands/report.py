"""`coalition report`: one page of a folder, to read on a phone, to print, to forward."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers


@answers
def report(
    folder: Annotated[
        pathlib.Path, typer.Argument(metavar="DIR", help="A folder that a command wrote.")
    ],
    out: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="FILE", help="File to write; report.html in DIR unless given."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace an earlier report in FILE.")
    ] = False,
) -> None:
    """Write one HTML file that needs nothing else: figures, tables, and where each number is from.

    Commands write report.html into their folder by themselves; this makes it anew, or elsewhere.

    Example: coalition report out/us_freeze-comparison
    """
    from experiments.commands.reporting import execute

    execute(folder, out, force)
