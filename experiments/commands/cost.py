"""What a run will cost, from a small timed pilot."""

from __future__ import annotations

import time
from typing import NamedTuple

from experiments.commands.request import Request
from sim.ensemble import CHUNK
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
    size = min(request.runs, CHUNK)
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


def span(seconds: float) -> str:
    """A time in words.

    >>> span(0.2), span(42), span(600), span(9000)
    ('less than 1 s', 'about 42 s', 'about 10 min', 'about 2.5 h')
    """
    if seconds < 1:
        return "less than 1 s"
    if seconds < 120:
        return f"about {seconds:.0f} s"
    minutes = seconds / 60
    return f"about {minutes:.0f} min" if minutes < 120 else f"about {minutes / 60:.1f} h"


def size(count: float) -> str:
    """A number of bytes in words.

    >>> size(900), size(93e6), size(4.6e9)
    ('1 kB', '93 MB', '4.6 GB')
    """
    if count < 1e6:
        return f"{max(count / 1e3, 1):.0f} kB"
    return f"{count / 1e6:.0f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"
