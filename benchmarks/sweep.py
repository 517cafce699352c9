"""What a sweep costs: speed with one and two workers, memory, resuming, space on disk.

Run as `python -m benchmarks.sweep [--quick]`; the largest sweep takes several minutes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.figures import Figure, table
from benchmarks.processes import PATIENCE_S, python

SIZES = (1_000, 10_000, 100_000)
FACTORS = (
    "rules.fatigue.gain", "rules.herding.strength", "rules.trust.gain", "rules.agency.leak_base",
    "rules.host_budget.stickiness", "rules.termination.base",
)  # fmt: skip

# Each sweep in a process of its own, whose peak of memory is then that of the sweep.
SWEEP = """
import json, sys, time
from experiments.study import Study
from experiments.sweep import sweep

def main():
    data, out, workers = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    study = Study.from_dict(data, "benchmark")
    clock, spent = time.perf_counter(), time.process_time()
    first = []
    report = lambda s: first.append((time.perf_counter(), s.done)) if s.done else None
    done = sweep(study, out, processes=workers, report=report)
    end = time.perf_counter()
    steady = (done.done - first[0][1]) / (first[-1][0] - first[0][0]) if len(first) > 1 else 0
    print(json.dumps({"seconds": end - clock, "steady": steady, "peak": done.peak_mib,
                      "processor": time.process_time() - spent, "found": done.found}))

if __name__ == "__main__":
    main()
"""


def study(runs: int) -> dict[str, Any]:
    """A study of so many runs of the baseline."""
    return {
        "title": "Benchmark",
        "scenario": "liberia/baseline",
        "factors": dict.fromkeys(FACTORS),
        "design": {"method": "latin_hypercube", "samples": runs},
        "seeds": "independent",
        "seed": 1,
        "outcomes": ["partnership_stability", "funding_gap", "trust", "legitimacy"],
    }


def swept(runs: int, out: Path, workers: int = 1) -> dict[str, float]:
    """Sweep in a fresh process."""
    script = out.with_name("sweeping.py")
    script.write_text(SWEEP)
    patience = max(PATIENCE_S, runs / 20)
    said = python(str(script), json.dumps(study(runs)), str(out), str(workers), patience=patience)
    return dict(json.loads(said))


def measure(quick: bool) -> list[Figure]:
    """Speed, memory, resuming and space."""
    figures = []
    for runs in (200, 1_000) if quick else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            cost = swept(runs, out)
            space = sum(path.stat().st_size for path in (out / "outcomes").iterdir()) / runs
            how = f"{cost['seconds']:.1f} s, {cost['processor']:.1f} s of processor time"
            named = f"{runs:,} runs"
            figures += [
                Figure(f"sweep.speed.{runs}", f"sweep of {named}, here", runs / cost["seconds"],
                       "runs/s", how),
                Figure(f"sweep.memory.{runs}", f"peak memory, {named}", cost["peak"], "MiB",
                       "of the process, by the system's count"),
                Figure(f"sweep.space.{runs}", f"on disk, {named}", space, "bytes a run",
                       "6 factors, 6 outcomes"),
            ]  # fmt: skip
            if runs == 10_000 or quick:
                (out / "manifest.json").unlink()
                again = swept(runs, out)
                figures.append(
                    Figure(f"sweep.resume.{runs}", f"finding {named} finished, and the manifest",
                           again["seconds"], "s", f"{again['found']:,} found")
                )  # fmt: skip
    figures += two_workers(1_000 if quick else 10_000)
    return figures


def two_workers(runs: int) -> list[Figure]:
    """One worker and two, in turn; the rate between the first part and the last."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(2):
        for workers, found in rates.items():
            with tempfile.TemporaryDirectory() as folder:
                found.append(swept(runs, Path(folder) / "out", workers)["steady"])
    return [
        Figure(f"sweep.workers.{workers}", f"sweep with {workers} worker(s), once they run",
               max(found), "runs/s", " and ".join(f"{rate:.0f}" for rate in found))
        for workers, found in rates.items()
    ]  # fmt: skip


if __name__ == "__main__":
    started = time.perf_counter()
    Console().print(table(measure("--quick" in sys.argv), {}))
    print(f"{time.perf_counter() - started:.0f} s")
