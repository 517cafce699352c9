import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import StructureError
from sim.structure import frustration, frustration_bound, triads
from sim.structure._triad_floor import triad_floor
from tests.structure.networks import (
    least_violations,
    random_networks,
    signed_networks,
    violations,
)


def balanced(n, seed, flips=0):
    """Two camps of n actors, with some ties turned round."""
    rng = np.random.default_rng(seed)
    side = rng.choice([-1, 1], size=n)
    signs = np.outer(side, side)
    np.fill_diagonal(signs, 0)
    for _ in range(flips):
        i, j = rng.choice(n, size=2, replace=False)
        signs[i, j] = signs[j, i] = -signs[i, j]
    return signs, side


@settings(deadline=None, max_examples=60)
@given(signed_networks(largest=5, weight=3), st.sampled_from([1, 2, 3, None]))
def test_exact_results_agree_with_enumeration(signs, camps):
    found = frustration(signs, camps)
    least = least_violations(signs, camps or len(signs))
    ties = np.abs(signs).sum() / 2
    assert found.violated == found.lower_bound == least
    assert found.exact
    assert found.index == pytest.approx(least / ties if ties else np.nan, nan_ok=True)
    assert violations(signs, found.partition) == least
    assert found.partition.max() < (camps or len(signs))
    first_seen = list(dict.fromkeys(found.partition.tolist()))
    assert first_seen == list(range(len(first_seen)))


def test_real_weights_agree_with_enumeration():
    for signs in random_networks(0, (4, 5, 5), weighted=True):
        for camps in (2, 3, None):
            least = least_violations(signs, camps or 5)
            assert frustration(signs, camps).violated == pytest.approx(least, rel=1e-12)


def test_weakly_balanced_network_needs_its_three_camps():
    """Davis 1967, doi:10.1177/001872676702000206: clusters without an enemy inside."""
    camp = np.repeat([0, 1, 2], [2, 3, 1])
    signs = np.where(camp[:, None] == camp, 1, -1)
    np.fill_diagonal(signs, 0)
    assert [frustration(signs, camps).violated for camps in (1, 2, 3, None)] == [11, 2, 0, 0]
    assert frustration(signs, None).partition.tolist() == camp.tolist()


@pytest.mark.parametrize("n", [3, 12, 22, 40])
def test_balanced_networks_have_no_frustration(n):
    signs, side = balanced(n, seed=n)
    camps = (side != side[0]).astype(int)
    for found in (frustration(signs), frustration_bound(signs)):
        assert (found.index, found.violated) == (0, 0)
        assert np.array_equal(found.partition, camps)
    assert frustration(signs, None).index == 0


@pytest.mark.parametrize("camps", [2, 3, None])
def test_large_networks_carry_a_proof_or_say_that_they_lack_one(camps):
    nearly, _ = balanced(30, seed=2, flips=6)
    proven = frustration(nearly, camps)
    assert proven.exact and proven.violated == proven.lower_bound == 6
    assert violations(nearly, proven.partition) == 6
    hard = random_networks(7, (26, 26), weighted=True)
    open_ = frustration(hard, camps)
    assert not open_.exact
    assert 0 < open_.lower_bound < open_.violated < 1.6 * open_.lower_bound
    assert open_.violated == pytest.approx(violations(hard, open_.partition))


def test_search_beyond_the_limit_finds_what_enumeration_finds(monkeypatch):
    networks = random_networks(3, (12, 11, 11))
    exact = [frustration(s, camps).violated for s in networks for camps in (2, 3, None)]
    monkeypatch.setattr("sim.structure.frustration_index.TWO_CAMP_LIMIT", 0)
    monkeypatch.setattr("sim.structure.frustration_index.MANY_CAMP_LIMIT", 0)
    searched = [frustration(s, camps) for s in networks for camps in (2, 3, None)]
    assert [found.violated for found in searched] == exact
    floors = [triad_floor(s * 1.0, two_camps=two) for s in networks for two in (True, False, False)]
    assert all(0 < floor <= best for floor, best in zip(floors, exact, strict=True))


