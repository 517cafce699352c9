"""Worlds that several tests run."""

from __future__ import annotations

from functools import cache

import xarray

from sim import simulate
from sim.scenario import Scenario, scenario_names

SHIPPED = scenario_names()


@cache
def scenario(name: str) -> Scenario:
    return Scenario.load(name)


@cache
def ensemble(name: str, runs: int = 6, seed: int = 11, **more: object) -> xarray.Dataset:
    return simulate(scenario(name), runs=runs, seed=seed, **more)  # type: ignore[arg-type]


def stated_numbers(world: Scenario) -> list[str]:
    """Addresses of all numbers of rules and actors that a scenario states."""
    addresses = [f"rules.{rule}.{name}" for rule, given in world.rules.items() for name in given]
    for owner, actor in world.actors.items():
        for column, number in actor.numbers.items():
            labels = [f".{label}" for label in number] if isinstance(number, dict) else [""]
            addresses += [f"actors.{owner}.{column}{label}" for label in labels]
    return addresses
