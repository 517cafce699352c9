from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.errors import StructureError
from sim.structure import energy, landscape

cases = st.integers(1, 5).flatmap(
    lambda n: st.tuples(
        arrays(np.int64, n, elements=st.integers(0, 3)),
        arrays(np.int64, (n, n), elements=st.integers(-3, 3)),
    )
)


def by_hand(sizes, propensities, camps):
    actors = range(len(sizes))
    return sum(
        sizes[i] * sizes[j] * propensities[i][j] * abs(camps[i] - camps[j]) / 2
        for i in actors
        for j in actors
        if i != j
    )


def descend(sizes, propensities, camps, sides):
    """Steepest descent; of equal moves the first actor's, then the lower side."""
    while True:
        moves = [(*camps[:i], x, *camps[i + 1 :]) for i in range(len(camps)) for x in sides]
        best = min(moves, key=lambda move: by_hand(sizes, propensities, move))
        if by_hand(sizes, propensities, best) >= by_hand(sizes, propensities, camps):
            return camps
        camps = best


def facing(camps):
    """The same camps, with the first actor that takes a side on side 1."""
    leader = next((x for x in camps if x), 1)
    return tuple(x * leader for x in camps)


@settings(deadline=None, max_examples=60)
@given(cases, st.booleans())
def test_minima_and_basins_agree_with_enumeration(case, neutral):
    sizes, propensities = case
    n = len(sizes) if not neutral else min(len(sizes), 4)
    sizes, propensities = sizes[:n].tolist(), propensities[:n, :n].tolist()
    sides = (-1, 0, 1) if neutral else (-1, 1)
    basins = {}
    for camps in product(sides, repeat=n):
        end = facing(descend(sizes, propensities, camps, sides))
        basins[end] = basins.get(end, 0) + 1
    found = landscape(sizes, propensities, neutral=neutral)
    assert dict(zip(map(tuple, found.camps.tolist()), found.basins, strict=True)) == basins
    assert found.exact and found.shares.sum() == pytest.approx(1)
    assert found.energies.tolist() == [by_hand(sizes, propensities, c) for c in found.camps]
    assert np.all(np.diff(found.energies) >= 0)
    energies = [by_hand(sizes, propensities, c) for c in product(sides, repeat=n)]
    assert (found.lowest, found.highest) == (min(energies), max(energies))


def test_energy_takes_any_leading_shape_and_asymmetric_propensities():
    rng = np.random.default_rng(0)
    sizes, propensities = rng.uniform(size=6), rng.normal(size=(6, 6))
    camps = rng.integers(-1, 2, size=(2, 3, 6))
    batch = energy(sizes, propensities, camps, neutral=True)
    assert batch.shape == (2, 3)
    for run in np.ndindex(2, 3):
        assert batch[run] == energy(sizes, propensities, camps[run], neutral=True)
        assert batch[run] == pytest.approx(by_hand(sizes, propensities, camps[run]))


def test_two_hostile_pairs_with_a_hedger():
    """With neutrals allowed, an actor tied equally to both camps stands between them."""
    p = np.full((5, 5), -1.0)
    p[0, 1] = p[1, 0] = p[2, 3] = p[3, 2] = 1
    p[4, :2] = p[:2, 4] = [2, 0.5]
    p[4, 2:4] = p[2:4, 4] = [2, 0.5]
    found = landscape(np.ones(5), p, neutral=True)
    assert found.camps[:, :4].tolist().count([1, 1, -1, -1]) == len(found.camps)
    assert found.normalised(found.energies[0]) == 0
    assert found.normalised(found.highest) == 1


def test_relabelling_keeps_energies_and_basins():
    rng = np.random.default_rng(4)
    sizes, p, order = rng.uniform(1, 2, size=9), rng.normal(size=(9, 9)), rng.permutation(9)
    one, other = landscape(sizes, p), landscape(sizes[order], p[np.ix_(order, order)])
    assert other.energies == pytest.approx(one.energies)
    assert np.array_equal(other.basins, one.basins)
    assert len(one.energies) > 1


def test_sampling_finds_the_minima_and_shares_of_enumeration(monkeypatch):
    rng = np.random.default_rng(2)
    sizes, p = rng.uniform(1, 2, size=10), rng.normal(size=(10, 10))
    for neutral in (False, True):
        exact = landscape(sizes, p, neutral=neutral)
        with monkeypatch.context() as patch:
            patch.setattr("sim.structure.landscape_minima.CONFIGURATION_LIMIT", 1)
            sampled = landscape(sizes, p, neutral=neutral, starts=4000, rng=1)
            assert not sampled.exact and sampled.basins.sum() == 4000
        assert (sampled.lowest, sampled.highest) == (exact.lowest, exact.highest)
        shares = dict(zip(map(tuple, exact.camps.tolist()), exact.shares, strict=True))
        for camps, share in zip(sampled.camps.tolist(), sampled.shares, strict=True):
            assert share == pytest.approx(shares[tuple(camps)], abs=0.04)


def test_flat_landscape_has_no_normalised_energy():
    assert np.isnan(landscape([1], [[0]]).normalised([0.0])).all()


@pytest.mark.parametrize("neutral", [False, True])
def test_where_nobody_weighs_anything_every_division_is_a_minimum(neutral):
    n, sides = (11, 2) if not neutral else (7, 3)
    found = landscape(np.zeros(n), np.ones((n, n)), neutral=neutral)
    assert len(found.energies) == (sides**n + 1) // 2  # mirror images count as one
    assert not found.energies.any() and found.basins.sum() == sides**n
    assert np.array_equal(np.unique(found.camps, axis=0), found.camps)


def test_large_landscape_is_sampled_from_a_seed():
    p = np.random.default_rng(1).normal(size=(24, 24))
    first, again = (landscape(np.ones(24), p, starts=50, rng=3) for _ in range(2))
    assert not first.exact and first.basins.sum() == 50
    assert np.array_equal(first.camps, again.camps)
    with pytest.raises(StructureError, match="starts is 0"):
        landscape(np.ones(24), p, starts=0)


@pytest.mark.parametrize(
    ("sizes", "propensities", "camps", "message"),
    [
        ([1, 1], [[0, 1], [1, 0]], [1, 0], r"of -1, 1 \(0 for a neutral needs neutral=True\)"),
        ([1, 1], [[0, 1], [1, 0]], [1, 2], "camps must be"),
        ([1, 1], [[0, 1], [1, 0]], [1, 1, 1], r"camps must be \(\.\.\., 2\)"),
        ([1, 1, 1], [[0, 1], [1, 0]], [1, 1], r"sizes has shape \(3,\)"),
        ([1, -1], [[0, 1], [1, 0]], [1, 1], "sizes must be finite and at least 0"),
        ([1, 1], [[0, np.inf], [1, 0]], [1, 1], "propensities holds NaN"),
        ([1e200, 1], [[0, 1], [1, 0]], [1, 1], "too large; divide all by one number"),
        ({"a": 1, "b": 2}, [[0, 1], [1, 0]], [1, 1], "sizes must be an array of numbers.*'b': 2"),
    ],
)
def test_unfit_input_is_refused(sizes, propensities, camps, message):
    with pytest.raises(StructureError, match=message):
        energy(sizes, propensities, camps)
