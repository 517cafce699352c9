from fractions import Fraction
from itertools import combinations, pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import StructureError
from sim.structure import banzhaf, shapley_shubik

SECURITY_COUNCIL = [7] * 5 + [1] * 10

# Seats of the ECOWAS Parliament; Mali, Burkina Faso and Niger left for the AES.
ECOWAS = {
    "Nigeria": 35,
    "Ghana": 8,
    "Cote d'Ivoire": 7,
    **dict.fromkeys(["Senegal", "Burkina Faso", "Mali", "Niger", "Guinea"], 6),
    **dict.fromkeys(["Benin", "Togo", "Sierra Leone", "Liberia", "Gambia"], 5),
    **dict.fromkeys(["Guinea-Bissau", "Cape Verde"], 5),
}
REMAINING = {k: v for k, v in ECOWAS.items() if k not in ("Mali", "Burkina Faso", "Niger")}

votes = st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)
games = votes.flatmap(lambda w: st.tuples(st.just(w), st.integers(1, sum(w))))


def swings(weights, quota, player):
    """Sizes of the coalitions of others that the player makes winning."""
    others = [i for i in range(len(weights)) if i != player]
    for size in range(len(weights)):
        for coalition in combinations(others, size):
            before = sum(weights[i] for i in coalition)
            if before < quota <= before + weights[player]:
                yield size


def test_security_council_of_the_united_nations():
    """15 members, 9 votes with 5 vetoes; Straffin 1994, Handbook of Game Theory 2, ch. 32."""
    power = shapley_shubik(SECURITY_COUNCIL, 39, exact=True)
    assert (power[0], power[-1]) == (Fraction(421, 2145), Fraction(4, 2145))
    assert shapley_shubik(SECURITY_COUNCIL, 39)[[0, -1]] == pytest.approx(
        [0.1962703963, 0.0018648019], abs=5e-11
    )
    share = banzhaf(SECURITY_COUNCIL, 39, exact=True)
    assert (share[0], share[-1]) == (Fraction(106, 635), Fraction(21, 1270))
    count = banzhaf(SECURITY_COUNCIL, 39, measure="swings")
    assert (count[0], count[-1], count.sum()) == (848, 84, 5080)


@pytest.mark.parametrize(
    ("seats", "majority", "shubik", "share"),
    [
        (
            ECOWAS,
            58,
            {"Nigeria": "67/165", "Ghana": "79/1155", "Cote d'Ivoire": "922/15015",
             "Senegal": "134/3003", "Mali": "134/3003", "Liberia": "47/1365"},
            {"Nigeria": 0.519034, "Ghana": 0.052925, "Cote d'Ivoire": 0.047925,
             "Senegal": 0.035926, "Liberia": 0.028641},
        ),
        (
            REMAINING,
            49,
            {"Nigeria": "28/55", "Ghana": "3/55", "Cote d'Ivoire": "23/495",
             "Senegal": "23/495", "Liberia": "7/165"},
            {"Nigeria": 0.669456, "Ghana": 0.033473, "Cote d'Ivoire": 0.030683,
             "Senegal": 0.030683, "Liberia": 0.029289},
        ),
    ],
    ids=["with the Sahel states", "without"],
)  # fmt: skip
def test_ecowas_parliament(seats, majority, shubik, share):
    assert sum(seats.values()) == 2 * majority - 1
    exact = shapley_shubik(seats, majority, exact=True)
    assert {name: str(exact[name]) for name in shubik} == shubik
    found = banzhaf(seats, majority)
    assert {name: round(found[name], 6) for name in share} == share


