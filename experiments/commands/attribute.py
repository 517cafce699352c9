"""`coalition attribute`: who holds a coalition together, and what goes when they go."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, FreshSeed, Workers


@answers
def attribute(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="Name of a scenario, or path of its file.")
    ],
    of: Annotated[
        str, typer.Option(help="What is switched on and off: partners, mechanisms or levers.")
    ] = "partners",
    policy: Annotated[
        str, typer.Option(help="Policy in force; for levers the one whose levers they are.")
    ] = "none",
    players: Annotated[
        list[str] | None,
        typer.Option("--player", help="Who plays; may be given again. Those who matter most else."),
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="All play, by sampled orders where they are many.")
    ] = False,
    outcomes: Annotated[
        list[str] | None,
        typer.Option("--outcome", help="Outcome to share out; may be given again."),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole, metavar="N",
            help="Seeds under which every coalition runs (20), or each sampled order (1).",
        ),
    ] = None,
    permutations: Annotated[
        int,
        typer.Option(
            parser=whole, metavar="N",
            help="Sample N orders of joining instead of running every coalition.",
        ),
    ] = 0,
    quarters: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="Q", help="Horizon; the scenario's unless given."),
    ] = None,
    seed: FreshSeed = None,
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; the runs go beside it, with -sweep behind its name."),
    ] = None,
    force: Force = False,
) -> None:  # fmt: skip
    """Switch partners, mechanisms or levers on and off, and share an outcome out among them.

    Every coalition of up to about ten players runs under the same seeds; of more, random orders
    are sampled. Broken off, the same command with its seed goes on.

    Example: coalition attribute liberia/baseline --outcome readiness --seed 1 --workers 2
    """
    from experiments.commands.attributing import Question, execute

    execute(
        Question(
            scenario, of, policy, players or [], everybody, outcomes or [], runs, permutations,
            quarters, seed, workers, out, force,
        )
    )  # fmt: skip
