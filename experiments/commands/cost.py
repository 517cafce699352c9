"""What a run will cost, from a small timed pilot."""

from __future__ import annotations

import time
from typing import NamedTuple

from experiments.commands.ensemble import PART
from experiments.commands.request import Request
from sim.history import Recorder
from sim.model import CoalitionModel
from sim.streams import run_seeds

#: Longest that the pilot may take. [s]
_PATIENCE = 0.4
_WARM = 2


class Cost(NamedTuple):
    """An estimate."""

    seconds: float
    """Time to simulate."""
    bytes_a_run: int
    """Size of the history of a run, before compression."""


def pilot(request: Request) -> Cost:
    """Step a small chunk for a moment and reckon up; its seeds are those of the first runs."""
    size = min(request.runs, PART)
    model = CoalitionModel(
        request.scenario, rng=0, policy=request.policy, parameters=request.settings,
        seeds=run_seeds(request.seed, size),
    )  # fmt: skip
    recorder = Recorder(model.world, model.interventions, model.horizon, 1)
    a_run = sum(array.nbytes for array in recorder.arrays.values()) + recorder.strengths.nbytes
    started, steps = time.perf_counter(), 0
    while model.running and (steps < _WARM + 1 or time.perf_counter() - started < _PATIENCE):
        if steps == _WARM:  # the first quarters fill caches
            started = time.perf_counter()
        model.step()
        steps += 1
    counted = max(steps - _WARM, 1)
    a_quarter = (time.perf_counter() - started) / counted
    # taking down the history and working out outcomes comes on top of the steps
    return Cost(1.4 * a_quarter * request.scenario.quarters * request.runs / size, a_run)
