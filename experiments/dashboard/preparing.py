"""From a view to a checked scenario, policy and settings; only shipped and uploaded files."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from experiments.dashboard.state import World
from experiments.dashboard.uploads import UPLOADED, Uploads
from sim.errors import AddressError, Fault, ScenarioError, nearest
from sim.scenario import (
    Policy,
    Scenario,
    check_setting,
    lever_names,
    parse_setting,
    policy_names,
    scenario_names,
)


@dataclass(frozen=True)
class Prepared:
    """A world that is fit to run.

    Attributes
    ----------
    world : World
        As it was asked for.
    scenario, policy : Scenario, Policy
        Loaded; the scenario has the horizon asked for, the policy the levers added.
    settings : mapping of str to float
        Numbers changed, by address, checked.
    """

    world: World
    scenario: Scenario
    policy: Policy
    settings: Mapping[str, float]


def prepare(world: World, quarters: int | None, uploads: Uploads) -> Prepared:
    """Load and check a world.

    Raises
    ------
    ScenarioError
        With all that is wrong.
    """
    scenario = _scenario(world.scenario, uploads)
    if quarters is not None:
        scenario = scenario.replaced(quarters)
    policy = _policy(world, scenario, uploads)
    faults: list[Fault] = []
    settings: dict[str, float] = {}
    for address, value in world.settings:
        try:
            settings[address] = check_setting(parse_setting(scenario, policy, address), value)
        except ScenarioError as error:
            faults += error.faults
        except AddressError as error:
            faults.append(Fault(str(error), address))
    if faults:
        raise ScenarioError(faults)
    return Prepared(world, scenario, policy, settings)


def fitting(world: World, uploads: Uploads) -> tuple[World, list[str]]:
    """The world without the changed numbers and levers that its scenario and policy lack.

    Returns the world and the addresses that were dropped, for the page to tell.
    """
    scenario = _scenario(world.scenario, uploads)
    levers = tuple(name for name in world.levers if name in lever_names())
    kept = replace(world, levers=levers)
    policy = _policy(kept, scenario, uploads)
    dropped = []
    for address, value in world.settings:
        try:
            check_setting(parse_setting(scenario, policy, address), value)
        except (ScenarioError, AddressError):
            dropped.append(address)
            kept = kept.without(address)
    return kept, dropped


def _scenario(name: str, uploads: Uploads) -> Scenario:
    if name.startswith(UPLOADED):
        return Scenario.from_dict(_uploaded(name, "scenario", uploads), name)
    # a link may name what is shipped, and no path
    if name not in scenario_names():
        advice = nearest(name, scenario_names())
        raise ScenarioError([Fault(f"there is no scenario '{name[:80]}'{advice}")])
    return _shipped(name)


@functools.lru_cache(maxsize=32)
def _shipped(name: str) -> Scenario:
    """A shipped scenario, read once for all sessions: nothing ever changes it."""
    return Scenario.load(name)


def _policy(world: World, scenario: Scenario, uploads: Uploads) -> Policy:
    name = world.policy
    if name.startswith(UPLOADED):
        policy = Policy.from_dict(_uploaded(name, "policy", uploads), scenario, name)
    elif name == "none":
        policy = Policy.none()
    elif name in policy_names():
        policy = Policy.load(name, scenario)
    else:
        advice = nearest(name, ["none", *policy_names()])
        raise ScenarioError([Fault(f"there is no policy '{name[:80]}'{advice}")])
    added = {lever: {"intensity": 1.0} for lever in world.levers if lever not in policy.levers}
    if not added:
        return policy
    unknown = [lever for lever in added if lever not in lever_names()]
    if unknown:
        raise ScenarioError(
            [
                Fault(f"there is no lever '{name[:80]}'{nearest(name, lever_names())}")
                for name in unknown
            ]
        )
    document: dict[str, Any] = policy.resolved()
    title = "Levers chosen by hand" if name == "none" else f"{document['title']}, with more levers"
    document |= {"title": title, "levers": {**document["levers"], **added}}
    return Policy.from_dict(document, scenario, f"{name}+{len(added)}")


def _uploaded(name: str, kind: str, uploads: Uploads) -> dict[str, Any]:
    found = uploads.get(name)
    if found is None or found.kind != kind:
        raise ScenarioError(
            [
                Fault(
                    f"the {kind} '{name.removeprefix(UPLOADED)[:80]}' was a file of another "
                    "session; choose the file again, and the link shows the rest"
                )
            ]
        )
    return found.content
