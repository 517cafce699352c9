"""`coalition search`: which levers, how hard and on which trigger, for ends that pull apart."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole
from experiments.commands.options import Force, Workers


@answers
def search(
    scenarios: Annotated[
        list[str],
        typer.Argument(metavar="SCENARIO...", help="Scenario to search in; several are joined."),
    ],
    objectives: Annotated[
        list[str],
        typer.Option(
            "--objective",
            metavar="OBJECTIVE",
            help="[more|less] OUTCOME [mean|qNN], such as 'readiness' or 'funding_gap q90'; "
            "repeatable. Cost is added.",
        ),
    ],
    policy: Annotated[
        str, typer.Option(help="Policy whose intensities and thresholds are decided.")
    ] = "",
    levers: Annotated[
        list[str] | None,
        typer.Option("--lever", help="Lever of the catalogue, in place of --policy; repeatable."),
    ] = None,
    trigger: Annotated[
        str,
        typer.Option(help="Trigger of these levers, such as 'funding_gap > 0.3 for 2 quarters'."),
    ] = "",
    lasts: Annotated[
        int,
        typer.Option(parser=whole, metavar="N", help="Quarters that a triggered lever runs."),
    ] = 0,
    fixed: Annotated[
        bool, typer.Option("--fixed", help="Leave triggers out: the levers run from the start.")
    ] = False,
    ranges: Annotated[
        list[str] | None,
        typer.Option(
            "--range",
            metavar="ADDRESS=LOW:HIGH",
            help="Range of a decision, such as policy.transparency.intensity=0:0.5; repeatable.",
        ),
    ] = None,
    held_out: Annotated[
        list[str] | None,
        typer.Option(help="Scenario that the search does not see, to try it in; repeatable."),
    ] = None,
    baselines: Annotated[
        list[str] | None,
        typer.Option(
            "--baseline", help="Policy to compare with; repeatable. All shipped unless told."
        ),
    ] = None,
    over: Annotated[
        str, typer.Option(help="How several scenarios are joined: mean or worst.")
    ] = "mean",
    cost: Annotated[bool, typer.Option(help="Whether cost is an objective too.")] = True,
    population: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Policies of a generation.")
    ] = 32,
    generations: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Generations at most.")
    ] = 30,
    runs: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Runs of a policy in the search.")
    ] = 40,
    fresh: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Runs of a policy on fresh seeds.")
    ] = 200,
    members: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Policies of the front to try again.")
    ] = 12,
    budget: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Runs that the search may spend.")
    ] = 0,
    patience: Annotated[
        int,
        typer.Option(
            parser=whole,
            metavar="N",
            help="Generations without progress before it ends; 0 never ends early.",
        ),
    ] = 6,
    quarters: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Horizon; the scenario's unless given.")
    ] = 0,
    seed: Annotated[int, typer.Option(parser=whole, metavar="N", help="Seed of all of it.")] = 1,
    workers: Workers = 1,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; the runs stand beside it, in its name with -runs."),
    ] = None,
    force: Force = False,
) -> None:
    """Search for policies that nothing dominates, and try them on seeds they were not chosen on.

    The same command goes on where it was broken off. More --generations go on with a search that
    is finished (with --force, which keeps its runs).

    Example: coalition search liberia/us_freeze --policy rescue --objective readiness
    --objective funding_gap --held-out liberia/frozen
    """
    from experiments.commands.search_request import Wish
    from experiments.commands.searching import execute

    execute(
        Wish(
            tuple(scenarios), tuple(objectives), policy, tuple(levers or ()), trigger, lasts, fixed,
            tuple(ranges or ()), tuple(held_out or ()), tuple(baselines or ()), over, cost,
            population, generations, runs, fresh, members, budget, patience, quarters, seed,
            workers, out, force,
        )
    )  # fmt: skip
