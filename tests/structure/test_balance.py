from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import StructureError
from sim.structure import (
    constrained_triad_dynamics,
    continuous_balance,
    frustration,
    frustration_bound,
    is_jammed,
    triads,
)
from tests.structure.networks import random_networks, signed_networks, symmetric


def cliques(*sizes):
    camp = np.repeat(np.arange(len(sizes)), sizes)
    signs = np.where(camp[:, None] == camp, 1, -1)
    np.fill_diagonal(signs, 0)
    return signs


@given(signed_networks())
def test_triads_agree_with_enumeration(signs):
    by_enemies = [0, 0, 0, 0]
    for i, j, k in combinations(range(len(signs)), 3):
        ties = [signs[i, j], signs[j, k], signs[i, k]]
        if 0 not in ties:
            by_enemies[ties.count(-1)] += 1
    found = triads(signs)
    assert [found.ppp, found.ppm, found.pmm, found.mmm] == by_enemies
    closed = sum(by_enemies)
    share = (by_enemies[0] + by_enemies[2]) / closed if closed else np.nan
    assert found.balanced_share == pytest.approx(share, nan_ok=True)


def test_any_leading_shape_gives_the_same_numbers():
    signs = random_networks(1, (3, 4, 9, 9))
    for measure in (triads, frustration_bound):
        batch = measure(signs)
        for run in np.ndindex(3, 4):
            for whole, single in zip(batch, measure(signs[run]), strict=True):
                assert np.array_equal(whole[run], single, equal_nan=True)
    assert is_jammed(signs).tolist() == [[bool(is_jammed(s)) for s in row] for row in signs]


@pytest.mark.parametrize("measure", [triads, frustration, frustration_bound, is_jammed])
@pytest.mark.parametrize(
    ("signs", "message"),
    [
        ([[0, 1], [-1, 0]], "not symmetric; a tie has one sign"),
        ([[1, 1], [1, 0]], "set the diagonal to 0"),
        ([[0, 1, 1], [1, 0, 1]], r"shape \(2, 3\); it must be square"),
        ([[0, np.nan], [np.nan, 0]], "NaN or infinity; write 0"),
    ],
)
def test_unfit_networks_are_refused(measure, signs, message):
    with pytest.raises(StructureError, match=message):
        measure(signs)


def test_weights_are_refused_where_only_signs_count():
    for measure in (triads, is_jammed, lambda signs: constrained_triad_dynamics(signs, 0)):
        with pytest.raises(StructureError, match=r"take np\.sign"):
            measure([[0, 0.5], [0.5, 0]])


@pytest.mark.parametrize("n", [4, 5, 6, 7])
def test_small_complete_networks_are_never_jammed(n):
    """All sign patterns, Antal, Krapivsky & Redner 2005, doi:10.1103/PhysRevE.72.036121.

    Turning one actor's ties round changes no triad, so the first actor's may all be friendly.
    """
    i, j = np.triu_indices(n, k=1)
    free = np.flatnonzero(i > 0)
    upper = np.zeros((2**free.size, n, n))
    upper[:, i, j] = 1
    pattern = np.arange(len(upper))[:, None] >> np.arange(free.size) & 1
    upper[:, i[free], j[free]] = 1 - 2 * pattern
    assert not is_jammed(symmetric(upper)).any()


def test_three_hostile_camps_of_three_are_jammed_and_of_two_are_not():
    assert is_jammed(cliques(3, 3, 3))
    assert not is_jammed(cliques(2, 2, 2))
    assert not is_jammed(cliques(4, 5))
    stuck = constrained_triad_dynamics(cliques(3, 3, 3), rng=0)
    assert (stuck.outcome, stuck.unbalanced, stuck.steps) == ("jammed", 27, 0)


