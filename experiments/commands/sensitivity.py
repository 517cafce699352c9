"""`coalition sensitivity`: what drives an outcome, and whether there are runs enough to say so."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, Workers


@answers
def sensitivity(
    study: Annotated[
        str, typer.Argument(metavar="STUDY|DIR", help="A study, or the folder of its sweep.")
    ],
    outcomes: Annotated[
        list[str] | None,
        typer.Option("--outcome", help="Outcome to explain; may be given again. All unless told."),
    ] = None,
    method: Annotated[
        str, typer.Option(help="Method; the one that fits the study's design unless given.")
    ] = "",
    statistic: Annotated[
        str, typer.Option(help="What of the replicates of a point: mean, spread, or a quantile.")
    ] = "mean",
    series: Annotated[
        list[str] | None,
        typer.Option(
            help="Series that the study keeps, to explain quarter by quarter; repeatable."
        ),
    ] = None,
    metamodel: Annotated[
        bool,
        typer.Option("--metamodel", help="Indices of a Gaussian process fitted to few runs."),
    ] = False,
    replicates: Annotated[
        int,
        typer.Option(
            parser=whole,
            metavar="N",
            help="Run N replicates at the defaults and say how many are enough; nothing else.",
        ),
    ] = 0,
    policy: Annotated[
        str, typer.Option(help="Policy to look at, where the study has several.")
    ] = "",
    scenario: Annotated[
        str, typer.Option(help="Scenario to look at, where the study has several.")
    ] = "",
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; the sweep's with -sensitivity unless given."),
    ] = None,
    force: Force = False,
) -> None:
    """Run a study where runs are missing, then tell which factors matter, in words and pictures.

    Example: coalition sensitivity stability --workers 2
    """
    from experiments.commands.sensing import Question, execute

    execute(
        Question(
            study, outcomes or [], method, statistic, series or [], metamodel, replicates, policy,
            scenario, workers, out, force,
        )
    )  # fmt: skip
