"""`coalition compare`: which policy does better, by how much, where, and how sure that is."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, Workers


@answers
def compare(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="STUDY|SCENARIO",
            help="A study (name, file, or folder of its sweep), or a scenario. It comes first.",
        ),
    ],
    policies: Annotated[
        list[str] | None,
        typer.Option(
            metavar="A B ...",
            help="Policies to compare, several words; all of a study unless told.",
        ),
    ] = None,
    reference: Annotated[
        str,
        typer.Option(
            metavar="P", help="Policy to compare with; status_quo, none or the first unless told."
        ),
    ] = "",
    outcomes: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="O", help="Outcome to judge by; may be given again."),
    ] = None,
    indifference: Annotated[
        list[str] | None,
        typer.Option(
            metavar="X|O=X",
            help="Difference that does not count: X in standard deviations of the reference "
            "(0.1 unless told), O=X in the unit of outcome O; may be given again.",
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="Worlds under each policy: replicates of a scenario (200 unless told), samples "
            "of a study's design.",
        ),
    ] = None,
    until_clear: Annotated[
        bool,
        typer.Option(
            "--until-clear", help="Add worlds until every comparison is clear or --budget is spent."
        ),
    ] = False,
    budget: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="Most runs of all policies and scenarios; eight times the first look unless told.",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="S", help="Seed of a scenario's runs; drawn if absent."),
    ] = None,
    workers: Workers = 1,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Go on with runs although scenario, code or libraries changed."
        ),
    ] = False,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="DIR", help="Folder to write; out/NAME-comparison unless given."),
    ] = None,
    force: Force = False,
) -> None:
    """Run what is missing, compare every policy with a reference in the same worlds, and report.

    Example: coalition compare liberia/us_freeze --policies status_quo diversify self_financing
    """
    from experiments.commands.comparing import execute
    from experiments.commands.comparing_request import gather

    execute(
        gather(
            subject, policies or [], reference, outcomes or [], indifference or [], runs,
            until_clear, budget, seed, workers, anyway, out, force,
        )
    )  # fmt: skip
