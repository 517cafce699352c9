"""Who plays, and the study that switches them on and off."""

from __future__ import annotations

import pytest

from experiments.attribution import attribute, plan, team
from experiments.attribution.words import collapse, harmful, paired, pivotal, strongest
from sim import Policy
from sim.errors import ScenarioError
from tests.attribution.games import additive, gloves, players, table
from tests.worlds import scenario

BASE = "liberia/baseline"


def members(kind, policy="none", **more):
    world = scenario(BASE).replaced(8)
    return team(kind, world, Policy.load(policy, world), ["readiness"], seed=1, **more)


def test_those_play_who_give_most():
    chosen = members("partners")
    assert len(chosen.players) == 10
    assert chosen.players[0] == "United States"
    assert "EU" in chosen.players  # bodies count as well as states
    assert not set(chosen.players) & set(chosen.others)
    assert members("partners") == chosen


def test_all_play_when_asked():
    chosen = members("partners", everybody=True)
    assert len(chosen.players) == 28
    assert chosen.others == ()
    assert "Liberia" not in chosen.players


def test_mechanisms_are_chosen_by_what_they_move():
    chosen = members("mechanisms", most=5)
    assert len(chosen.players) == 5
    assert "allocation" in chosen.players


def test_levers_keep_their_own_intensity():
    chosen = members("levers", "diversify")
    levers = Policy.load("diversify", scenario(BASE)).levers
    assert chosen.on == {name: lever.depth[0] for name, lever in levers.items()}


def test_a_policy_without_levers_is_refused():
    with pytest.raises(ScenarioError, match="has no lever"):
        members("levers")


def test_the_study_runs_every_coalition_under_common_seeds():
    chosen = members("partners", names=["United States", "China", "Ghana"])
    world = scenario(BASE).replaced(8)
    study = plan(chosen, world, BASE, "none", ["readiness"], runs=10, seed=4)
    assert study.runs == 80
    rows = study.rows(0, study.runs)
    assert len(set(rows.seed)) == 10
    assert set(rows.factors["actors.China.present"]) == {0.0, 1.0}
    sampled = plan(chosen, world, BASE, "none", ["readiness"], runs=1, permutations=20, seed=4)
    assert sampled.runs == 80
    rows = sampled.rows(0, sampled.runs)
    assert len(set(rows.seed)) == 20  # a world of its own for each order
    assert all(len(set(rows.seed[rows.base == base])) == 1 for base in range(20))


def test_words_name_the_pivotal_player_and_doubt_where_there_is_doubt():
    weights = {"big": 3.0, "small": 1.0, "bad": -2.0}
    found = attribute(table(weights, additive(weights, 0.1)), players(weights), "payoff")
    told = pivotal(found, "partners")
    assert told.startswith("**big** raises payoff most, by 2.97 [2.95, 2.99]. Next is")
    assert "big is pivotal: first in 100% of the resamples" in told
    assert harmful(found).startswith("These lower it: bad (−1.94 [−2.00, −1.88])")
    assert strongest(found, "mechanisms").startswith("**big** moves payoff most, by 2.97")
    twins = {"one": 1.0, "other": 1.0}
    found = attribute(table(twins, additive(twins, 1.0)), players(twins), "payoff")
    assert "no partner is pivotal for sure" in pivotal(found, "partners")
    useless = {"one": 0.0, "other": -1.0}
    found = attribute(table(useless, additive(useless, 1.0)), players(useless), "payoff")
    assert pivotal(found, "partners").startswith("No partner raises payoff for sure")


def test_words_on_pairs_and_collapse():
    names = ("left", "one", "other")
    found = attribute(
        table(names, gloves(["left"], ["one", "other"])), players(names), "payoff"
    )  # fmt: skip
    told = paired(found)
    assert told.startswith(
        "Complements, who are better together than the sum of both: left and one"
    )
    assert "Substitutes" in told
    assert "one and other (−0.50)" in told
    told = collapse(found, "partners")
    assert told.startswith("Order of collapse, whoever is missed most first: left, then")
    assert "half of its value (0.5) is left: 0 without them." in told
