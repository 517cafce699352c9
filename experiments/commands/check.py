"""`coalition check`: is a file fit to run, and if not, what is wrong with all of it."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands.answers import WRONG_INPUT, answers, say


@answers
def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files or names of scenarios and policies."),
    ],
    scenario: Annotated[
        str, typer.Option(help="World against which policies are checked.")
    ] = "liberia/baseline",
) -> None:
    """Check scenario and policy files, and tell every fault with its line.

    Example: coalition check my_world.yaml my_policy.yaml
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

    if not _is_policy(name):
        found = Scenario.load(name)
        return (
            f"{found.title} ({found.start}, {_count(found.quarters, 'quarter')}, "
            f"{_count(len(found.actors), 'actor')}, {_count(len(found.events), 'event')})"
        )
    policy = Policy.load(name, Scenario.load(world))
    return f"{policy.title} (policy for {world}, {_count(len(policy.levers), 'lever')})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _is_policy(name: str) -> bool:
    """Whether a name or a file is a policy: it has levers, and no actors of its own."""
    import pathlib

    from sim.scenario import policy_names, scenario_names
    from sim.scenario.reading import read

    path = pathlib.Path(name)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        return name == "none" or (name in policy_names() and name not in scenario_names())
    if not path.is_file():
        return False
    stated = read(path, name).value
    return isinstance(stated, dict) and "levers" in stated and "actors" not in stated
