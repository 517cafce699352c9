"""`coalition run`: many worlds of a scenario, their outcomes and their pictures."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, FreshSeed


@answers
def run(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path of its file.")
    ],
    policy: Annotated[str, typer.Option(help="Name of a policy, or path of its file.")] = "none",
    runs: Annotated[int, typer.Option(parser=whole, metavar="N", help="Worlds to simulate.")] = 200,
    seed: FreshSeed = None,
    quarters: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="Horizon; the scenario's unless given."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ADDRESS=VALUE", help="Change a number; may be given again."),
    ] = None,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; out/SCENARIO-POLICY-SEED unless given."),
    ] = None,
    force: Force = False,
    history: Annotated[
        bool, typer.Option("--history", help="Also write history.nc, all series of all runs.")
    ] = False,
    figures: Annotated[bool, typer.Option(help="Draw the pictures.")] = True,
    svg: Annotated[bool, typer.Option("--svg", help="Write each picture as SVG too.")] = False,
) -> None:
    """Simulate a scenario in many worlds; write outcomes, pictures and a manifest.

    Example: coalition run liberia/baseline --seed 1 --set actors.China.budget=4
    """
    from experiments.commands.request import gather
    from experiments.commands.running import execute

    request = gather(scenario, policy, runs, seed, quarters, settings or [], out, force)
    execute(request, history=history, figures=figures, svg=svg)
