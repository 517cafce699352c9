"""What a million runs need: reckoned from a small sweep, and checked against one of a hundredth.

Run as `python -m benchmarks.scale [--runs 1000000] [--quick]`. A small sweep gives the rate of a
core, the bytes that a run leaves and the time before the first; a sweep of a hundredth of the runs
then tells how far the reckoning is off. Prices differ too much to be named: core-hours do not.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figure, table
from benchmarks.sweep import swept

#: Where the million runs may be made, in words, and with how many cores.
PLACES = {"one core": 1, "this machine, 2 cores": 2, "a node of 64 cores": 64,
          "a partition of 32 nodes of 64 cores": 2048}  # fmt: skip
#: Runs of the sweep from which the rest is reckoned.
SMALL = 2_000
#: What a worker sends back and forth for a part beside the outcomes: study, seeds, points.
MESSAGE_BYTES = 80_000


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
    """

    seconds: float
    fixed: float
    bytes: float
    peak: float


def small(runs: int) -> Cost:
    """Reckon from a small sweep: the steady rate between its first part and its last."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        told = swept(runs, out)
        space = sum(path.stat().st_size for path in (out / "outcomes").iterdir())
    rate = told["steady"]
    return Cost(1 / rate, max(told["seconds"] - runs / rate, 0.0), space / runs, told["peak"])


def reckoned(cost: Cost, runs: int, chunk: int = 512) -> list[Figure]:
    """Core-hours, hours, memory, bytes and network for so many runs."""
    core_hours = runs * cost.seconds / 3600
    figures = [
        Figure("scale.core_hours", f"{runs:,} runs", core_hours, "core-hours",
               f"{1 / cost.seconds:,.0f} runs a second and core"),
        Figure("scale.disk", "on disk", runs * cost.bytes / 2**20, "MiB",
               f"{cost.bytes:.0f} bytes a run, without histories"),
        Figure("scale.memory", "memory of each worker", cost.peak, "MiB",
               "does not grow with the runs"),
        Figure("scale.network", "over the network of a cluster",
               runs / chunk * (MESSAGE_BYTES + chunk * cost.bytes) / 2**20, "MiB",
               f"{chunk} runs a part, {MESSAGE_BYTES / 1000:.0f} kB of task each"),
    ]  # fmt: skip
    for place, cores in PLACES.items():
        busy = min(cores, runs // chunk)
        hours = (core_hours / busy) + cost.fixed / 3600
        figures.append(
            Figure(f"scale.{cores}", f"on {place}", 60 * hours, "minutes",
                   f"at 100% of {busy:,} cores; {1 / 0.9:.2f} times as long at nine tenths")
        )  # fmt: skip
    return figures


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
    given = parser.parse_args()
    cost = small(1_536 if given.quick else SMALL)
    figures = reckoned(cost, given.runs)
    figures.append(checked(cost, 2_048 if given.quick else max(given.runs // 100, SMALL)))
    Console(width=150).print(table(figures, {}))


if __name__ == "__main__":
    main()
