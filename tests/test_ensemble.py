"""What `simulate` takes, and what it asks of the system."""

from __future__ import annotations

import platform
import subprocess
import sys

import pandas as pd
import pytest
import xarray

from sim import simulate


def test_settings_may_be_a_table() -> None:
    points = pd.DataFrame({"rules.fatigue.gain": [0.0, 0.2], "actors.Partner.budget": [2.0, 5.0]})
    table = simulate("toy", runs=2, seed=1, parameters=points)
    columns = {name: points[name].to_numpy() for name in points}
    xarray.testing.assert_identical(table, simulate("toy", runs=2, seed=1, parameters=columns))


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
