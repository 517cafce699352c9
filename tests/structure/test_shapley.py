from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import StructureError
from sim.structure import shapley_interaction, shapley_value, shapley_value_sampled

PLAYERS = ("a", "b", "c", "d")


def coalitions(players):
    return [frozenset(c) for k in range(len(players) + 1) for c in combinations(players, k)]


games = st.lists(st.integers(-20, 20), min_size=16, max_size=16).map(
    lambda worths: dict(zip(coalitions(PLAYERS), worths, strict=True))
)


def test_ibn_ezra_four_heirs():
    """Aumann 2010, doi:10.1007/s00182-010-0248-6: rights of 120, 60, 40 and 30 to one estate."""
    claims = {1: 120, 2: 60, 3: 40, 4: 30}
    found = shapley_value((1, 2, 3, 4), lambda c: max((claims[heir] for heir in c), default=0))
    assert list(found.values()) == pytest.approx([80.83333, 20.83333, 10.83333, 7.5], abs=5e-6)


def test_three_players_from_a_mapping():
    worths = [0, 0, 0, 1, 2, 3, 7.5]
    game = {tuple(sorted(c)): w for c, w in zip(coalitions("abc")[1:], worths, strict=True)}
    assert shapley_value("abc", game) == pytest.approx({"a": 2, "b": 2.5, "c": 3})


@pytest.mark.parametrize(
    ("estate", "shares"),
    [(100, [100 / 3] * 3), (200, [100 / 3, 250 / 3, 250 / 3]), (300, [50, 100, 150])],
)
def test_three_creditors(estate, shares):
    """Claims of 100, 200, 300 in random order of arrival: O'Neill 1982,
    doi:10.1016/0165-4896(82)90029-4."""
    claims = {"one": 100, "two": 200, "three": 300}

    def left_over(coalition):
        return max(0, estate - sum(c for who, c in claims.items() if who not in coalition))

    assert list(shapley_value(list(claims), left_over).values()) == pytest.approx(shares)


def test_an_airport_divides_each_stretch_among_those_who_need_it():
    """Littlechild & Owen 1973, doi:10.1287/mnsc.20.3.370, names from an array."""
    runway = {"light": 8, "middle": 11, "heavy": 13}
    names = np.array(list(runway))
    found = shapley_value(names, lambda c: max((runway[one] for one in c), default=0))
    assert list(found.values()) == pytest.approx([8 / 3, 8 / 3 + 3 / 2, 8 / 3 + 3 / 2 + 2])


@given(games)
def test_value_is_the_mean_over_all_orders_and_shares_out_everything(game):
    gains = {player: [] for player in PLAYERS}
    for order in permutations(PLAYERS):
        for k, player in enumerate(order):
            gains[player].append(game[frozenset(order[: k + 1])] - game[frozenset(order[:k])])
    found = shapley_value(PLAYERS, game)
    assert found == pytest.approx({player: np.mean(gains[player]) for player in PLAYERS})
    assert sum(found.values()) == pytest.approx(game[frozenset(PLAYERS)] - game[frozenset()])


@given(games)
def test_equals_share_equally_and_a_dummy_gets_what_it_brings(game):
    def with_two_extras(coalition):
        rest = coalition - {"dummy", "b"}
        return game[rest] + 5 * ("dummy" in coalition) + 3 * ("b" in coalition)

    def a_and_b_alike(coalition):
        return game[coalition - {"a", "b"}] + len(coalition & {"a", "b"}) ** 2

    found = shapley_value((*PLAYERS, "dummy"), with_two_extras)
    assert (found["dummy"], found["b"]) == (pytest.approx(5), pytest.approx(3))
    alike = shapley_value(PLAYERS, a_and_b_alike)
    assert alike["a"] == pytest.approx(alike["b"])


@given(games)
def test_interaction_of_a_pair_is_its_value_as_one_less_its_values_alone(game):
    """Recursive definition: Grabisch & Roubens 1999, doi:10.1007/s001820050125."""
    found = shapley_interaction(PLAYERS, game)
    assert list(found) == list(combinations(PLAYERS, 2))
    for (i, j), interaction in found.items():
        rest = [p for p in PLAYERS if p not in (i, j)]
        merged = shapley_value(
            [*rest, "ij"], lambda c, i=i, j=j: game[c - {"ij"} | ({i, j} if "ij" in c else set())]
        )
        alone = shapley_value([*rest, i], game)[i] + shapley_value([*rest, j], game)[j]
        assert interaction == pytest.approx(merged["ij"] - alone)


def test_each_coalition_is_evaluated_once():
    asked = []
    shapley_value(PLAYERS, lambda coalition: asked.append(coalition) or 0.0)
    assert sorted(map(sorted, asked)) == sorted(map(sorted, coalitions(PLAYERS)))


def test_sampling_shares_out_everything_and_finds_the_value_within_its_error():
    players = tuple(range(12))
    asked = []

    def worth(coalition):
        asked.append(coalition)
        return float(sum(coalition)) ** 2

    found = shapley_value_sampled(players, worth, 2000, rng=1)
    exact = shapley_value(players, lambda c: float(sum(c)) ** 2)
    assert sum(found.values.values()) == pytest.approx(66**2)
    assert found.evaluations == len(asked) == len(set(asked))
    errors = np.array(list(found.standard_errors.values()))[1:]
    misses = np.array([found.values[p] - exact[p] for p in players])[1:]
    assert found.values[0] == found.standard_errors[0] == 0
    assert np.all(np.abs(misses) < 4 * errors)
    assert 0.5 < np.sqrt(np.mean((misses / errors) ** 2)) < 2
    assert found == shapley_value_sampled(players, worth, 2000, rng=np.random.default_rng(1))


@pytest.mark.parametrize("solve", [shapley_value, shapley_interaction])
@pytest.mark.parametrize(
    ("players", "value", "message"),
    [
        (range(16), len, "65536 coalitions.*at most 15.*shapley_value_sampled"),
        ("aba", len, "players must be distinct"),
        ("ab", {("a",): 1, ("a", "b"): 2}, r"no worth for the coalition \['b'\]"),
        ("ab", lambda c: float("nan"), r"worth of \[\] is nan; it must be finite"),
        ("ab", lambda c: None, r"worth of \[\] must be a number, not None"),
        ("ab", {("a", "b"): 2, ("b", "a"): 3}, r"coalition \['a', 'b'\] twice, in two orders"),
        ((1, 2), {1: 1, 2: 1, (1, 2): 3}, r"the key 1; a key is a collection.* such as \(1,\)"),
        ("ab", [0, 1, 1, 2], r"must be a function of a coalition, or a mapping.* not \[0, 1, 1, 2"),
    ],
)
def test_unfit_games_are_refused(solve, players, value, message):
    with pytest.raises(StructureError, match=message):
        solve(players, value)


def test_too_few_players_or_orders_are_refused():
    with pytest.raises(StructureError, match="at least two players"):
        shapley_interaction("a", len)
    with pytest.raises(StructureError, match="permutations is 1"):
        shapley_value_sampled("ab", len, 1, rng=0)
    with pytest.raises(StructureError, match="at least one"):
        shapley_value([], len)
