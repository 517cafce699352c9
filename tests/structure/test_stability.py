from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from sim.errors import StructureError
from sim.structure import (
    barrett_payoffs,
    burden_rank_correlation,
    core_partitions,
    individually_stable_partitions,
    nash_stable_partitions,
    public_good,
    self_enforcing_sizes,
)

# GNP in billion US$ and defence budget as a percentage of it, 1964. Olson & Zeckhauser 1966,
# Review of Economics and Statistics 48:266, table 1, doi:10.2307/1927082.
NATO_1964 = {
    "United States": (569.03, 9.0),
    "Germany": (88.87, 5.5),
    "United Kingdom": (79.46, 7.0),
    "France": (73.40, 6.7),
    "Italy": (43.63, 4.1),
    "Canada": (38.14, 4.4),
    "Netherlands": (15.00, 4.9),
    "Belgium": (13.43, 3.7),
    "Denmark": (7.73, 3.3),
    "Turkey": (6.69, 5.8),
    "Norway": (5.64, 3.9),
    "Greece": (4.31, 4.2),
    "Portugal": (2.88, 7.7),
    "Luxembourg": (0.53, 1.7),
}

CYCLE = {
    1: [(1, 2), (1, 3), (1, 2, 3), (1,)],
    2: [(2, 3), (1, 2), (1, 2, 3), (2,)],
    3: [(1, 3), (2, 3), (1, 2, 3), (3,)],
}


def test_large_allies_carry_more_than_their_share():
    gnp, share = np.array(list(NATO_1964.values())).T
    assert burden_rank_correlation(gnp, share) == pytest.approx(0.490110, abs=5e-7)
    assert burden_rank_correlation(gnp, -share) == pytest.approx(-0.490110, abs=5e-7)


def test_rank_correlation_averages_ties_and_takes_any_leading_shape():
    rng = np.random.default_rng(0)
    size, burden = rng.integers(0, 4, size=(2, 3, 5, 9))
    found = burden_rank_correlation(size, burden)
    for run in np.ndindex(3, 5):
        assert found[run] == pytest.approx(spearmanr(size[run], burden[run]).statistic)
    assert np.isnan(burden_rank_correlation([1, 2], [3, 3]))
    with pytest.raises(StructureError, match="at least two members"):
        burden_rank_correlation([1], [1])
    with pytest.raises(StructureError, match="must be finite"):
        burden_rank_correlation([1, 2], [1, np.nan])


@pytest.mark.parametrize("n", [5, 10, 50])
def test_self_enforcing_coalitions_are_small(n):
    """Barrett 1994, doi:10.1093/oep/46.Supplement_1.878: at most three, however many there are."""
    payoffs = barrett_payoffs(n, benefit=3.0, cost=0.7)
    assert self_enforcing_sizes(n, *payoffs) == (2, 3)
    assert self_enforcing_sizes(n, *payoffs, indifferent="join") == (3,)
    assert self_enforcing_sizes(n, *payoffs, indifferent="leave") == (2,)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_barrett_payoffs_are_those_of_the_game(k):
    n, b, c = 6, 3.0, 0.5
    signatory, single = k * b / c, b / c
    provided = k * signatory + (n - k) * single
    payoffs = barrett_payoffs(n, b, c)
    assert payoffs.member(k) == pytest.approx(b * provided - c * signatory**2 / 2)
    assert payoffs.outsider(k) == pytest.approx(b * provided - c * single**2 / 2)


def test_grand_coalition_holds_where_leaving_never_pays():
    assert self_enforcing_sizes(4, lambda k: k, lambda k: 0) == (4,)


def test_self_enforcing_refusals():
    with pytest.raises(StructureError, match="n is 0"):
        self_enforcing_sizes(0, *barrett_payoffs(1))
    with pytest.raises(StructureError, match="'dither'; use 'stay', 'join' or 'leave'"):
        self_enforcing_sizes(3, *barrett_payoffs(3), indifferent="dither")
    with pytest.raises(StructureError, match="cost 0; both must be above 0"):
        barrett_payoffs(3, 1, 0)
    with pytest.raises(StructureError, match="payoffs at size 1 do not compare"):
        self_enforcing_sizes(3, lambda k: np.nan, lambda k: 0)


def test_private_provision_and_its_neutrality():
    """Bergstrom, Blume & Varian 1986, doi:10.1016/0047-2727(86)90024-1."""
    equal, moved = public_good([[8, 8], [10, 6]], 0.5).provision
    assert equal == moved == pytest.approx(16 / 3)
    assert public_good([8, 8], 0.5).efficient == 8
    n, a, wealth = 5, 0.3, 40
    interior = public_good([wealth / n] * n, a).provision
    assert interior == pytest.approx(a * wealth / (1 + (n - 1) * (1 - a)))


