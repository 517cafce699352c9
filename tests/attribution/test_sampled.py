"""Sampled orders agree with the exact values, within their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.attribution import AttributionError, attribute
from tests.attribution.games import additive, players, table

WEIGHTS = {"a": 3.0, "b": 1.0, "c": -2.0, "d": 0.5, "e": 0.0}


def curved(members, rng):
    """Returns fall, so that the order of joining matters; the world moves all alike."""
    power = sum(WEIGHTS[name] + 2.0 for name in sorted(members))
    return float(np.sqrt(power) * (1.0 + 0.2 * rng.standard_normal()))


def test_an_additive_game_needs_no_luck():
    found = attribute(table(WEIGHTS, additive(WEIGHTS), orders=20), players(WEIGHTS), "payoff")
    assert not found.exact
    assert found.blocks == 10
    assert found.values.set_index("player")["value"].to_dict() == pytest.approx(WEIGHTS)
    assert found.pairs is None
    assert found.steps is None
    # each came first in too few of 20 orders to be judged
    assert found.values[["alone", "alone_low", "leaving"]].isna().all(axis=None)
    more = attribute(table(WEIGHTS, additive(WEIGHTS), orders=160), players(WEIGHTS), "payoff")
    for column in ("alone", "alone_low", "leaving", "leaving_high"):
        assert more.values.set_index("player")[column].to_dict() == pytest.approx(WEIGHTS)


def test_sampled_values_sum_to_the_whole():
    found = attribute(table(WEIGHTS, curved, orders=40), players(WEIGHTS), "payoff")
    assert found.values["value"].sum() == pytest.approx(found.whole["together"].value, abs=1e-12)


def test_sampled_intervals_hold_the_exact_values():
    """40 repeats of five values: some 95% of intervals; 90% allows for dependent values."""
    exact = attribute(table(WEIGHTS, _mean_world), players(WEIGHTS), "payoff")
    truth = exact.values.set_index("player")["value"]
    held = []
    for repeat in range(40):
        game = table(WEIGHTS, curved, orders=40, design_seed=repeat)
        found = attribute(game, players(WEIGHTS), "payoff", draws=400).values.set_index("player")
        found = found.loc[truth.index]
        held += ((found["low"] <= truth) & (truth <= found["high"])).tolist()
    assert 0.90 <= np.mean(held) < 1.0


def _mean_world(members, rng):
    return float(np.sqrt(sum(WEIGHTS[name] + 2.0 for name in sorted(members))))


def test_orders_in_which_the_outcome_is_undefined_go_by_pairs():
    game = table(WEIGHTS, curved, orders=40)
    game.loc[(game["base"] == 3) & (game["step"] == 0), "payoff"] = np.nan
    found = attribute(game, players(WEIGHTS), "payoff")
    assert (found.blocks, found.undefined) == (19, 1)
    game.loc[game["step"] == 0, "payoff"] = np.nan
    with pytest.raises(AttributionError, match="undefined in 20 of 20 pairs of orders"):
        attribute(game, players(WEIGHTS), "payoff")


def test_a_row_that_is_lost_is_noticed():
    game = table(WEIGHTS, curved, orders=20)
    with pytest.raises(AttributionError, match="an order of 5 players has 6 rows"):
        attribute(game.drop(index=7), players(WEIGHTS), "payoff")
