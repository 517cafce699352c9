import numpy as np
import pytest

from tests.metrics.histories import history, values

STATES = ["partner_state"] * 3
NAMES = ("burden_gini", "contribution_gini")


def test_one_payer_of_three():
    h = history(np.tile([5.0, 0, 0, 7], (4, 1)), [*STATES, "ngo"])
    assert values("contribution_gini", h) == pytest.approx(2 / 3)
    assert values("burden_gini", h) == pytest.approx(2 / 3)


def test_burden_is_in_proportion_to_capability_at_the_start():
    # help 4, 2, 0 of capability 4, 2, 0: both bear the same, the third has nothing to bear with
    capability = np.array([[4.0, 2.0, 0.0], [1.0, 1.0, 1.0]])
    h = history(np.tile([4.0, 2, 0], (4, 1)), STATES, capability=capability)
    assert values("burden_gini", h) == pytest.approx(0)
    # raw: mean difference (2 * (2 + 4 + 2) / 9) / (2 * 2)
    assert values("contribution_gini", h) == pytest.approx(4 / 9)


def test_edges_of_the_burden():
    for name in NAMES:
        assert values(name, history(np.ones((4, 2)), [*STATES[:1], "ngo"])) == pytest.approx(0)
        assert np.isnan(values(name, history(np.zeros((4, 3)), STATES)))
        assert np.isnan(values(name, history(np.ones((4, 1)), ["ngo"])))


def missions(*quarters):
    """Troops of three states and a body in two missions, (1 + quarter, body, actor)."""
    troops = np.full((len(quarters) + 1, 2, 5), 50.0)
    troops[1:] = 0
    troops[1:, 0, :3] = np.array(quarters) / 4
    troops[1:, 1, :3] = 3 * np.array(quarters) / 4
    return history(
        np.ones((len(quarters), 5)), [*STATES, *["intergovernmental_body"] * 2], troops=troops
    )


def test_troops_of_contributors():
    # (100, 300, 0): Gini of two 1/4, HHI 1/16 + 9/16; one contributor: 0 and 1; then none
    h = missions([100, 300, 0], [0, 0, 200], [0, 0, 0])
    assert values("troop_gini", h) == pytest.approx(0.125)
    assert values("troop_hhi", h) == pytest.approx((0.625 + 1) / 2)


def test_without_troops():
    for h in (missions([0, 0, 0]), history(np.ones((4, 2)))):
        assert np.isnan(values("troop_gini", h))
        assert np.isnan(values("troop_hhi", h))