@pytest.mark.parametrize("n", [5, 8])
def test_triad_dynamics_reach_balance(n):
    signs = symmetric(np.random.default_rng(n).choice([-1, 1], size=(20, n, n)))
    for seed, start in enumerate(signs):
        end = constrained_triad_dynamics(start, seed)
        assert (end.outcome, end.unbalanced) == ("balanced", 0)
        assert triads(end.signs).balanced_share == 1
        assert frustration(end.signs).violated == 0
        again = constrained_triad_dynamics(start, np.random.default_rng(seed))
        assert np.array_equal(again.signs, end.signs) and again.steps == end.steps


def test_a_tie_without_effect_flips_every_other_time():
    start = cliques(2, 2, 2)  # each of its 12 hostile ties lies in as many triads of either kind
    ends = [constrained_triad_dynamics(start, seed, max_steps=1).signs for seed in range(400)]
    flipped = np.mean([not np.array_equal(end, start) for end in ends])
    assert flipped == pytest.approx(12 / 15 / 2, abs=0.08)


def test_triad_dynamics_never_add_imbalance_and_stop_when_told():
    before = random_networks(5, (12, 12))
    trail = [constrained_triad_dynamics(before, 1, max_steps=k) for k in range(40)]
    counts = [step.unbalanced for step in trail]
    assert counts == sorted(counts, reverse=True) and counts[-1] < counts[0]
    found = triads(np.stack([step.signs for step in trail]))
    assert (found.ppm + found.mmm).tolist() == counts
    assert (trail[0].outcome, trail[0].steps) == ("unfinished", 0)
    assert np.array_equal(trail[0].signs, before)
    assert np.array_equal(np.abs(trail[-1].signs), np.abs(before))
    with pytest.raises(StructureError, match=r"take one \(n, n\)"):
        constrained_triad_dynamics(before[None], 1)


def test_continuous_balance_solves_its_equation_and_splits_at_one_over_the_eigenvalue():
    """Marvel et al. 2011, doi:10.1073/pnas.1013213108."""
    start = symmetric(np.random.default_rng(3).normal(size=(7, 7)))
    end = 1 / np.linalg.eigvalsh(start)[-1]
    times = np.array([0.0, 0.3, 0.6]) * end
    flow = continuous_balance(start, times)
    assert flow.divergence_time == pytest.approx(end)
    assert flow.state[0] == pytest.approx(start)
    step = 1e-6 * end
    later, sooner = (continuous_balance(start, times[1:] + d).state for d in (step, -step))
    state = flow.state[1:]
    assert (later - sooner) / (2 * step) == pytest.approx(state @ state, rel=1e-5, abs=1e-6)
    late = continuous_balance(start, end * (1 - 1e-9)).state
    assert np.array_equal(np.sign(late), np.outer(flow.camps, flow.camps))
    assert flow.camps[0] == 1
    assert set(np.abs(flow.camps)) == {1}


def test_continuous_balance_without_camps_and_its_refusals():
    fading = continuous_balance([[-1.0, 0], [0, -2]], 1e6)
    assert (fading.divergence_time, fading.camps) == (np.inf, None)
    assert np.abs(fading.state).max() < 1e-5
    assert continuous_balance(np.eye(2), 0.5).camps is None
    assert continuous_balance([[1.0, 0], [0, 0]], 0).camps.tolist() == [1, 0]
    with pytest.raises(StructureError, match=r"below 0\.5, where the ties diverge"):
        continuous_balance([[2.0]], 0.5)
    with pytest.raises(StructureError, match="one symmetric matrix"):
        continuous_balance([[0, 1], [0, 0]], 0)


@given(signed_networks(smallest=3), st.randoms(use_true_random=False))
def test_relabelling_changes_nothing_that_is_exact(signs, shuffler):
    order = list(range(len(signs)))
    shuffler.shuffle(order)
    other = signs[np.ix_(order, order)]
    assert triads(other)[:4] == triads(signs)[:4]
    assert frustration(other).violated == frustration(signs).violated
    assert frustration(other, None).violated == frustration(signs, None).violated
    assert is_jammed(other) == is_jammed(signs)
