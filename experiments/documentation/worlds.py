"""Tables of what ships: scenarios, a scenario's actors, levers, policies, outcomes."""

from __future__ import annotations

import re

import yaml

from experiments.documentation.markdown import code, escaped, file_link, kind_name, number, table
from sim.metrics import OUTCOMES
from sim.scenario import Policy, Scenario, lever_names, policy_names, scenario_names
from sim.scenario.folders import LEVERS, shipped

#: The world that the pages describe where they need one.
BASELINE = "liberia/baseline"


def scenarios() -> str:
    """Each scenario, what it asks, and how much happens in it."""
    rows = []
    for name in scenario_names():
        world = Scenario.load(name)
        rows.append(
            [
                file_link(f"scenarios/{name}.yaml", code(name)),
                escaped(world.title),
                f"{world.start}, {world.quarters}",
                str(len(world.actors)),
                str(len(world.events)),
                str(len(world.trends)),
            ]
        )
    heads = ("scenario", "title", "start, quarters", "actors", "events", "trends")
    return table(heads, rows, right=[3, 4, 5])


def actors() -> str:
    """The actors of the baseline: kind, role, and how many of their numbers cite a source."""
    world = Scenario.load(BASELINE)
    rows = []
    for name, actor in world.actors.items():
        origins = [world.provenance(address) for address in _addresses(world, name)]
        cited = sum(origin.status != "assumption" for origin in origins)
        rows.append(
            [
                escaped(name),
                kind_name(actor.kind),
                escaped(actor.role) or "region" if actor.kind == "community" else actor.role,
                str(len(origins)),
                str(cited),
            ]
        )
    heads = ("actor", "kind", "role", "numbers stated", "of them not assumed")
    return table(heads, rows, right=[3, 4])


def _addresses(world: Scenario, name: str) -> list[str]:
    found = []
    for column, stated in world.actors[name].numbers.items():
        labels = [f".{label}" for label in stated] if isinstance(stated, dict) else [""]
        found += [f"actors.{name}.{column}{label}" for label in labels]
    return found


def levers() -> str:
    """Each lever, what it moves, and what it costs at full intensity."""
    world = Scenario.load(BASELINE)
    entries = yaml.safe_load((shipped() / LEVERS).read_text(encoding="utf-8"))
    data = {"title": "All", "levers": {name: {"intensity": 1.0} for name in lever_names()}}
    rows = []
    for name, lever in Policy.from_dict(data, world, "all").levers.items():
        moved = ", ".join(code(_short(effect.address)) for effect in lever.effects)
        rows.append([code(name), escaped(entries[name]["title"]), moved, number(lever.cost)])
    heads = ("lever", "title", "what it moves", "million US$ a quarter")
    return table(heads, rows, right=[3])


def _short(address: str) -> str:
    """An address without the word that all of its kind begin with."""
    return re.sub(r"^(actors|rules)\.(\*\.)?", "", address)


def policies() -> str:
    """Each ready policy with its title and its levers."""
    world = Scenario.load(BASELINE)
    rows = []
    for name in policy_names():
        policy = Policy.load(name, world)
        pulled = ", ".join(f"{lever} {number(p.depth[0])}" for lever, p in policy.levers.items())
        rows.append(
            [code(name), escaped(policy.title), escaped(pulled.replace("_", " ")) or "none"]
        )
    return table(("policy", "title", "levers and their intensity"), rows)


def outcomes() -> str:
    """Each outcome with unit, meaning and reference."""
    rows = [
        [code(o.name), "" if o.unit == "1" else o.unit, escaped(o.meaning), escaped(o.reference)]
        for o in OUTCOMES.values()
    ]
    return table(("outcome", "unit", "meaning", "reference"), rows)
