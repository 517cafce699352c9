"""What could be had besides: a single run live, single precision, and what compiling could win."""

from __future__ import annotations

import cProfile
import pstats
import statistics
from collections import Counter
from pathlib import Path

from benchmarks.against import BASELINE
from benchmarks.figures import Figure
from benchmarks.shares import SIM, split
from benchmarks.timing import interleaved, ratio, rounds, seconds
from sim import CoalitionModel, Scenario, simulate

#: Rules that are named in the table.
HOTTEST = 10


def live(scenario: Scenario, quick: bool) -> list[Figure]:
    """A single Mesa run from its first quarter to its last, as a dashboard steps it."""

    def step_through() -> None:
        model = CoalitionModel(scenario, rng=1)
        while model.running:
            model.step()

    step_through()
    times = [seconds(step_through) for _ in range(1 if quick else 5)]
    how = f"{scenario.quarters} quarters, set-up included; processor time"
    return [Figure("single.run", "one Mesa run, step by step", statistics.median(times), "s", how)]


def precision(scenario: Scenario, quick: bool) -> list[Figure]:
    """Columns in single precision against double."""
    runs = 64 if quick else 512
    sizes = {}

    def task(dtype: str) -> None:
        sizes[dtype] = simulate(scenario, runs=runs, seed=1, dtype=dtype).nbytes / runs / 2**20

    kinds = ("float64", "float32")
    times = interleaved({kind: lambda kind=kind: task(kind) for kind in kinds}, 1 if quick else 5)
    return [
        Figure(
            "precision.speed", "columns in single precision against double",
            ratio(times["float64"], times["float32"]), "x",
            rounds(times["float64"], times["float32"]),
        ),
        Figure(
            "precision.memory", "history of a run, single precision", sizes["float32"], "MiB",
            f"double: {sizes['float64']:.2f} MiB",
        ),
    ]  # fmt: skip


def compiling(scenario: Scenario, quick: bool) -> list[Figure]:
    """The hottest rules, and what compiling all rules could win at the very most.

    If rules took no time at all, the whole would be 1 / (1 - their share) times as fast
    (Amdahl 1967, doi:10.1145/1465482.1465560).
    """
    profile = cProfile.Profile()
    profile.runcall(simulate, scenario, runs=64 if quick else 512, seed=1, keep=["readiness"])
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    spent: Counter[str] = Counter()
    whole = 0.0
    for (file, _, function), (_, _, own, cumulative, _) in stats.items():
        whole += own
        path = Path(file)
        if path.is_relative_to(SIM / "rules"):
            spent[f"{path.stem}.{function}"] += cumulative
    rules = split(stats)["rules"]
    named = ", ".join(
        f"{name} {100 * time / whole:.1f}%" for name, time in spent.most_common(HOTTEST)
    )
    return [
        Figure("hot.rules", "the ten hottest functions of rules together",
               100 * sum(time for _, time in spent.most_common(HOTTEST)) / whole, "%", named),
        Figure("hot.bound", "most that compiled rules could win", 1 / (1 - rules), "x",
               "if rules took no time at all"),
    ]  # fmt: skip


def measure(quick: bool) -> list[Figure]:
    """All of them, of the baseline."""
    scenario = Scenario.load(BASELINE)
    simulate(scenario, runs=8, seed=1)
    return [*live(scenario, quick), *precision(scenario, quick), *compiling(scenario, quick)]
