import numpy as np
import pytest

from tests.metrics.histories import history, values

FRIEND, FOE, NONE = 0.6, -0.6, 0.04


def coalition(ab, ac, bc, capability=1.0, camps=(0, 0, 0), kinds=None):
    """Three states (and others behind them) with these relations at the end, foes at the start."""
    n = 3 if kinds is None else len(kinds)
    end = np.full((3, n), np.nan)
    end[:, :3] = [[0.3, ab, ac], [ab, 0.3, bc], [ac, bc, 0.3]]
    relation = np.stack([np.full((3, n), FOE), end])
    camp = np.zeros((3, n))
    camp[-1, :3] = camps
    return history(np.ones((2, n)), kinds, relation=relation, camp=camp, capability=capability)


@pytest.mark.parametrize(
    ("relations", "balance", "frustration"),
    [
        ((FRIEND, FRIEND, FRIEND), 1, 0),
        ((FRIEND, FRIEND, FOE), 0, 1 / 3),
        ((FRIEND, FOE, FOE), 1, 0),
        ((FOE, FOE, FOE), 0, 1 / 3),
        ((FRIEND, FOE, NONE), 1, 0),  # no triad
        ((NONE, -NONE, NONE), 1, 0),  # no tie
    ],
)
def test_triads(relations, balance, frustration):
    h = coalition(*relations)
    assert values("cohesion_balance", h) == [balance]
    assert values("cohesion_frustration", h) == pytest.approx(frustration)


def test_only_states_count_and_views_are_averaged():
    h = coalition(FRIEND, FRIEND, FOE, kinds=["partner_state"] * 3 + ["ngo", "private_firm"])
    assert values("cohesion_balance", h) == [0]
    # b sees a as a foe, a sees b as a slightly greater friend: together friends
    h["relation"].loc[{"moment": "end", "state": h.state[0], "actor": h.actor[1]}] = -0.4
    h["relation"].loc[{"moment": "end", "state": h.state[1], "actor": h.actor[0]}] = 0.7
    assert values("cohesion_balance", h) == [0]  # ++-; with -0.4 alone it would be +--, balanced
    h["relation"].loc[{"moment": "end", "state": h.state[0], "actor": h.actor[1]}] = -0.9
    assert values("cohesion_balance", h) == [1]  # together foes now, which 0.7 alone would hide


def test_energy_by_hand():
    # a and b friends 0.6, c foe of both -0.6 and -0.6; all of capability 1
    def energy(*camps):
        return values("cohesion_energy", coalition(FRIEND, FOE, FOE, camps=camps))

    assert energy(1, 1, -1) == pytest.approx(0)
    assert energy(1, -1, 1) == pytest.approx(2 / 3)  # a-b parted, a-c joined, b-c apart
    assert energy(1, 1, 0) == pytest.approx(1 / 3)  # c half apart from two foes: (.3 + .3) / 1.8
    assert energy(0, 0, 0) == pytest.approx(2 / 3)  # both foes within


def test_energy_weighs_by_capability():
    # weights ab 0.6 * 2, ac 0.6 * 2, bc 0.6; b parted from its friend a and from its foe c
    capability = np.array([2.0, 1.0, 1.0])
    h = coalition(FRIEND, FOE, FOE, capability, camps=(1, -1, 1))
    assert values("cohesion_energy", h) == pytest.approx((1.2 + 1.2) / 3.0)


def test_energy_floor_is_the_frustration():
    # equal capabilities and |relations|: the best camps of a frustrated triad violate one of three
    h = coalition(FRIEND, FRIEND, FOE, camps=(1, 1, 1))
    assert values("cohesion_energy", h) == pytest.approx(values("cohesion_frustration", h))


@pytest.mark.parametrize("kinds", [["partner_state", "ngo"], ["ngo", "private_firm"]])
def test_a_single_partner_or_none_is_cohesive(kinds):
    h = history(np.ones((2, 2)), kinds)
    assert values("cohesion_balance", h) == [1]
    assert values("cohesion_frustration", h) == [0]
    assert values("cohesion_energy", h) == [0]


def test_runs_with_the_same_signs_get_their_own_row():
    runs = [coalition(*r) for r in [(FOE, FOE, FOE), (FRIEND, FOE, FOE), (FOE, FOE, FOE)]]
    relation = np.concatenate([h["relation"].values for h in runs])
    h = history(np.ones((3, 2, 3)), relation=relation)
    assert values("cohesion_frustration", h) == pytest.approx([1 / 3, 0, 1 / 3])
