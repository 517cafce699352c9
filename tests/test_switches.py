"""Every mechanism can be switched off, and its absence is felt somewhere."""

from __future__ import annotations

import numpy as np
import pytest

from sim import simulate
from sim.rules import RULES
from tests.worlds import ensemble, scenario

#: Where the record's world never needs a mechanism.
ELSEWHERE = {"standby": "liberia/border_crisis"}


@pytest.mark.parametrize("rule", RULES)
def test_a_mechanism_switched_off_changes_the_history(rule: str) -> None:
    """The same seeds with and without: at least one series of the record's world differs."""
    off = {f"rules.{rule}.on": 0}
    world = ELSEWHERE.get(rule, "liberia/history")
    quarters = min(scenario(world).quarters, 48)
    without = simulate(scenario(world), runs=2, seed=11, quarters=quarters, parameters=off)
    with_it = ensemble(world, runs=2, quarters=quarters)
    changed = [
        name
        for name in with_it.data_vars
        if not np.array_equal(with_it[name].values, without[name].values, equal_nan=True)
    ]
    assert changed


@pytest.mark.parametrize("rule", RULES)
def test_on_and_off_stand_side_by_side_in_one_ensemble(rule: str) -> None:
    world = scenario("liberia/baseline")
    both = simulate(
        world, seeds=[5, 5], quarters=6, parameters={f"rules.{rule}.on": np.array([1.0, 0.0])}
    )
    off = simulate(world, seeds=[5], quarters=6, parameters={f"rules.{rule}.on": 0})
    for name in both.data_vars:
        np.testing.assert_array_equal(both[name].isel(run=1), off[name].isel(run=0), str(name))
