import numpy as np
import pytest

from sim.metrics.blocs import largest_power
from tests.metrics.histories import history, values
from tests.structure.test_power import ECOWAS

STATES, BODY = ["partner_state"] * 3, ["intergovernmental_body"]


def bloc(votes, quota, members, gain=(0, 0, 0), open_to=(0, 0, 0)):
    """Three states and a body: what stands at the end, the opposite at the start."""
    n = 4
    by_state = {"votes": votes, "membership": members, "open_to": open_to}
    given = {}
    for name, row in by_state.items():
        moments = 3 if name == "membership" else 2
        array = np.zeros((moments, 3, n))
        array[0] = 1.0 - np.array(row)[:, None]
        array[-1, :, 3] = row
        given[name] = array
    worth = np.full((2, 1, n), -1.0)
    worth[-1, 0, :3] = gain
    return history(
        np.ones((2, n)), STATES + BODY, quota=quota, membership_gain=worth, **given
    )  # fmt: skip


@pytest.mark.parametrize(
    ("votes", "quota", "members", "power"),
    [
        ((0.5, 0.25, 0.25), 0.6, (1, 1, 1), 2 / 3),
        ((0.4, 0.3, 0.3), 0.6, (1, 1, 1), 1 / 3),  # any two decide, nobody alone
        ((0.4, 0.3, 0.3), 0.6, (1, 1, 0), 0.5),  # of 0.7 both are needed for 0.42
        ((0.4, 0.3, 0.3), 0.5, (1, 1, 0), 1.0),  # one has 0.4 of 0.7
        ((0.4, 0.3, 0.3), 0.5, (0, 0, 1), 1.0),
    ],
)
def test_power_of_those_who_stayed(votes, quota, members, power):
    assert values("largest_voting_power", bloc(votes, quota, members)) == pytest.approx([power])


def test_a_body_that_others_decide_has_no_power_here():
    assert np.isnan(values("largest_voting_power", bloc((0.1, 0.1, 0.1), 0.6, (1, 1, 1))))
    assert np.isnan(values("largest_voting_power", bloc((0.4, 0.3, 0.3), 0.6, (0, 0, 0))))


def test_power_of_a_parliament_with_a_large_member():
    """The seats of the ECOWAS Parliament, simple majority: Nigeria holds 67/165."""
    assert largest_power(tuple(sorted(ECOWAS.values())), 58 / 115) == pytest.approx(67 / 165)


@pytest.mark.parametrize(
    ("members", "gain", "open_to", "stability"),
    [
        ((1, 1, 1), (0.5, 0.0, 0.2), (0, 0, 0), 1.0),
        ((1, 1, 1), (0.5, -0.1, 0.2), (0, 0, 0), 2 / 3),  # one would rather leave
        ((1, 1, 0), (0.5, 0.1, 0.2), (0, 0, 0), 1.0),  # the outsider may not join
        ((1, 1, 0), (0.5, 0.1, 0.2), (0, 0, 1), 2 / 3),  # it may, and would
        ((1, 1, 0), (0.5, 0.1, -0.2), (0, 0, 1), 1.0),
    ],
)
def test_nobody_would_rather_change(members, gain, open_to, stability):
    h = bloc((0.4, 0.3, 0.3), 0.6, members, gain, open_to)
    assert values("membership_stability", h) == pytest.approx([stability])


def test_without_choices_nothing_is_stable_or_not():
    assert np.isnan(values("membership_stability", bloc((0.4, 0.3, 0.3), 0.6, (0, 0, 0))))