def test_bound_is_an_upper_bound_and_mostly_tight():
    networks = random_networks(11, (60, 10, 10))
    exact = np.array([frustration(s).violated for s in networks])
    for starts, tight in ((1, 0.8), (4, 0.85), (10, 0.97)):
        found = frustration_bound(networks, starts=starts)
        assert np.all(found.violated >= exact)
        counted = [violations(s, p) for s, p in zip(networks, found.partition, strict=True)]
        assert np.array_equal(found.violated, counted)
        assert np.array_equal(found.index, counted / (np.abs(networks).sum((1, 2)) / 2))
        assert np.mean(found.violated == exact) > tight


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("n", [2, 5, 16, 30])
def test_bound_does_not_depend_on_its_batch(n, weighted):
    networks = random_networks(n, (40, n, n), weighted)
    whole = frustration_bound(networks)
    shuffled = np.random.default_rng(0).permutation(40)
    again = frustration_bound(networks[shuffled])
    for field, other in zip(whole, again, strict=True):
        assert field[shuffled].tobytes() == other.tobytes()
    for k in range(40):
        for field, single in zip(whole, frustration_bound(networks[k]), strict=True):
            assert field[k].tobytes() == single.tobytes()


# Friends (+) and enemies (-) among sixteen peoples of the Gahuku-Gama. Read 1954, Southwestern
# Journal of Anthropology 10:1; Hage & Harary 1983, Structural Models in Anthropology, p. 56.
HIGHLANDS = """
.+----.....-..++ +.-.--..--....++ --.+.+++........ -.+....+........
--....+.+....+-- --+...++-.++-..- ..+.++.+..+++... ..++.++...++.-..
.-..+-...+-.+.-. .-......+.-.+.-. .....+++--.+-.-- -....+++..+..---
.....-+.++-..+-- ....+..-...-+..- ++..-...-----..+ ++..--....----+.
"""


def test_peoples_of_the_new_guinea_highlands():
    """7 ties against two camps, 2 against three: Doreian & Mrvar 1996, Social Networks 18:149."""
    signs = np.array([["-.+".index(tie) - 1 for tie in row] for row in HIGHLANDS.split()])
    assert [(signs == sign).sum() / 2 for sign in (1, -1)] == [29, 29]
    two, three = frustration(signs), frustration(signs, camps=3)
    assert (two.violated, two.exact, two.index) == (7, True, 7 / 58)
    assert three.violated == frustration(signs, camps=None).violated == 2
    assert np.bincount(three.partition).tolist() == [4, 7, 5]
    assert frustration_bound(signs).violated == 7
    assert triads(signs)[:4] == (19, 2, 40, 7)


def test_no_ties_leave_the_index_open():
    assert np.isnan(frustration(np.zeros((3, 3))).index)
    assert np.isnan(frustration_bound(np.zeros((2, 1, 1))).index).all()


def test_refusals():
    signs = np.zeros((2, 3, 3))
    with pytest.raises(StructureError, match="frustration_bound takes a batch"):
        frustration(signs)
    with pytest.raises(
        StructureError, match="camps is 0; it must be at least 1 and whole, or None"
    ):
        frustration(signs[0], camps=0)
    with pytest.raises(StructureError, match=r"camps is 2\.5; it must be at least 1 and whole"):
        frustration(signs[0], camps=2.5)
    with pytest.raises(StructureError, match="starts is 0"):
        frustration_bound(signs, starts=0)
    for unfit in ([["a", "b"], ["c", "d"]], [[0, 1], [1]], [[0, 1j], [1j, 0]], "network"):
        with pytest.raises(StructureError, match="signs must be an array of numbers"):
            frustration(unfit)
    with pytest.raises(StructureError, match="numbers above 1e\\+150; divide all by one number"):
        frustration_bound([[0, 1e200], [1e200, 0]])
