"""What a million runs need: reckoned from a small sweep, and checked against one of a hundredth.

Run as `python -m benchmarks.scale [--runs 1000000] [--quick] [--markdown]`. A small sweep gives the
rate of a core, the bytes that a run leaves and the time before the first; two more, with two
workers, give what the process that gathers results spends on each part more. A sweep of a hundredth
of the runs then tells how far the reckoning is off. Prices differ too much to be named: core-hours
do not.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figure, markdown, table
from benchmarks.sweep import study, swept
from experiments.study import Study
from experiments.sweep.computing import Task
from sim.ensemble import CHUNK

#: Where the million runs may be made, in words, and with how many cores.
PLACES = {"one core": 1, "this machine, 2 cores": 2, "a node of 64 cores": 64,
          "a partition of 32 nodes of 64 cores": 2048}  # fmt: skip
#: Runs of the sweep from which the rest is reckoned.
SMALL = 4_096


@dataclass(frozen=True)
class Cost:
    """What one run costs.

    Attributes
    ----------
    seconds : float
        Of a core. [s]
    fixed : float
        Before the first run, once a worker. [s]
    bytes : float
        On disk.
    peak : float
        Memory of a worker, whatever the number of runs. [MiB]
    gather : float
        Of the process that hands out parts and writes what comes back, a part. [s]
    message : float
        What a worker is sent for a part. [bytes]
    """

    seconds: float
    fixed: float
    bytes: float
    peak: float
    gather: float
    message: float


def small(runs: int) -> Cost:
    """Reckon from a small sweep: the steady rate between its first part and its last."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        told = swept(runs, out)
        space = sum(path.stat().st_size for path in (out / "outcomes").iterdir())
        sizes = (2 * CHUNK, runs)
        parent = [swept(size, out.with_name(f"{size}"), workers=2)["processor"] for size in sizes]
    rate = told["steady"]
    fixed = max(told["seconds"] - runs / rate, 0.0)
    gather = max(parent[1] - parent[0], 0.0) / (math.ceil(runs / CHUNK) - 2)
    return Cost(1 / rate, fixed, space / runs, told["peak"], gather, message(runs))


def message(runs: int) -> float:
    """Bytes that go to a worker with a part: the study, its points and its seeds."""
    resolved = Study.from_dict(study(runs), "benchmark")
    task = Task(json.dumps(resolved.resolved()), 0, resolved.rows(*resolved.of_part(0)))
    return float(len(pickle.dumps(task)))


def reckoned(cost: Cost, runs: int, chunk: int = CHUNK) -> list[Figure]:
    """Core-hours, hours, memory, bytes and network for so many runs."""
    parts = math.ceil(runs / chunk)
    figures = [
        Figure("scale.core_hours", f"{runs:,} runs", runs * cost.seconds / 3600, "core-hours",
               f"{1 / cost.seconds:,.0f} runs a second and core"),
        Figure("scale.disk", "on disk", runs * cost.bytes / 2**20, "MiB",
               f"{cost.bytes:.0f} bytes a run, without histories"),
        Figure("scale.memory", "memory of each worker", cost.peak, "MiB",
               "does not grow with the runs"),
        Figure("scale.network", "over the network of a cluster",
               parts * (cost.message + chunk * cost.bytes) / 2**20, "MiB",
               f"{parts:,} parts of {chunk} runs, {cost.message / 1000:.0f} kB of task each"),
    ]  # fmt: skip
    for place, cores in PLACES.items():
        # a part is never split, and one process gathers them all
        computing = math.ceil(parts / cores) * chunk * cost.seconds
        gathering = parts * cost.gather if cores > 1 else 0.0
        how = f"computing {told(computing)}"
        if gathering > computing:
            how = f"gathering {told(gathering)}, {how}: shards, which gather for themselves"
        figures.append(
            Figure(f"scale.{cores}", f"on {place}",
                   (max(computing, gathering) + cost.fixed) / 60, "minutes", how)
        )  # fmt: skip
    return figures


def told(seconds: float) -> str:
    """A time in the unit that suits it.

    >>> told(8.04), told(300)
    ('8.0 s', '5.0 min')
    """
    return f"{seconds / 60:.1f} min" if seconds >= 120 else f"{seconds:.1f} s"


def checked(cost: Cost, runs: int) -> Figure:
    """A sweep of so many runs against what was reckoned for it."""
    with tempfile.TemporaryDirectory() as folder:
        told = swept(runs, Path(folder) / "out")
    wanted = cost.fixed + runs * cost.seconds
    how = f"{told['seconds']:.1f} s for {wanted:.1f} s reckoned; peak {told['peak']:.0f} MiB"
    return Figure(
        "scale.check", f"{runs:,} runs against the reckoning", told["seconds"] / wanted, "x", how
    )


def main() -> None:
    """Measure, reckon, check, show."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000, help="size of the study")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    given = parser.parse_args()
    cost = small(2_048 if given.quick else SMALL)
    figures = reckoned(cost, given.runs)
    figures.append(checked(cost, 2_048 if given.quick else max(given.runs // 100, SMALL)))
    if given.markdown:
        print(markdown(figures, {}))
    else:
        Console(width=150).print(table(figures, {}))


if __name__ == "__main__":
    main()
