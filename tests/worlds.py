"""Worlds that several tests run."""

from __future__ import annotations

from functools import cache

import xarray

from sim import CoalitionModel, simulate
from sim.scenario import Scenario, scenario_names

SHIPPED = scenario_names()


@cache
def scenario(name: str) -> Scenario:
    return Scenario.load(name)


@cache
def ensemble(name: str, runs: int = 6, seed: int = 11, **more: object) -> xarray.Dataset:
    return simulate(scenario(name), runs=runs, seed=seed, **more)  # type: ignore[arg-type]


@cache
def mesa_run(name: str, seed: int = 5) -> CoalitionModel:
    return CoalitionModel(scenario(name), rng=seed).run()
