"""`coalition scenarios`: what can be run, under which policies, with which levers."""

from __future__ import annotations

import pathlib

import typer

from experiments.commands.answers import answers


@answers
def scenarios() -> None:
    """List the scenarios, policies and levers that come with the project.

    Example: coalition scenarios
    """
    from experiments.commands.tables import aligned
    from sim.scenario import lever_names, policy_names, scenario_names
    from sim.scenario.folders import LEVERS, POLICIES, shipped

    heads = ("scenario", "title", "start", "quarters", "actors", "events")
    rows = [_described(name) for name in scenario_names()]
    typer.echo(aligned(heads, rows, right=(3, 4, 5)))
    folder = shipped()
    policies = [(name, _title(folder / POLICIES / f"{name}.yaml")) for name in policy_names()]
    typer.echo("")
    typer.echo(aligned(("policy", "title"), [("none", "No policy"), *policies]))
    levers = lever_names()
    if levers:
        titles = _lever_titles(folder / LEVERS)
        typer.echo("")
        typer.echo(aligned(("lever", "title"), [(name, titles.get(name, "")) for name in levers]))


def _described(name: str) -> tuple[str, ...]:
    from sim.errors import ScenarioError
    from sim.scenario import Scenario

    try:
        found = Scenario.load(name)
    except ScenarioError as error:
        many = "fault" if len(error.faults) == 1 else "faults"
        advice = f"{len(error.faults)} {many}: coalition check {name}"
        return name, advice, "", "", "", ""
    counts = (found.quarters, len(found.actors), len(found.events))
    return name, found.title, str(found.start), *(str(count) for count in counts)


def _title(path: pathlib.Path) -> str:
    from sim.errors import ScenarioError
    from sim.scenario.reading import read

    try:
        node = read(path, path.name).find(("title",))
    except ScenarioError:
        return ""
    return str(node.value) if node is not None else ""


def _lever_titles(path: pathlib.Path) -> dict[str, str]:
    from sim.errors import ScenarioError
    from sim.scenario.reading import read

    try:
        root = read(path, path.name)
    except ScenarioError:
        return {}
    found = {name: root.find((name, "title")) for name in root.value}
    return {name: str(node.value) for name, node in found.items() if node is not None}