def test_the_poor_ride_free_and_more_inequality_then_provides_more():
    found = public_good([[14, 2], [16, 0]], 0.5)
    assert found.provision == pytest.approx([7, 8])
    assert found.contributions == pytest.approx(np.array([[7, 0], [8, 0]]))


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.05, 0.95)), min_size=1, max_size=6),
    st.floats(-1, 1),
)
def test_nobody_gains_by_giving_otherwise(actors, change):
    wealth, taste = np.array(actors).T
    found = public_good(wealth, taste)
    gifts = found.contributions
    assert found.provision == pytest.approx(gifts.sum(), abs=1e-9)
    for k, (w, a) in enumerate(actors):
        other = np.clip(gifts[k] + change * w, 0, w)
        others = gifts.sum() - gifts[k]

        def utility(gift, w=w, a=a, others=others):
            return max(w - gift, 0) ** (1 - a) * max(others + gift, 0) ** a

        assert utility(other) <= utility(gifts[k]) * (1 + 1e-9) + 1e-9


def test_public_good_refusals():
    with pytest.raises(StructureError, match="taste must lie above 0 and below 1"):
        public_good([1, 2], 1)
    with pytest.raises(StructureError, match="wealth must be finite and at least 0"):
        public_good([1, -2], 0.5)
    with pytest.raises(StructureError, match="at least one actor"):
        public_good([], 0.5)
    with pytest.raises(StructureError, match="one taste for each actor, or one for all"):
        public_good([1, 2], [0.1, 0.2, 0.3])
    with pytest.raises(StructureError, match="wealth must be an array of numbers"):
        public_good(["a", 1], 0.5)


def test_cyclic_preferences_empty_the_core():
    """Banerjee, Konishi & Sonmez 2001, doi:10.1007/s003550000067 (roommate cycle)."""
    assert core_partitions(CYCLE) == []
    content = {**CYCLE, 1: [(1, 2, 3), *CYCLE[1][:2]], 2: [(1, 2, 3), *CYCLE[2][:2]]}
    assert core_partitions(content) == [((1, 2, 3),)]


def test_roommates_who_all_shun_the_last():
    """Gale & Shapley 1962, American Mathematical Monthly 69:9: no division holds."""
    wishes = {"a": "bcd", "b": "cad", "c": "abd", "d": "abc"}
    assert core_partitions({me: [me + you for you in wishes[me]] for me in wishes}) == []
    wishes = {"a": "bcd", "b": "acd", "c": "dab", "d": "cab"}
    rooms = core_partitions({me: [me + you for you in wishes[me]] for me in wishes})
    assert rooms == [(("a", "b"), ("c", "d"))]


def hedonic_games():
    players = (1, 2, 3)
    mine = {p: [c for k in (1, 2, 3) for c in combinations(players, k) if p in c] for p in players}
    utilities = st.lists(st.integers(0, 3), min_size=4, max_size=4)
    return st.tuples(utilities, utilities, utilities).map(
        lambda tastes: {
            p: dict(zip(mine[p], taste, strict=True))
            for p, taste in zip(players, tastes, strict=True)
        }
    )


@given(hedonic_games())
def test_stable_partitions_agree_with_their_definitions(game):
    partitions = [((1,), (2,), (3,)), ((1, 2), (3,)), ((1, 3), (2,)), ((1,), (2, 3)), ((1, 2, 3),)]

    def u(player, coalition):
        return game[player][tuple(sorted(coalition))]

    core, nash, individual, contractual = [], [], [], []
    for partition in partitions:
        home = {p: group for group in partition for p in group}
        if not any(
            all(u(p, c) > u(p, home[p]) for p in c)
            for k in (1, 2, 3)
            for c in combinations((1, 2, 3), k)
        ):
            core.append(partition)
        moves = [
            (p, group)
            for p in (1, 2, 3)
            for group in (*partition, ())
            if p not in group and u(p, {*group, p}) > u(p, home[p])
        ]
        welcome = [(p, g) for p, g in moves if all(u(q, {*g, p}) >= u(q, g) for q in g)]
        released = [
            (p, g)
            for p, g in welcome
            if all(u(q, set(home[p]) - {p}) >= u(q, home[p]) for q in home[p] if q != p)
        ]
        for stable, deviations in ((nash, moves), (individual, welcome), (contractual, released)):
            if not deviations:
                stable.append(partition)
    order = partitions.index
    assert sorted(core_partitions(game), key=order) == core
    assert sorted(nash_stable_partitions(game), key=order) == nash
    assert sorted(individually_stable_partitions(game), key=order) == individual
    found = individually_stable_partitions(game, contractual=True)
    assert sorted(found, key=order) == contractual


@pytest.mark.parametrize(
    "solve", [core_partitions, nash_stable_partitions, individually_stable_partitions]
)
def test_hedonic_refusals(solve):
    with pytest.raises(StructureError, match=r"of 'a' hold the coalition \['b'\]; it must contain"):
        solve({"a": [("b",)], "b": [("b",)]})
    with pytest.raises(StructureError, match="only known ones"):
        solve({"a": [("a", "z")]})
    with pytest.raises(StructureError, match=r"coalition \['a', 'b'\] of 'a' has the utility nan"):
        solve({"a": {"ab": np.nan}, "b": {"ab": 1}})
    with pytest.raises(StructureError, match=r"utility of the coalition .* must be a number"):
        solve({"a": {"ab": "1"}, "b": {"ab": 1}})
    with pytest.raises(StructureError, match="of 'a' stands twice in its preferences"):
        solve({"a": {("a", "b"): 3, ("b", "a"): -3}, "b": {"ab": 1}})
    with pytest.raises(StructureError, match="11 players; all partitions are tried for 1 to 10"):
        solve({k: [(k,)] for k in range(11)})
