"""The cheapest lever back: planted levers, and the toy world with real ones."""

import numpy as np
import pytest

from experiments.discovery import parse_condition
from experiments.tipping import Beyond, Lever, TippingError, catalogue, cheapest
from experiments.tipping.rescue import BACK, CANDIDATES, NOT
from experiments.tipping.trying import AS_IS, with_levers
from sim import outcomes, simulate
from sim.scenario import Policy, Scenario

LEVERS = [Lever("strong", "S", 1.0), Lever("steady", "T", 0.2), Lever("idle", "I", 0.01)]
#: By how much each takes off the chance of 0.9 at full intensity.
EFFECT = {AS_IS: 0.0, "strong": 0.9, "steady": 0.7, "idle": 0.05}


def planted(effect=EFFECT, base=0.9):
    """Worlds in which a lever takes off a known chance, in proportion to its intensity."""

    def worlds(names, intensities, runs, seed):
        worlds.asked.append((tuple(names), tuple(intensities), runs, seed))
        luck = np.random.default_rng(seed).random(runs)
        chance = [[base - effect[name] * i for i in intensities] for name in names]
        return (luck < np.array(chance)[..., None]).astype(float)

    worlds.asked = []
    return worlds


def test_the_planted_lever_is_found():
    # below half: strong from 0.5 on (0.5 each), steady from 0.75 on (0.15), idle never
    found = cheapest(planted(), LEVERS, runs=200, fresh=800, seed=1)
    row = found.confirmed.iloc[found.answer]
    assert (row["lever"], row["intensity"], row["cost_musd"]) == (
        "steady",
        0.75,
        0.15000000000000002,
    )
    assert row["verdict"] == BACK and row["high"] < 0.5
    assert row["probability"] == pytest.approx(0.9 - 0.7 * 0.75, abs=0.05)
    assert "cheapest lever that brings it below 50% is steady at intensity 0.75" in found.words


def test_the_search_and_its_proof_meet_other_worlds():
    worlds = planted()
    cheapest(worlds, LEVERS, runs=50, fresh=60, seed=1)
    seeds = {seed for *_, runs, seed in worlds.asked if runs == 50}
    fresh = {seed for *_, runs, seed in worlds.asked if runs == 60}
    assert seeds == {1} and fresh.isdisjoint(seeds) and len(fresh) == 1


def test_all_are_tried_in_the_same_worlds():
    scan = cheapest(planted(), LEVERS, runs=100, fresh=100, seed=3).scan
    # the same luck everywhere: a lever that takes off chance can lose no world
    assert (scan["change"] <= 0).all() and scan.iloc[0]["change"] == 0
    luck = np.random.default_rng(3).random(100)
    row = scan[(scan["lever"] == "strong") & (scan["intensity"] == 0.5)].iloc[0]
    assert row["probability"] == (luck < 0.45).mean()
    assert row["change"] == pytest.approx((luck < 0.45).mean() - (luck < 0.9).mean())


def test_none_helps_and_it_says_so():
    weak = dict.fromkeys(EFFECT, 0.0) | {"idle": 0.1}
    found = cheapest(planted(weak), LEVERS, runs=100, fresh=100)
    assert found.answer is None and not len(found.confirmed)
    assert "No lever brings it below 50%" in found.words and "idle at intensity 1" in found.words


def test_a_lucky_lever_does_not_pass_on_fresh_seeds():
    # the true chance is 0.5: half of the searches put it below, fresh worlds tell
    even = dict.fromkeys(EFFECT, 0.0)
    passed = 0
    for seed in range(20):
        found = cheapest(planted(even, 0.5), LEVERS, runs=40, fresh=200, seed=seed)
        passed += found.answer is not None
        assert len(found.confirmed) <= CANDIDATES
    # at most one in forty is wanted, so of 20 three or more would be a wonder
    assert passed <= 2


def test_a_lever_that_only_seemed_to_help_is_told():
    def worlds(names, intensities, runs, seed):
        # good in the search's worlds alone
        held = 0.0 if seed == 5 and names != [AS_IS] else 1.0
        return np.full((len(names), len(intensities), runs), held)

    found = cheapest(worlds, LEVERS, runs=20, fresh=20, seed=5)
    assert found.answer is None and (found.confirmed["verdict"] == NOT).all()
    assert len(found.confirmed) == CANDIDATES and found.untried == 12 - CANDIDATES
    assert "No lever surely brings it below 50%" in found.words
    assert f"{found.untried} dearer ones were not tried again" in found.words


def test_undefined_worlds_are_left_out_and_counted():
    def worlds(names, intensities, runs, seed):
        held = np.zeros((len(names), len(intensities), runs))
        held[..., 0] = np.nan
        return held

    scan = cheapest(worlds, LEVERS, runs=20, fresh=20).scan
    assert (scan["undefined"] == 1).all() and (scan["runs"] == 19).all()


def test_a_level_outside_is_refused():
    with pytest.raises(TippingError, match="between 0 and 1"):
        cheapest(planted(), LEVERS, level=0.0)


TOY = Scenario.load("toy")
GAP = parse_condition("funding_gap > 0.3")


def test_worlds_with_a_lever_are_those_of_its_policy(tmp_path):
    # one policy of all levers, each pulled alone, gives the numbers of a policy of that one lever
    point = {"actors.Partner.budget": 3.0, "rules.fatigue.gain": 0.2}
    worlds = Beyond(TOY, Policy.none(), point, GAP, str(tmp_path))
    names = ["self_financing", "transparency", "border_patrols"]
    study = worlds.study(names, [0.5, 1.0], 3, 1)
    assert study.runs == 3 * 2 * 3
    worlds(names, [0.5, 1.0], 3, 1)
    from experiments import open_study

    table = open_study(tmp_path / study.sha256[:12]).table()
    for place, name in enumerate(names):
        alone = Policy.from_dict({"title": "One", "levers": {name: {"intensity": 0.5}}}, TOY)
        rows = table[table["point"] == 2 * place]
        history = simulate(TOY, policy=alone, parameters=point, seeds=rows["seed"])
        expected = outcomes(history, ["funding_gap"])["funding_gap"]
        assert rows["funding_gap"].tolist() == expected.tolist()


def test_runs_are_not_run_twice(tmp_path):
    said = []
    point = {"actors.Partner.budget": 3.0}
    worlds = Beyond(TOY, Policy.none(), point, GAP, str(tmp_path), report=said.append)
    first = worlds([AS_IS], [1.0], 12, 1)
    done = said[-1].done
    again = worlds([AS_IS], [1.0], 12, 1)
    assert done == 12 and said[-1].found == 12 and said[-1].done == 0
    assert np.array_equal(first, again) and first.shape == (1, 1, 12)


def test_levers_of_the_policy_are_left_out():
    policy = with_levers(Policy.none(), ["transparency"], TOY)
    found, pulled = catalogue(TOY, policy)
    assert pulled == ["transparency"] and "transparency" not in {lever.name for lever in found}
    by_name = {lever.name: lever for lever in found}
    assert by_name["self_financing"].cost == 0.1 and by_name["self_financing"].title
    with pytest.raises(TippingError, match="did you mean 'diversification'"):
        catalogue(TOY, policy, ["diversifcation"])
    both = with_levers(policy, ["self_financing"], TOY)
    assert list(both.levers) == ["transparency", "self_financing"]
