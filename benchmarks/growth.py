"""How time grows: with the runs computed together, and with runs, quarters and actors."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.against import BASELINE
from benchmarks.figures import Figure, three_digits
from benchmarks.synthetic import synthetic_world
from benchmarks.timing import exponent, interleaved
from sim import Scenario, simulate
from sim.ensemble import CHUNK

CHUNKS = (32, 64, 128, 256, 512, 1024)
RUNS = (100, 250, 500, 1000, 2000, 4000)
QUARTERS = (10, 20, 40, 80, 160)
ACTORS = (10, 20, 50, 100, 200)


def by_chunk(quick: bool) -> list[Figure]:
    """Runs a second and core of the baseline, by the number of runs computed together."""
    scenario = Scenario.load(BASELINE)
    runs = {chunk: max(chunk, 256) for chunk in (CHUNKS[2::2] if quick else CHUNKS)}
    tasks = {
        chunk: partial(simulate, scenario, runs=number, seed=1, chunk=chunk)
        for chunk, number in runs.items()
    }
    times = interleaved(tasks, 1 if quick else 3)
    rates = {chunk: runs[chunk] / statistics.median(times[chunk]) for chunk in runs}
    best = max(rates, key=lambda chunk: rates[chunk])
    listed = ", ".join(f"{chunk}: {three_digits(rate)}" for chunk, rate in rates.items())
    what = f"baseline, {scenario.quarters} quarters, one core"
    default = rates.get(CHUNK)
    return [
        Figure("chunk.default", f"{what}, {CHUNK} runs a chunk", default, "runs/s", "the default"),
        Figure("chunk.best", f"{what}, best chunk", rates[best], "runs/s", listed),
    ]


def growth(
    key: str, what: str, sizes: Sequence[int], task: Callable[[int], object], repeats: int
) -> list[Figure]:
    """Exponent of the time over all sizes, and over the last two, where fixed costs hide least."""
    tasks = {size: partial(task, size) for size in sizes}
    times = [statistics.median(t) for t in interleaved(tasks, repeats).values()]
    listed = ", ".join(
        f"{size}: {three_digits(time)} s" for size, time in zip(sizes, times, strict=True)
    )
    last = exponent(sizes[-2:], times[-2:])
    step = f"{sizes[-2]} to {sizes[-1]}"
    return [
        Figure(key, f"exponent of time in {what}", exponent(sizes, times), "", listed),
        Figure(f"{key}.last", f"the same from {step}", last, ""),
    ]


def measure(quick: bool) -> list[Figure]:
    """Speed by chunk, and growth in runs, quarters and actors."""
    scenario = Scenario.load(BASELINE)
    simulate(scenario, runs=8, seed=1)
    worlds = {actors: synthetic_world(actors) for actors in ACTORS}
    few = ["readiness", "funding_gap"]
    studies: tuple[tuple[str, str, Sequence[int], Callable[[int], object]], ...] = (
        ("growth.runs", "runs", RUNS, lambda n: simulate(scenario, runs=n, seed=1)),
        (
            "growth.runs_few",
            "runs, two columns kept",
            RUNS,
            lambda n: simulate(scenario, runs=n, seed=1, keep=few),
        ),
        (
            "growth.quarters",
            "quarters, 128 runs",
            QUARTERS,
            lambda n: simulate(scenario, runs=128, seed=1, quarters=n),
        ),
        (
            "growth.actors",
            "actors, 64 runs",
            ACTORS,
            lambda n: simulate(worlds[n], runs=64, seed=1),
        ),
    )
    figures = by_chunk(quick)
    for key, what, sizes, task in studies:
        figures += growth(key, what, sizes[:3] if quick else sizes, task, 1 if quick else 3)
    return figures
