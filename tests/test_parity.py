"""Run k of an ensemble is the Mesa run with its seed, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
import xarray

from sim import CoalitionModel, Policy, Scenario, simulate
from sim.rules import RULES
from tests.worlds import SHIPPED, ensemble, scenario


def assert_same_bits(one: xarray.Dataset, other: xarray.Dataset) -> None:
    assert set(one.data_vars) == set(other.data_vars)
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].values, other[name].values, err_msg=str(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_each_run_is_the_mesa_run_with_its_seed(name: str) -> None:
    many = ensemble(name)
    for k in (0, 3, 5):
        single = CoalitionModel(scenario(name), rng=int(many.seed[k])).run()
        assert_same_bits(many.isel(run=k), single.history())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_order_of_activation_never_matters(name: str) -> None:
    """Mesa's agents act in shuffled order in every phase, and nothing changes."""

    class Shuffled(CoalitionModel):
        def step(self) -> None:
            for agents in self.agents_by_type.values():
                agents.shuffle(inplace=True)
            super().step()

    straight = CoalitionModel(scenario(name), rng=3).run().history()
    assert_same_bits(straight, Shuffled(scenario(name), rng=3).run().history())


@pytest.mark.parametrize("chunk", [1, 2, 5, 7])
def test_chunks_change_nothing(chunk: int) -> None:
    whole = ensemble("liberia/baseline", runs=7)
    assert_same_bits(whole, simulate("liberia/baseline", runs=7, seed=11, chunk=chunk))


def test_fewer_runs_are_the_first_of_more() -> None:
    few = simulate("liberia/baseline", runs=3, seed=11)
    assert_same_bits(few, ensemble("liberia/baseline", runs=7).isel(run=slice(0, 3)))


def test_parity_with_factors_that_differ_from_run_to_run() -> None:
    world = scenario("liberia/baseline")
    rng = np.random.default_rng(1)
    factors = {
        "rules.fatigue.gain": rng.uniform(0, 0.4, 4),
        "rules.trust.on": np.array([0.0, 1.0, 0.0, 1.0]),
        "actors.China.budget": rng.uniform(0, 20, 4),
        "actors.United States.trust": rng.uniform(0, 1, 4),
        "actors.United States.profile.training": rng.uniform(0, 1, 4),
    }
    many = simulate(world, runs=4, seed=2, parameters=factors)
    for k in range(4):
        own = {address: float(values[k]) for address, values in factors.items()}
        single = CoalitionModel(world, rng=int(many.seed[k]), parameters=own).run()
        assert_same_bits(many.isel(run=k), single.history())


@pytest.mark.parametrize("name", ["liberia/border_crisis", "cases/un_au"])
def test_parity_with_every_parameter_of_every_mechanism_varied(name: str) -> None:
    """All at once, one value a run: no function takes a parameter for a scalar."""
    rng = np.random.default_rng(2)
    factors = {
        f"rules.{rule}.{parameter}": (
            rng.integers(0, 2, 3).astype(float) if p.integer else rng.uniform(p.low, p.high, 3)
        )
        for rule, declared in RULES.items()
        for parameter, p in declared.parameters().items()
    }
    many = simulate(scenario(name), runs=3, seed=2, quarters=12, parameters=factors)
    for k in range(3):
        own = {address: float(values[k]) for address, values in factors.items()}
        single = CoalitionModel(
            scenario(name), rng=int(many.seed[k]), parameters=own, quarters=12
        ).run()
        assert_same_bits(many.isel(run=k), single.history())


def test_parity_under_events_and_triggered_levers() -> None:
    world = scenario("toy").resolved()
    world["quarters"] = 16
    world["rules"] = {}
    world["events"] = {
        "crisis": {
            "title": "a crisis at an unknown time",
            "when": {"rate": 0.6},
            "lasts": [1, 3],
            "depth": [0.2, 0.9],
            "effects": [
                {"address": "actors.Host.crisis", "add": 1.0},
                {"address": "actors.Partner.budget", "scale": -1.0},
                {"address": "rules.trust.gain", "set": 0.3},
            ],
        },
        "someday": {
            "title": "once, some day",
            "when": {"between": ["2025Q2", "2027Q1"]},
            "ramp": 3,
            "effects": [{"address": "actors.Partner.profile.training", "scale": -0.5}],
        },
    }
    harsh = Scenario.from_dict(world, name="harsh")
    levers = {
        "title": "self-help",
        "levers": {
            "save": {
                "intensity": 0.5,
                "when": "funding_gap > 0.1 for 2 quarters",
                "lasts": 3,
                "cost": 0.3,
                "effects": [{"address": "actors.Host.planned_budget", "scale": 0.5}],
            }
        },
    }
    policy = Policy.from_dict(levers, harsh)
    many = simulate(harsh, runs=8, seed=4, policy=policy)
    assert float(many.strength_of.max()) > 0.2
    started = (many.strength_of > 0).argmax("quarter")
    assert len(np.unique(started.sel(intervention="events.someday"))) > 2
    for k in range(8):
        single = CoalitionModel(harsh, rng=int(many.seed[k]), policy=policy).run()
        assert_same_bits(many.isel(run=k), single.history())
