"""What a search may decide."""

import numpy as np
import pytest

from experiments.search import SearchError, assembled, space
from sim.scenario import Policy
from tests.search.problems import LEVERS, TRIGGER, toy


def test_intensities_and_thresholds_are_decided():
    scenario = toy()
    found = space(assembled(LEVERS, scenario, TRIGGER), scenario)
    assert found.names == [
        f"policy.{lever}.{what}" for lever in LEVERS for what in ("intensity", "threshold")
    ]
    assert found.written.tolist() == [0.5, 0.2, 0.5, 0.2]
    fixed = space(assembled(LEVERS, scenario), scenario)
    assert fixed.names == [f"policy.{lever}.intensity" for lever in LEVERS]


def test_ranges_narrow_and_hold():
    scenario = toy()
    levers = assembled(LEVERS, scenario, TRIGGER)
    ranges = {
        "policy.transparency.intensity": (0.75, 0.75), "policy.transparency.threshold": (0.3, 0.4)
    }  # fmt: skip
    found = space(levers, scenario, ranges)
    assert found.policy.levers["transparency"].depth == (0.75, 0.75)
    assert found.names[0] == "policy.transparency.threshold"
    assert (found.low[0], found.high[0], found.written[0]) == (0.3, 0.4, 0.3)
    assert found.decimals.tolist() == [4, 3, 3]


def test_the_first_generation_has_the_policy_as_written():
    scenario = toy()
    found = space(assembled(LEVERS, scenario, TRIGGER), scenario)
    first = found.first(6, 1)
    assert first.shape == (6, 4)
    assert first[0].tolist() == found.written.tolist()
    assert np.array_equal(first, found.first(6, 1))
    assert not np.array_equal(first, found.first(6, 2))
    assert np.array_equal(first, first.round(3))


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        ({"policy.transparency.intensty": (0, 1)}, "did you mean 'policy.transparency.intensity'"),
        ({"policy.transparency.intensity": (0.5, 0.2)}, "it must rise"),
        ({"policy.transparency.intensity": (0.5, 2.0)}, "between 0 and 1"),
    ],
)
def test_ranges_that_do_not_fit_are_refused(ranges, told):
    scenario = toy()
    with pytest.raises(SearchError, match=told):
        space(assembled(LEVERS, scenario), scenario, ranges)


def test_a_threshold_without_bounds_needs_a_range():
    scenario = toy()
    levers = assembled(["transparency"], scenario, "own_budget < 3")
    with pytest.raises(SearchError, match=r"nothing bounds policy.transparency.threshold"):
        space(levers, scenario)
    found = space(levers, scenario, {"policy.transparency.threshold": (0, 20)})
    assert found.decimals.tolist() == [3, 1]


def test_nothing_to_decide_is_refused():
    with pytest.raises(SearchError, match="leaves nothing to decide"):
        space(Policy.none(), toy())
    with pytest.raises(SearchError, match="no lever to pull"):
        assembled([], toy())
