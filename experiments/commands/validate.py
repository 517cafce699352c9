"""`coalition validate`: what there is to be said for the model, one kind of check at a time."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from experiments.commands.answers import answers, whole

#: The kinds of check, by option. A new one is an option, a line here, and a call below.
CHECKS = {"--ablation": "what switching off each mechanism does to each outcome"}


@answers
def validate(
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Show what switching off each mechanism does.")
    ] = False,
    scenarios: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            metavar="SCENARIO",
            help="Look in this one only; may be given again. Unless given, in a few, and in all "
            "others for mechanisms that had no effect there.",
        ),
    ] = None,
    rules: Annotated[
        list[str] | None,
        typer.Option("--rule", metavar="NAME", help="This mechanism only; may be given again."),
    ] = None,
    runs: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Worlds with and without each mechanism.")
    ] = 100,
    seed: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="Seed; a fresh one unless given."),
    ] = None,
    out: Annotated[
        pathlib.Path | None,
        typer.Option(help="Folder to write; out/ablation-SEED unless given."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier output.")] = False,
    page: Annotated[
        pathlib.Path | None,
        typer.Option(
            "--write",
            metavar="FILE.md",
            help="Write the page there too, its picture into images/ beside it.",
        ),
    ] = None,
) -> None:
    """Check the model; say which check. Exit code 1 when something does not hold.

    Example: coalition validate --ablation --seed 1
    """  # fmt: skip
    from sim.errors import Fault, ScenarioError

    if not ablation:
        known = "\n".join(f"  {option}  {meaning}" for option, meaning in CHECKS.items())
        raise ScenarioError([Fault(f"say what to validate:\n{known}")])

    from experiments.commands.ablating import execute
    from experiments.commands.ablation_request import gather

    execute(gather(scenarios or [], rules or [], runs, seed, out, force, page))
