"""Options that many commands share: their words stand here once."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.answers import whole

Workers = Annotated[int, typer.Option(parser=whole, metavar="N", help="Processes for the runs.")]

FreshSeed = Annotated[
    int | None, typer.Option(parser=whole, metavar="N", help="Seed; a fresh one unless given.")
]

Force = Annotated[bool, typer.Option("--force", help="Replace an earlier output.")]
