"""`coalition tipping`: where an outcome crosses a threshold, and the cheapest way back."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, Workers


@answers
def tipping(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="Name or path of a scenario.")
    ],
    x: Annotated[
        str, typer.Option("--x", metavar="ADDRESS[=LOW:HIGH]", help="What is varied across.")
    ],
    y: Annotated[
        str, typer.Option("--y", metavar="ADDRESS[=LOW:HIGH]", help="What is varied upwards.")
    ],
    where: Annotated[
        str, typer.Option("--where", help="The condition, such as 'readiness < 0.4'.")
    ],
    policy: Annotated[str, typer.Option(help="Policy in force; none unless given.")] = "none",
    grid: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Values along each axis.")
    ] = 9,
    runs: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Worlds of each cell, the same in all.")
    ] = 100,
    level: Annotated[
        float, typer.Option(help="Probability at which it is said to tip, between 0 and 1.")
    ] = 0.5,
    levers: Annotated[
        str,
        typer.Option(help="Levers to try beyond the boundary: all, none, or names with commas."),
    ] = "all",
    at: Annotated[
        str,
        typer.Option(
            metavar="X:Y", help="Where to try them; just beyond the boundary unless told."
        ),
    ] = "",
    quarters: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="Horizon; the scenario's own.")
    ] = None,
    seed: Annotated[int, typer.Option(parser=whole, metavar="S", help="Seed of the worlds.")] = 1,
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; out/SCENARIO-tipping unless given."),
    ] = None,
    force: Force = False,
) -> None:
    """Map the probability of a condition over two factors, with its boundary and the way back.

    Example: coalition tipping liberia/us_freeze --x events.us_cut.depth --y
    actors.Liberia.planned_budget=2:6 --where "funding_gap > 0.25" --workers 2
    """
    from experiments.commands.tipping_request import gather
    from experiments.commands.tipping_work import execute

    execute(
        gather(
            scenario, x, y, where, policy, grid, runs, level, levers, at, quarters, seed, workers,
            out, force,
        )
    )  # fmt: skip
