"""`coalition discover`: in which worlds an outcome fails, told as ranges of factors in words."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force


@answers
def discover(
    folder: Annotated[pathlib.Path, typer.Argument(metavar="DIR", help="Folder of a sweep.")],
    where: Annotated[
        str, typer.Option(metavar="CONDITION", help="What failing is: 'readiness < 0.4'.")
    ],
    method: Annotated[
        str, typer.Option(help="prim peels a box; cart grows a tree, which is far quicker.")
    ] = "prim",
    policy: Annotated[
        str, typer.Option(help="Policy to look at; each on its own unless given.")
    ] = "",
    scenario: Annotated[
        str, typer.Option(help="Scenario to look at; all together, as a factor, unless given.")
    ] = "",
    together: Annotated[
        bool, typer.Option("--together", help="Search all policies at once, as a factor.")
    ] = False,
    coverage: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0,
            help="Take the densest box that holds at least this share of the failures.",
        ),
    ] = None,
    box: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="Take box N of the trajectory instead."),
    ] = None,
    splits: Annotated[
        int,
        typer.Option(
            parser=whole, metavar="N", help="Random splits of the points, to see what is stable."
        ),
    ] = 20,
    seed: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Seed of splits and bootstrap.")
    ] = 0,
    workers: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Processes for the splits.")
    ] = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; the sweep's with -discovery unless given."),
    ] = None,
    force: Force = False,
) -> None:  # fmt: skip
    """Find the ranges of factors in which runs fail, and say which of them are stable.

    Example: coalition discover out/policies --where "readiness < 0.4" --policy transparency
    """
    from experiments.commands.discovering import Question, execute

    execute(
        Question(
            folder, where, method, policy, scenario, together, coverage, box, splits, seed,
            workers, out, force,
        )
    )  # fmt: skip
