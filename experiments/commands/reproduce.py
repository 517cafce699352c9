"""`coalition reproduce`: run a directory again, from what it says of itself, and compare."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers
from experiments.commands.options import Workers


@answers
def reproduce(
    folder: Annotated[
        pathlib.Path, typer.Argument(metavar="DIR", help="Output of a run or of a sweep.")
    ],
    workers: Workers = 1,
) -> None:
    """Run a directory again from its manifest alone, and compare every number.

    Example: coalition reproduce out/stability --workers 2
    """
    from experiments.commands.reproducing import execute

    execute(folder, workers)
