"""Events, levers and trends: when they begin, how strong they are, and what they move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import xarray

from sim import Policy, Scenario, simulate
from tests.worlds import scenario


def toy(events: dict[str, Any] | None = None, **top: Any) -> Scenario:
    data = {**scenario("toy").resolved(), "quarters": 12, **top}
    data["events"] = {name: {"title": name, **event} for name, event in (events or {}).items()}
    return Scenario.from_dict(data, name="toy with events")


def strength(events: dict[str, Any], runs: int = 1, **more: Any) -> xarray.DataArray:
    h = simulate(toy(events), runs=runs, seed=1, keep=["budget", "crisis", "threat"], **more)
    return h.strength_of.isel(quarter=slice(1, None))


CUT = [{"address": "actors.Partner.budget", "scale": -0.5}]


def test_a_dated_event_lasts_as_long_as_it_says() -> None:
    s = strength({"cut": {"when": "2025Q3", "lasts": 3, "depth": 0.8, "effects": CUT}})
    assert s.values.ravel().tolist() == [0, 0, 0.8, 0.8, 0.8, 0, 0, 0, 0, 0, 0, 0]


def test_an_event_without_end_stays_and_one_before_the_start_is_in_force_at_once() -> None:
    s = strength({"cut": {"when": "2024Q1", "effects": CUT}})
    assert s.values.ravel().tolist() == [1.0] * 12
    s = strength({"cut": {"when": "2024Q1", "lasts": 6, "effects": CUT}})
    assert s.values.ravel().tolist() == [1, 1, *[0] * 10]


def test_a_ramp_grows_to_full_strength() -> None:
    s = strength({"cut": {"when": "2025Q2", "ramp": 4, "effects": CUT}})
    assert s.values.ravel()[:6].tolist() == [0, 0.25, 0.5, 0.75, 1, 1]


def test_between_is_uniform_and_happens_once() -> None:
    events = {"cut": {"when": {"between": ["2025Q2", "2026Q1"]}, "lasts": 1, "effects": CUT}}
    s = strength(events, runs=4000).squeeze()
    assert (s.sum("quarter") == 1).all()
    share = s.mean("run").values
    assert share[[0, *range(5, 12)]].max() == 0
    # four quarters, a quarter of the runs each: three standard errors are 0.021
    np.testing.assert_allclose(share[1:5], 0.25, atol=0.021)


def test_a_rate_is_a_yearly_chance_and_may_come_back() -> None:
    events = {"cut": {"when": {"rate": 0.5}, "lasts": 1, "effects": CUT}}
    s = strength(events, runs=4000).squeeze()
    # a chance of 1 - exp(-0.5 / 4) a quarter while idle
    p = 1 - np.exp(-0.125)
    assert float(s.isel(quarter=0).mean()) == pytest.approx(p, abs=0.016)
    assert float(s.sum("quarter").max()) > 1


def test_depth_and_duration_are_drawn_once_a_run() -> None:
    events = {"cut": {"when": "2025Q2", "lasts": [2, 4], "depth": [0.2, 0.6], "effects": CUT}}
    s = strength(events, runs=500).squeeze()
    begun = s.where(s > 0)
    assert (begun.max("quarter") == begun.min("quarter")).all()
    assert 0.2 <= float(begun.min()) < 0.22
    assert 0.58 < float(begun.max()) <= 0.6
    lasted = np.unique((s > 0).sum("quarter"))
    assert lasted.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"scale": -0.5}, 5.0 * (1 - 0.8 * 0.5)),
        ({"add": 2.0}, 5.0 + 0.8 * 2.0),
        ({"set": 1.0}, 5.0 + 0.8 * (1.0 - 5.0)),
        ({"scale": -2.0}, 0.0),
    ],
)
def test_effects_on_a_setting_hold_while_in_force(
    effect: dict[str, float], expected: float
) -> None:
    """The budget is 5; depth 0.8; a budget cannot fall below 0."""
    event = {
        "when": "2025Q2",
        "lasts": 2,
        "depth": 0.8,
        "effects": [{"address": "actors.Partner.budget", **effect}],
    }
    h = simulate(toy({"cut": event}), runs=2, seed=1, keep=["budget"])
    budget = h.budget.sel(actor="Partner").isel(run=0).values
    assert budget.tolist() == pytest.approx([5, 5, expected, expected, *[5.0] * 9])


def test_an_effect_on_a_state_comes_once() -> None:
    event = {"when": "2025Q2", "effects": [{"address": "actors.Host.crisis", "add": 0.8}]}
    h = simulate(toy({"crisis": event}), runs=1, seed=1, keep=["crisis", "onset"])
    assert h.onset.values.ravel()[:5].tolist() == pytest.approx([0, 0, 0.8, 0, 0])
    assert h.crisis.values.ravel()[2:5].tolist() == pytest.approx([0.52, 0.338, 0.2197])


def test_a_rule_can_be_switched_off_for_a_while() -> None:
    event = {
        "when": "2025Q3",
        "lasts": 2,
        "effects": [{"address": "rules.trust.on", "set": 0.0}],
    }
    h = simulate(toy({"numb": event}), runs=1, seed=1, keep=["trust"])
    trust = h.trust.squeeze().values
    assert trust[3] == trust[2] == trust[4]
    assert trust[5] > trust[4]


def test_kinds_and_stars_reach_all_who_carry_a_column() -> None:
    world = scenario("liberia/baseline").resolved()
    effects = [
        {"address": "actors.partner_state.budget", "scale": -1.0},
        {"address": "actors.*.trust", "set": 0.0},
    ]
    world["events"] = {"storm": {"title": "storm", "when": "2025Q1", "effects": effects}}
    h = simulate(Scenario.from_dict(world, name="storm"), runs=1, seed=1, keep=["budget", "trust"])
    states = h.kind == "partner_state"
    assert float(h.budget.isel(quarter=1).where(states).max()) == 0.0
    assert float(h.trust.isel(quarter=1).max()) < 0.1


def test_a_trend_grows_a_setting_by_its_yearly_log_rate() -> None:
    h = simulate(
        toy(trends={"actors.Partner.budget": {"rate": -0.2}}), runs=1, seed=1, keep=["budget"]
    )
    budget = h.budget.squeeze().values
    assert budget[1:4].tolist() == pytest.approx([5, 5 * np.exp(-0.05), 5 * np.exp(-0.1)])


def lever(world: Scenario, **spec: Any) -> Policy:
    levers = {"help": {"intensity": 0.5, **spec}}
    return Policy.from_dict({"title": "test", "levers": levers}, world, name="test")


def test_a_trigger_waits_for_its_quarters_in_a_row_and_charges_its_cost() -> None:
    world = toy()
    policy = lever(
        world,
        when="funding_gap > 0.2 for 2 quarters",
        lasts=3,
        cost=0.4,
        effects=[{"address": "actors.Host.transparency", "add": 1.0}],
    )
    h = simulate(world, runs=1, seed=1, policy=policy, keep=["funding_gap", "policy_cost"])
    on = h.strength_of.squeeze().values > 0
    met = h.funding_gap.squeeze().values > 0.2
    # quarter t sees the state at the end of quarter t - 1
    assert on[2] == (met[0] and met[1])
    assert on[2:5].all()
    np.testing.assert_allclose(h.policy_cost.squeeze().values, np.where(on, 0.5 * 0.4, 0.0))


def test_a_trigger_on_an_entry_along_an_axis() -> None:
    world = scenario("liberia/baseline")
    policy = lever(
        world,
        when="actors.China.relation.United States < 0",
        effects=[{"address": "actors.Liberia.diplomacy", "set": 1.0}],
    )
    h = simulate(world, runs=2, seed=1, policy=policy, quarters=3)
    assert (h.strength_of.sel(intervention="policy.help").isel(quarter=1) == 0.5).all()


def test_studies_vary_depth_date_duration_threshold_intensity_and_cost() -> None:
    world = toy({"cut": {"when": "2025Q3", "lasts": 3, "depth": 0.8, "effects": CUT}})
    h = simulate(
        world,
        runs=2,
        seed=1,
        parameters={
            "events.cut.depth": [0.1, 0.2],
            "events.cut.when": [0, 4],
            "events.cut.lasts": [1, 2],
        },
    )
    s = h.strength_of.squeeze().values
    assert s[0, 1:].tolist() == [0.1, *[0.0] * 11]
    assert s[1, 1:].tolist() == [*[0.0] * 4, 0.2, 0.2, *[0.0] * 6]
    policy = lever(
        world,
        when="funding_gap > 0.2",
        cost=0.4,
        effects=[{"address": "rules.trust.gain", "set": 0.2}],
    )
    h = simulate(
        world,
        runs=2,
        seed=1,
        policy=policy,
        keep=["policy_cost"],
        parameters={
            "policy.help.intensity": [0.25, 1.0],
            "policy.help.cost": [1.0, 2.0],
            "policy.help.threshold": [0.0, 1.0],
        },
    )
    costs = h.policy_cost.isel(quarter=1).values
    assert costs.tolist() == [0.25, 0.0]
