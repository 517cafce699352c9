"""The host's money, readiness and people; trust and reliability of its partners."""

import numpy as np
import pytest

from tests.metrics.histories import history, values

ONES = np.ones((6, 2))  # six quarters, two partners
BODY = ["partner_state", "intergovernmental_body"]


def by_quarter(*numbers):
    """A host series whose initial moment, 9, must not count."""
    return np.array([9.0, *numbers])


def test_the_last_year_is_four_quarters():
    series = by_quarter(1, 1, 0.2, 0.4, 0.6, 0.8)
    h = history(ONES, readiness=series, threat=series, personnel=series)
    assert values("readiness", h) == pytest.approx(0.5)
    assert values("mean_readiness", h) == pytest.approx(4 / 6)
    assert values("threat", h) == pytest.approx(0.5)
    assert values("personnel", h) == [0.8]


def test_a_short_run_has_a_short_last_year():
    assert values("readiness", history(np.ones((2, 1)), readiness=by_quarter(0.2, 0.4))) == (
        pytest.approx(0.3)
    )


def test_funding_gap():
    h = history(ONES, funding_gap=by_quarter(0, 0.1, 0.2, 0.9, 0, 0))
    assert values("funding_gap", h) == pytest.approx(0.2)
    assert values("worst_funding_gap", h) == [0.9]


def test_autonomy_by_hand():
    # help 2 a quarter; own 2, 2, then 6 four times: 1/2, then 3/4
    h = history(ONES, own_budget=by_quarter(2, 2, 6, 6, 6, 6))
    assert values("autonomy", h) == [0.75]
    assert values("mean_autonomy", h) == pytest.approx((2 * 0.5 + 4 * 0.75) / 6)
    assert values("external_total_musd", h) == [12]
    assert values("own_total_musd", h) == [28]


def test_without_any_spending_autonomy_is_undefined():
    nothing = np.zeros((6, 1))
    assert np.isnan(values("autonomy", history(nothing, own_budget=0)))
    assert values("mean_autonomy", history(nothing, own_budget=by_quarter(0, 0, 1, 0, 0, 0))) == [1]


def test_readiness_decays_from_the_quarter_in_which_the_mission_has_gone():
    # the body's troops: 500, 50 in quarter 2, gone at the end of 3, another mission in 5;
    # readiness 0.8 in 3, 0.5 in 6, three quarters later: -0.3 / 0.75
    strength = np.zeros((7, 2))
    strength[:, 1] = [500, 500, 50, 0.5, 0, 80, 0]
    h = history(ONES, BODY, strength=strength, readiness=by_quarter(1, 1, 0.8, 0.7, 0.6, 0.5))
    assert values("readiness_decay", h) == pytest.approx(-0.4)


@pytest.mark.parametrize("moments", [[0] * 7, [500] * 7, [500] * 6 + [0]])
def test_no_exit_no_decay(moments):
    strength = np.zeros((7, 2))
    strength[:, 1] = moments
    assert np.isnan(values("readiness_decay", history(ONES, BODY, strength=strength)))


def test_losses_on_the_way():
    # 12 arrived; 6 * 2 * 0.25 = 3 in overhead and 6 * 2 * 0.75 = 9 leaked: 24 paid, 20 committed
    one = by_quarter(*[1] * 6)[:, None] * (np.arange(7) > 0)[:, None]
    h = history(ONES, overhead=0.25 * one, leaked=0.75 * one, committed=one * 20 / 12)
    assert values("overhead_share", h) == pytest.approx(3 / 24)
    assert values("leakage_share", h) == pytest.approx(9 / 24)
    assert values("delivery_rate", h) == pytest.approx(24 / 20)


def test_promises_are_pooled():
    triggered, honoured = np.zeros((7, 2)), np.zeros((7, 2))
    triggered[[2, 4, 5], 0] = honoured[4, 0] = 1
    triggered[3, 1] = honoured[3, 1] = 1
    h = history(ONES, triggered=triggered, honoured=honoured)
    assert values("reliability", h) == [0.5]  # 2 of 4, not the mean of 1/3 and 1


def test_nothing_paid_promised_or_called():
    h = history(np.zeros((6, 2)))
    for name in ("overhead_share", "leakage_share", "delivery_rate", "reliability"):
        assert np.isnan(values(name, h)), name
    assert values("external_total_musd", h) == [0]


def test_trust_is_weighted_by_help():
    trust = np.tile([0.2, 0.6], (7, 1))
    trust[:3] = 0  # before the last four quarters
    h = history(np.tile([1.0, 3.0], (6, 1)), trust=trust)
    assert values("trust", h) == pytest.approx(0.25 * 0.2 + 0.75 * 0.6)
    assert values("weakest_trust", h) == [0.2]


def test_only_working_ties_are_weak():
    # the first gives too little to be felt, the second has left, the third works
    active = np.tile([1.0, 0.0, 1.0], (7, 1))
    h = history(np.tile([0.01, 1.0, 1.0], (6, 1)), active=active, trust=[0.1, 0.2, 0.3])
    assert values("weakest_trust", h) == [0.3]
    nobody = history(np.zeros((6, 2)))
    assert np.isnan(values("trust", nobody))
    assert np.isnan(values("weakest_trust", nobody))


def test_communities():
    # last-year means 0.1, 0.3 and 0.8; the first two quarters do not count
    legitimacy = np.tile([0.1, 0.3, 0.8], (7, 1))
    legitimacy[:3] = 1
    told = dict.fromkeys(("legitimacy", "confidence", "perceived_security"), legitimacy)
    h = history(ONES, communities=3, **told)
    for name in told:
        assert values(name, h) == pytest.approx(0.4)
    # tenth percentile: a fifth of the way from the lowest to the next
    assert values("legitimacy_low", h) == pytest.approx(0.14)
    peopled = h.assign(population=(("moment", "community"), [[9, 9, 9], [0.5, 0.5, 0.0]]))
    assert values("legitimacy", peopled) == pytest.approx(0.2)
    empty = history(ONES, communities=0)
    assert np.isnan([values(name, empty) for name in (*told, "legitimacy_low")]).all()


def test_unrest_is_that_of_the_neighbours():
    unrest = np.stack([by_quarter(0, 0, 0.2, 0.2, 0.4, 0.4), np.ones(7)], axis=-1)
    h = history(ONES, unrest=unrest, proximity=np.array([[1.0, 0.8], [1.0, 0.8]]))
    assert values("regional_unrest", h) == pytest.approx(0.3)
    far = history(ONES, unrest=unrest, proximity=np.full((2, 2), 0.5))
    assert np.isnan(values("regional_unrest", far)).all()


def test_soldiers_abroad():
    h = history(
        ONES, abroad=by_quarter(0, 0, 0.1, 0.1, 0.0, 0.2), personnel=by_quarter(*[1000] * 6)
    )
    assert values("troops_abroad", h) == pytest.approx(100)


def test_memberships_that_are_kept():
    membership = np.zeros((7, 1, 2))
    membership[:, 0, 1] = 1.0  # the only state is a member of the only body
    assert values("membership_retention", history(ONES, BODY, membership=membership)) == [1.0]
    membership[3:] = 0.0  # and leaves
    assert values("membership_retention", history(ONES, BODY, membership=membership)) == [0.0]
    nobody = history(ONES, BODY, membership=np.zeros((7, 1, 2)))
    assert np.isnan(values("membership_retention", nobody)).all()
