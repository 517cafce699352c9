"""The catalogue of levers and the ready policies: what they say, move, cost, and leave alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import pytest
import xarray
import yaml
from scipy import stats

from sim import Policy, simulate
from sim.errors import ScenarioError
from sim.metrics import OUTCOMES, outcomes
from sim.rules import RULES
from sim.scenario import folders, lever_names, policy_names
from tests.test_conservation import CENT, Ledger
from tests.worlds import SHIPPED, scenario

WORLD = "liberia/baseline"
RUNS, SEED = 96, 3
CATALOGUE = yaml.safe_load((folders.shipped() / folders.LEVERS).read_text(encoding="utf-8"))
ADAPTIVE = {"independence": WORLD, "rescue": "liberia/history", "watchful": WORLD}

#: By lever what it is pulled for and what it does harm to, each with the sign of the difference.
PATHS = {
    "adaptability": ("mean_readiness +", "external_total_musd -"),
    "border_patrols": ("perceived_security +", "mean_readiness -"),
    "communication_strategy": ("trust +", "legitimacy -"),
    "community_programmes": ("threat -", "readiness -"),
    "diversification": ("concentration -", "overhead_share +"),
    "feedback_channels": ("leakage_share -", "worst_funding_gap +"),
    "fundraising_diplomacy": ("external_total_musd +", "sovereignty_cost +"),
    "harmonisation": ("delivery_rate +", "sovereignty_cost +"),
    "human_rights_compliance": ("legitimacy +", "sovereignty_cost +"),
    "humanitarian_missions": ("reputation +", "maintenance -"),
    "inclusivity": ("threat -", "overhead_share +"),
    "joint_training": ("readiness +", "equipment -"),
    "multi_year_commitment": ("termination_hazard -", "mean_autonomy -"),
    "regular_meetings": ("composition_stability +", "overhead_share +"),
    "self_financing": ("autonomy +", "external_total_musd -"),
    "shared_framework": ("overhead_share -", "sovereignty_cost +"),
    "technology_adoption": ("information +", "sovereignty_cost +"),
    "transparency": ("leakage_share -", "mean_autonomy -"),
}


def lever_policy(lever: str, **more: Any) -> Policy:
    """Policy of one lever at full intensity."""
    data = {"title": lever, "levers": {lever: {"intensity": 1.0, **more}}}
    return Policy.from_dict(data, scenario(WORLD), lever)


@cache
def history(lever: str) -> xarray.Dataset:
    policy = lever_policy(lever) if lever else None
    return simulate(scenario(WORLD), runs=RUNS, seed=SEED, policy=policy)


def per_run(h: xarray.Dataset, name: str) -> np.ndarray:
    """An outcome, or the mean of a series of the host over the quarters; one number a run."""
    if name in OUTCOMES:
        return outcomes(h, [name])[name].to_numpy()
    return h[name].mean("quarter").to_numpy()


def interval(differences: np.ndarray) -> tuple[float, float]:
    """99% t interval of a mean."""
    half = stats.t.ppf(0.995, len(differences) - 1) * stats.sem(differences)
    return differences.mean() - half, differences.mean() + half


def test_the_catalogue_has_the_eighteen_levers() -> None:
    assert lever_names() == sorted(PATHS)


@pytest.mark.parametrize("lever", PATHS)
def test_a_lever_documents_path_harm_source_and_cost(lever: str) -> None:
    entry, loaded = CATALOGUE[lever], lever_policy(lever).levers[lever]
    cost, description = entry["cost"], " ".join(entry["description"].split())
    assert loaded.cost == cost["value"] > 0
    assert cost["status"] == "assumption"
    assert len(cost["note"]) > 10
    assert len(entry["source"]) > 10
    assert "Harm:" in description
    for effect in loaded.effects:
        where, owner, name, *_ = effect.address.split(".")
        assert re.search(rf"\b{name}\b", description), effect.address
        if where == "rules":
            assert re.search(rf"\brules? (\w+ and )?{owner}\b", description), effect.address
    assert set(re.findall(r"\brule (\w+)", description)) <= RULES.keys()


def test_addresses_name_no_actor() -> None:
    names = {name for world in SHIPPED for name in scenario(world).actors}
    for lever, entry in CATALOGUE.items():
        for effect in entry["effects"]:
            assert not names & set(effect["address"].split(".")), lever


def test_no_lever_is_part_of_another() -> None:
    moved = {lever: {e["address"] for e in entry["effects"]} for lever, entry in CATALOGUE.items()}
    for one, addresses in moved.items():
        for other in moved.keys() - {one}:
            assert not addresses <= moved[other], (one, other)


def test_no_profile_is_moved() -> None:
    """Shares of a profile must sum to one, or money appears; a lever cannot keep the sum."""
    assert ".profile" not in str(CATALOGUE)


@pytest.mark.parametrize("lever", PATHS)
def test_a_lever_moves_what_it_is_for_and_does_its_harm(lever: str) -> None:
    for path in PATHS[lever]:
        name, sign = path.split()
        low, high = interval(per_run(history(lever), name) - per_run(history(""), name))
        assert low > 0 if sign == "+" else high < 0, (path, low, high)


@cache
def probed(world: str, address: str = "", **change: float) -> xarray.Dataset:
    """A short history with one effect in force, free of charge."""
    effects = [{"address": address, **change}]
    levers = {"probe": {"intensity": 1.0, "effects": effects}} if address else {}
    policy = Policy.from_dict({"title": "Probe", "levers": levers}, scenario(world))
    h = simulate(scenario(world), runs=2, seed=SEED, policy=policy, quarters=24)
    return h.drop_dims("intervention")


@pytest.mark.parametrize("lever", PATHS)
def test_each_effect_of_a_lever_is_read_by_somebody(lever: str) -> None:
    for effect in CATALOGUE[lever]["effects"]:
        worlds = (WORLD, "liberia/history")
        assert any(not probed(w, **effect).equals(probed(w)) for w in worlds), effect


@pytest.mark.parametrize("lever", PATHS)
def test_a_lever_moves_no_draw(lever: str) -> None:
    for drawn in ("turned", "mood"):
        np.testing.assert_array_equal(history(lever)[drawn], history("")[drawn])


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_loads_for_every_scenario_or_says_why_not(name: str) -> None:
    for world in SHIPPED:
        try:
            policy = Policy.load(name, scenario(world))
        except ScenarioError as error:
            assert re.match(rf"\S*{name}\.yaml:\d+: .*\w", str(error))
            assert world != WORLD
        else:
            assert policy.levers or name == "status_quo"


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_says_what_it_costs_and_what_to_look_at(name: str) -> None:
    policy = Policy.load(name, scenario(WORLD))
    text = " ".join(policy.description.split())
    cost = sum(lever.cost * lever.depth[1] for lever in policy.levers.values())
    stated = re.search(r"[Cc]osts ([\d.]+) million US\$ a quarter", text)
    assert float(stated[1] if stated else 0) == pytest.approx(cost, abs=0.006)
    assert "ook at" in text
    spoken = set(re.findall(r"\b[a-z]+_[a-z_]+\b", text))
    assert spoken <= OUTCOMES.keys()
    triggered = [lever for lever in policy.levers.values() if lever.when.kind == "trigger"]
    assert bool(triggered) == (name in ADAPTIVE)


def test_the_status_quo_is_no_policy() -> None:
    with_it = simulate(scenario(WORLD), runs=2, seed=SEED, policy="status_quo")
    without = simulate(scenario(WORLD), runs=2, seed=SEED)
    assert with_it.equals(without)


@pytest.mark.parametrize("name", ADAPTIVE)
def test_an_adaptive_policy_acts_when_its_trigger_is_met_and_not_otherwise(name: str) -> None:
    world = ADAPTIVE[name]
    policy = Policy.load(name, scenario(world))
    trigger = next(iter(policy.levers.values())).when.trigger
    assert trigger is not None
    column = trigger.indicator.split(".")[2]
    h = simulate(scenario(world), runs=40, seed=SEED, policy=policy)
    for lever in policy.levers:
        strength = h.strength_of.sel(intervention=f"policy.{lever}").to_numpy()
        in_force = strength > 0
        assert in_force.any(axis=1).mean() > 0.4
        assert 0.02 < in_force[:, 1:].mean() < 0.95
        # a quarter is begun in view of the state at the end of the quarter before
        met = h[column].to_numpy() > trigger.threshold
        begins = in_force[:, 1:] & ~in_force[:, :-1]
        run, quarter = np.nonzero(begins)
        for back in range(trigger.quarters):
            seen = quarter - back
            assert (met[run, seen] | (seen < 0)).all(), lever


@pytest.mark.parametrize("lever", PATHS)
def test_the_host_pays_for_a_lever_out_of_its_own_budget(lever: str) -> None:
    keep = ["policy_cost", "deployment_cost", "own_budget", "external", "funding_gap"]
    h = simulate(scenario(WORLD), runs=2, seed=SEED, policy=lever_policy(lever), keep=keep)
    later = h.isel(quarter=slice(1, None))
    np.testing.assert_allclose(later.policy_cost, CATALOGUE[lever]["cost"]["value"])
    required = scenario(WORLD).actors["Liberia"].numbers["required_budget"]
    unpaid = required - later.external - (later.own_budget - later.policy_cost)
    unpaid = unpaid + later.deployment_cost
    np.testing.assert_allclose(later.funding_gap, np.clip(unpaid / required, 0, 1), atol=1e-12)


def given_by_events(h: xarray.Dataset) -> xarray.DataArray:
    """What suppliers had besides new commitments: events may add to what is outstanding."""
    spent = (h.help + h.overhead + h.leaked + h.cancelled).cumsum("quarter")
    return spent + h.outstanding - h.committed.cumsum("quarter")


@pytest.mark.parametrize("world", SHIPPED)
def test_no_money_appears_under_all_levers_at_once(world: str) -> None:
    levers = {lever: {"intensity": 1.0} for lever in lever_names()}
    policy = Policy.from_dict({"title": "All", "levers": levers}, scenario(world))
    h, without = (
        simulate(scenario(world), runs=4, seed=SEED, policy=p).isel(quarter=slice(1, None))
        for p in (policy, None)
    )
    assert not h.help.equals(without.help)
    np.testing.assert_allclose(given_by_events(h), given_by_events(without), atol=CENT, rtol=0)
    np.testing.assert_allclose(h.delivered.sum("channel"), h.help, atol=CENT)
    for flow in ("help", "overhead", "leaked", "cancelled", "outstanding"):
        assert float(h[flow].min()) >= 0.0
    Ledger.checked = 0
    Ledger(scenario(world), rng=SEED, policy=policy, quarters=8).run()
    assert Ledger.checked == 8
