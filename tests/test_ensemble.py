"""What `simulate` takes, and what it asks of the system."""

from __future__ import annotations

import platform
import re
import subprocess
import sys

import pandas as pd
import pytest
import xarray

from sim import simulate
from sim.errors import CoalitionError
from sim.scenario import folders


def test_settings_may_be_a_table() -> None:
    points = pd.DataFrame({"rules.fatigue.gain": [0.0, 0.2], "actors.Partner.budget": [2.0, 5.0]})
    table = simulate("toy", runs=2, seed=1, parameters=points)
    columns = {name: points[name].to_numpy() for name in points}
    xarray.testing.assert_identical(table, simulate("toy", runs=2, seed=1, parameters=columns))


@pytest.mark.parametrize(
    "given, said",
    [
        ({"runs": "x"}, "runs is 'x'; it must be a whole number from 1"),
        ({"runs": None}, "runs is None"),
        ({"runs": float("inf")}, "runs is inf"),
        ({"seed": "x"}, "seed is 'x'; it must be a whole number from 0"),
        ({"seed": -1}, "seed is -1"),
        ({"chunk": 0}, "chunk is 0"),
        ({"policy": 3}, "policy is 3; it must be a Policy, a name or None"),
        ({"scenario": None}, "scenario is None; it must be a Scenario, name or path"),
        ({"parameters": [1]}, "parameters is [1]; it must map addresses to numbers"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(given, said) -> None:
    with pytest.raises(CoalitionError, match=re.escape(said)):
        simulate(**{"scenario": "toy", "runs": 1, "seed": 1, **given})


def test_a_path_names_a_scenario_too() -> None:
    named, found = simulate("toy", 2, 1), simulate(folders.shipped() / "toy.yaml", 2, 1)
    xarray.testing.assert_equal(named, found)


FAULTS = """
import resource, sys
from sim import ensemble
if sys.argv[1] == "untaught":
    ensemble.keep_freed_memory = lambda: None
for runs in (8, 256):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    ensemble.simulate("liberia/baseline", runs=runs, seed=1, quarters=12, keep=["readiness"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators need no lesson")
def test_freed_memory_is_not_fetched_again_and_again() -> None:
    """Counted by the system, not timed: pages that a second ensemble asks for."""
    faults = {}
    for how in ("taught", "untaught"):
        command = [sys.executable, "-c", FAULTS, how]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        faults[how] = int(done.stdout)
    assert faults["taught"] < faults["untaught"] / 2
