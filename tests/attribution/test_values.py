"""Values, pairs and collapse of games whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.attribution import AttributionError, attribute
from tests.attribution.games import additive, gloves, players, table

WEIGHTS = {"a": 3.0, "b": 1.0, "c": -2.0, "d": 0.0}


def by_player(found, column="value"):
    return found.values.set_index("player")[column].to_dict()


def test_an_additive_game_gives_everyone_its_weight():
    found = attribute(table(WEIGHTS, additive(WEIGHTS)), players(WEIGHTS), "payoff")
    assert found.exact
    for column in ("value", "alone", "leaving", "low", "high"):
        assert by_player(found, column) == pytest.approx(WEIGHTS)
    assert list(found.values["player"]) == ["a", "b", "d", "c"]
    assert found.pairs["value"].abs().max() < 1e-12
    assert set(found.pairs["relation"]) == {"unclear"}
    assert found.whole["together"].value == pytest.approx(2.0)


def test_the_scarce_glove_earns_two_thirds():
    names = ("left", "one", "other")
    game = gloves(["left"], ["one", "other"])
    found = attribute(table(names, game), players(names), "payoff")
    assert by_player(found) == pytest.approx({"left": 2 / 3, "one": 1 / 6, "other": 1 / 6})
    # redundancy: of the two right hands neither is missed, as long as the other is there
    assert by_player(found, "leaving") == pytest.approx({"left": 1, "one": 0, "other": 0})
    assert by_player(found, "alone") == pytest.approx(dict.fromkeys(names, 0))
    relation = {frozenset((p.one, p.other)): p.relation for p in found.pairs.itertuples()}
    assert relation[frozenset(("left", "one"))] == "complements"
    assert relation[frozenset(("one", "other"))] == "substitutes"
    assert by_player(found, "first")["left"] == 1.0


def test_where_less_is_better_the_words_turn_round_and_the_numbers_do_not():
    names = ("left", "one", "other")

    def gap(members, rng):
        return 5.0 - gloves(["left"], ["one", "other"])(members, rng)

    found = attribute(table(names, gap), players(names), "payoff", higher="worse")
    assert by_player(found) == pytest.approx({"left": -2 / 3, "one": -1 / 6, "other": -1 / 6})
    assert found.values["player"][0] == "left"
    relation = {frozenset((p.one, p.other)): p.relation for p in found.pairs.itertuples()}
    assert relation[frozenset(("left", "one"))] == "complements"
    assert relation[frozenset(("one", "other"))] == "substitutes"
    assert found.steps["player"][1] == "left"
    assert found.steps["worth"].tolist() == pytest.approx([4.0, 5.0, 5.0, 5.0])


def test_values_sum_to_the_whole_under_noise():
    game = table(WEIGHTS, additive(WEIGHTS, spread=1.0), noise=0.5)
    found = attribute(game, players(WEIGHTS), "payoff")
    assert found.values["value"].sum() == pytest.approx(found.whole["together"].value, abs=1e-12)
    assert (found.values["low"] < found.values["high"]).all()
    rows = game.set_index(["replicate", *WEIGHTS])["payoff"]
    full, none = (rows.xs((k,) * 4, level=list(WEIGHTS)).mean() for k in (1.0, 0.0))
    assert found.whole["together"].value == pytest.approx(full - none)


def test_common_seeds_make_sharp_what_worlds_have_in_common():
    def shared(members, rng):
        return 100.0 * rng.standard_normal() + len(members)

    found = attribute(table("abc", shared), players("abc"), "payoff")
    width = found.whole["everybody"].high - found.whole["everybody"].low
    assert width > 10.0  # the worlds differ widely
    assert (found.values["high"] - found.values["low"] < 1e-9).all()


def test_intervals_cover_at_their_level():
    """Of 120 repeats with 15 seeds some 95% hold the truth; 88% is four standard errors below."""
    covered = []
    game = table("ab", lambda members, rng: 0.0, seeds=15)
    for repeat in range(120):
        rng = np.random.default_rng([7, repeat])
        drawn = 1.0 + rng.standard_normal(15)
        game["payoff"] = game["a"] * drawn[game["replicate"]]
        found = attribute(game, players("ab"), "payoff", draws=400, seed=repeat)
        row = found.values.set_index("player").loc["a"]
        covered.append(row["low"] <= 1.0 <= row["high"])
    assert 0.88 <= np.mean(covered) <= 0.995


def test_the_planted_order_of_collapse_is_found():
    weights = {"small": 1.0, "big": 8.0, "middle": 3.0}
    found = attribute(table(weights, additive(weights, 0.1)), players(weights), "payoff")
    assert found.steps["player"].tolist() == ["", "big", "middle", "small"]
    assert found.steps["worth"].to_numpy() == pytest.approx([12, 4, 1, 0], abs=0.3)
    assert (found.steps["agreement"] == 1.0).all()
    at, loss = found.losses["half of its value"]
    assert at == pytest.approx(found.whole["everybody"].value / 2)
    assert loss.players == ("big",)
    assert (loss.enough, loss.fewer, loss.same) == (1.0, 0.0, 1.0)


def test_the_smallest_loss_is_not_the_greedy_one():
    """Without a alone most is lost; but only b and c together bring the house down."""
    worths = {"": 0.0, "a": 1.0, "b": 9.0, "c": 9.0, "ab": 9.0, "ac": 9.0, "bc": 7.0, "abc": 10.0}

    def game(members, rng):
        return worths["".join(sorted(members))]

    found = attribute(table("abc", game), players("abc"), "payoff", threshold=2.0)
    assert found.steps["player"][1] == "a"
    assert found.steps["worth"].tolist()[2] == 9.0
    _, loss = found.losses["2"]
    assert loss.players == ("b", "c")
    assert loss.worth == 1.0


def test_a_loss_that_no_set_can_bring_about_is_told():
    def sturdy(members, rng):
        return 10.0 + len(members)

    found = attribute(table("ab", sturdy), players("ab"), "payoff")
    _, loss = found.losses["half of its value"]
    assert not loss.suffices
    assert loss.worth == 10.0
    _, gone = found.losses["half of what they bring"]
    assert len(gone.players) == 1


def test_seeds_in_which_the_outcome_is_undefined_are_left_out_and_counted():
    game = table("ab", additive({"a": 1.0, "b": 2.0}), seeds=30)
    game.loc[(game["replicate"] < 5) & (game["a"] == 0.0), "payoff"] = np.nan
    found = attribute(game, players("ab"), "payoff")
    assert (found.blocks, found.undefined) == (25, 5)
    assert by_player(found) == pytest.approx({"a": 1.0, "b": 2.0})


def test_an_outcome_that_nobody_alone_defines_is_refused():
    game = table("ab", additive({"a": 1.0, "b": 2.0}), seeds=20)
    game.loc[(game["a"] == 0.0) & (game["b"] == 0.0), "payoff"] = np.nan
    with pytest.raises(AttributionError, match="without any of the players \\(20 of 20\\)"):
        attribute(game, players("ab"), "payoff")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda t: t.drop(index=3), "1 of 48 coalitions and seeds are missing"),
        (lambda t: t.assign(a=1.0), "a has the values 1; a switch has two"),
        (lambda t: t[t["replicate"] < 4], "4 seeds are too few"),
    ],
)
def test_what_is_no_game_is_refused(spoil, told):
    with pytest.raises(AttributionError, match=told):
        attribute(spoil(table("ab", additive({"a": 1.0, "b": 2.0}))), players("ab"), "payoff")
