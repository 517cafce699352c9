"""`coalition check`: is a file fit to run, and if not, what is wrong with all of it."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.answers import WRONG_INPUT, answers, say


@answers
def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Scenarios, policies and studies: files or names."),
    ],
    scenario: Annotated[
        str, typer.Option(help="World against which policies are checked.")
    ] = "liberia/baseline",
) -> None:
    """Check scenario, policy and study files, and tell every fault with its line.

    Example: coalition check my_world.yaml my_policy.yaml my_study.yaml
    """
    from sim.errors import CoalitionError, ScenarioError

    bad: list[str] = []
    for name in dict.fromkeys(files):
        try:
            typer.echo(f"OK  {name}: {_summary(name, scenario)}")
        except ScenarioError as error:
            bad += map(str, error.faults)
        except CoalitionError as error:
            bad.append(str(error))
    if bad:
        for fault in dict.fromkeys(bad):
            say(fault)
        raise typer.Exit(WRONG_INPUT)


def _summary(name: str, world: str) -> str:
    from sim.scenario import Policy, Scenario

    kind = _kind(name)
    if kind == "study":
        from experiments.study import Study

        study = Study.load(name)
        return f"{study.title} (study, {_count(study.runs, 'run')})"
    if kind == "scenario":
        found = Scenario.load(name)
        return (
            f"{found.title} ({found.start}, {_count(found.quarters, 'quarter')}, "
            f"{_count(len(found.actors), 'actor')}, {_count(len(found.events), 'event')})"
        )
    policy = Policy.load(name, Scenario.load(world))
    return f"{policy.title} (policy for {world}, {_count(len(policy.levers), 'lever')})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _kind(name: str) -> str:
    """What a name or a file is: a study has a design, a policy levers, and neither has actors."""
    import pathlib

    from experiments.study import study_names
    from sim.scenario import policy_names, scenario_names
    from sim.scenario.reading import read

    path = pathlib.Path(name)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        if name in scenario_names():
            return "scenario"
        if name == "none" or name in policy_names():
            return "policy"
        return "study" if name in study_names() else "scenario"
    if not path.is_file():
        return "scenario"
    stated = read(path, name).value
    if not isinstance(stated, dict) or "actors" in stated:
        return "scenario"
    if "levers" in stated:
        return "policy"
    return "study" if {"design", "factors", "replicates"} & stated.keys() else "scenario"
