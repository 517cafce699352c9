"""Policies put together, changed, written and read again."""

import numpy as np
import pytest
import yaml

from experiments.search import always_on, as_yaml, assembled, changed, is_adaptive, space
from sim import Scenario, outcomes, simulate
from sim.errors import ScenarioError
from sim.scenario import Policy, policy_names
from tests.search.problems import LEVERS, TRIGGER, toy


def test_levers_of_the_catalogue_become_a_policy():
    scenario = toy()
    levers = assembled(LEVERS, scenario, TRIGGER, 3)
    assert list(levers.levers) == list(LEVERS)
    assert is_adaptive(levers)
    assert levers.levers["transparency"].lasts == (3.0, 3.0)
    assert not is_adaptive(assembled(LEVERS, scenario))
    with pytest.raises(ScenarioError, match="transparence"):
        assembled(["transparence"], scenario)


def test_without_triggers_the_levers_run_from_the_start():
    scenario = toy()
    levers = assembled(LEVERS, scenario, TRIGGER, 3)
    fixed = always_on(levers, scenario)
    assert not is_adaptive(fixed)
    strength = simulate(scenario, runs=2, seed=1, policy=fixed)["strength_of"]
    assert (strength.isel(quarter=slice(1, None)) > 0.0).all()


def test_numbers_are_changed_and_nothing_else():
    scenario = Scenario.load("liberia/us_freeze")
    rescue = Policy.load("rescue", scenario)
    values = {"policy.adaptability.threshold": 1e-05, "policy.self_financing.intensity": 0.125}
    made = changed(rescue, values, scenario, "made")
    trigger = made.levers["adaptability"].when.trigger
    assert (trigger.threshold, trigger.quarters) == (1e-05, 2)
    assert made.levers["self_financing"].depth == (0.125, 0.125)
    assert made.levers["fundraising_diplomacy"] == rescue.levers["fundraising_diplomacy"]


@pytest.mark.parametrize("name", policy_names())
def test_a_written_policy_reads_as_the_same(name):
    scenario = Scenario.load("liberia/us_freeze")
    levers = Policy.load(name, scenario)
    text = as_yaml(levers, scenario, "Written by a test.")
    again = Policy.from_dict(yaml.safe_load(text), scenario, name)
    assert again.levers == levers.levers
    assert "effects" not in text  # the catalogue says it


def test_a_lever_of_ones_own_is_written_in_full():
    scenario = toy()
    effects = [{"address": "actors.host_state.exercises", "add": 0.3}]
    own = {"intensity": 0.5, "cost": 0.2, "effects": effects, "status": "assumption"}
    dear = {"intensity": 0.5, "cost": 1.5}
    document = {"title": "Mine", "levers": {"mine": own, "transparency": dear}}
    levers = Policy.from_dict(document, scenario)
    again = yaml.safe_load(as_yaml(levers, scenario, "Mine."))
    assert Policy.from_dict(again, scenario).levers == levers.levers
    assert again["levers"]["mine"]["effects"]
    assert again["levers"]["transparency"] == {"intensity": 0.5, "cost": 1.5}


def test_an_exported_policy_runs_as_its_point_did(tmp_path):
    scenario = Scenario.load("liberia/us_freeze").replaced(8)
    decided = space(Policy.load("rescue", scenario), scenario)
    point = np.array([0.317, 0.021, 0.9, 0.05, 0.123, 0.0])
    numbers = dict(zip(decided.names, point, strict=True))
    before = simulate(scenario, runs=4, seed=5, policy=decided.policy, parameters=numbers)
    path = tmp_path / "found.yaml"
    path.write_text(as_yaml(decided.at(point, scenario, "found"), scenario, "Found."))
    after = simulate(scenario, runs=4, seed=5, policy=Policy.load(path, scenario))
    assert (after["strength_of"].max("quarter") > 0.0).any()
    assert outcomes(before).equals(outcomes(after))