@pytest.mark.parametrize(
    ("votes", "quota", "percent"),
    [
        ([4, 4, 4, 2, 2, 1], 12, [23.33, 23.33, 23.33, 15.00, 15.00, 0.00]),
        ([10] * 4 + [5, 5, 3, 3, 2], 41, [17.86] * 4 + [8.10] * 2 + [5.71] * 2 + [0.95]),
        ([10] * 4 + [5, 5, 5, 3, 3, 2], 45, [17.38] * 4 + [7.14] * 3 + [3.02] * 3),
    ],
    ids=["1958", "1973", "1981"],
)
def test_council_of_the_european_communities(votes, quota, percent):
    """Luxembourg (last) had a vote and no power in 1958: Brams & Affuso 1985,
    Electoral Studies 4:135."""
    assert (100 * shapley_shubik(votes, quota)).round(2).tolist() == percent
    banned = banzhaf(votes, quota)[-1]
    assert (banned == 0) == (percent[-1] == 0)


@given(games)
def test_counts_agree_with_enumeration(game):
    weights, quota = game
    n = len(weights)
    sizes = [list(swings(weights, quota, i)) for i in range(n)]
    shubik = [sum(Fraction(1, n * comb(n - 1, k)) for k in by_size) for by_size in sizes]
    assert shapley_shubik(weights, quota, exact=True).tolist() == shubik
    assert sum(shubik) == 1
    counts = [len(by_size) for by_size in sizes]
    assert banzhaf(weights, quota, measure="swings").tolist() == counts
    assert banzhaf(weights, quota, measure="absolute").tolist() == [
        c / 2 ** (n - 1) for c in counts
    ]
    assert banzhaf(weights, quota).tolist() == [c / sum(counts) for c in counts]


@given(games, st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter_and_voteless_players_are_powerless(game, shuffler):
    weights, quota = game
    named = list(enumerate([*weights, 0]))
    shuffler.shuffle(named)
    for index in (shapley_shubik, banzhaf):
        power = index(dict(named), quota)
        assert power.pop(len(weights)) == 0
        assert [power[i] for i in range(len(weights))] == index(weights, quota).tolist()


def test_common_factor_of_votes_cancels():
    millions = [40_000_000, 30_000_000, 20_000_000, 10_000_000]
    assert np.array_equal(shapley_shubik(millions, 50_000_001), shapley_shubik([4, 3, 2, 1], 6))


@pytest.mark.parametrize("index", [shapley_shubik, banzhaf])
@pytest.mark.parametrize(
    ("weights", "quota", "message"),
    [
        ({"Ghana": 8.5, "Togo": 5}, 9, "weight of 'Ghana' is 8.5.*scale all weights"),
        ([3, -1], 2, "weight of 1 is -1"),
        ([3, float("nan")], 2, "weight of 1 is nan"),
        ([3, "2"], 2, "weight of 1 must be a number, not '2'"),
        ([[3, 2], [1, 1]], 2, r"weight of 0 must be a number, not \[3, 2\]"),
        (5, 2, "weights must be a sequence of votes, or a mapping from names to votes, not 5"),
        ([3, 2], "majority", "quota must be a number, not 'majority'"),
        ([3, 2], 0, "quota is 0; it must be above 0 and at most the total weight 5"),
        ([3, 2], 6, "quota is 6"),
        ([3, 2], float("nan"), "quota is nan"),
        ([], 1, "total weight 0"),
        ([10**8 + 1, 10**8, 1], 10**8, "too many votes to count"),
    ],
)
def test_unfit_games_are_refused(index, weights, quota, message):
    with pytest.raises(StructureError, match=message):
        index(weights, quota)


def test_a_great_institution_is_counted_exactly():
    """Two hundred members with votes in thousands, as in the international banks."""
    weights = np.random.default_rng(1).integers(1, 2000, size=200)
    quota = int(0.85 * weights.sum())
    share = banzhaf(weights, quota, exact=True)
    assert sum(share) == 1
    order = np.argsort(weights)
    assert all(share[a] <= share[b] for a, b in pairwise(order))
    half = banzhaf([*weights, 0], quota, measure="swings")
    assert half.tolist() == [2 * s for s in banzhaf(weights, quota, measure="swings")] + [0]


def test_unknown_measure_is_refused():
    with pytest.raises(StructureError, match="'squared'; use 'normalised', 'absolute' or 'swings'"):
        banzhaf([1, 1], 2, measure="squared")
