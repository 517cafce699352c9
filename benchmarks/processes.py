"""What a whole process costs: memory, start-up, and what a second worker adds."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from benchmarks.against import BASELINE
from benchmarks.figures import Figure
from benchmarks.timing import ratio
from sim import simulate
from sim.streams import run_seeds

ROOT = Path(__file__).parents[1]
COALITION = (
    "-c",
    "import sys; sys.argv[0] = 'coalition'; from experiments.cli import main; main()",
)
PATIENCE_S = 180.0

# The peak since the process began: what getrusage tells of a child on Linux may be its parent's.
PEAK = """
import resource, sys
from pathlib import Path
status = Path("/proc/self/status")
if status.exists():
    (line,) = (l for l in status.read_text().splitlines() if l.startswith("VmHWM"))
    print(int(line.split()[1]) / 1024)
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (2**20 if sys.platform == "darwin" else 2**10))
"""


def python(*arguments: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    return done.stdout


def memory(quick: bool) -> list[Figure]:
    """Peak memory of a process that simulates, and of one that only imports."""
    figures = []
    for runs in (0, 200) if quick else (0, 200, 2000):
        work = f"sim.simulate({BASELINE!r}, runs={runs}, seed=1)" if runs else ""
        peak = float(python("-c", f"import sim\n{work}\n{PEAK}"))
        what = f"peak memory, {runs:,} runs with their history" if runs else "memory after import"
        figures.append(Figure(f"memory.{runs}", what, peak, "MiB", "a process of its own"))
    return figures


def start_up(quick: bool) -> list[Figure]:
    """Time until `import sim`, the help of `coalition`, and the first picture of a run."""
    repeats = 1 if quick else 5
    runs = 20 if quick else 200
    light = statistics.median(_wall("-c", "import sim") for _ in range(repeats))
    figures = [Figure("start.import", "`import sim` in a fresh Python", light, "s", "on the wall")]
    helped: float | None = None
    pictured: float | None = None
    if find_spec("experiments.cli") is not None:
        try:
            helped = statistics.median(_wall(*COALITION, "--help") for _ in range(repeats))
            pictured = until_picture(
                *COALITION, "run", BASELINE, "--runs", str(runs), "--seed", "1"
            )
        except (subprocess.SubprocessError, OSError):
            pass
    return [
        *figures,
        Figure("start.help", "`coalition --help`", helped, "s", "on the wall"),
        Figure(
            "start.picture",
            f"`coalition run {BASELINE} --runs {runs}` to the first picture",
            pictured,
            "s",
            "on the wall",
        ),
    ]


def _wall(*arguments: str) -> float:
    start = time.perf_counter()
    python(*arguments)
    return time.perf_counter() - start


def until_picture(*arguments: str) -> float | None:
    """Time until a command has written a picture; None when it ends without one. [s]"""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        start = time.perf_counter()
        command = [sys.executable, *arguments, "--out", str(out)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                while time.perf_counter() - start < PATIENCE_S:
                    running = process.poll() is None
                    if any(_pictures(out)):
                        return time.perf_counter() - start
                    if not running:
                        return None
                    time.sleep(0.02)
                return None
            finally:
                process.kill()


def _pictures(folder: Path) -> list[Path]:
    found = (path for kind in ("png", "svg") for path in folder.rglob(f"*.{kind}"))
    return [path for path in found if path.stat().st_size]


def work(seeds: Sequence[int]) -> float:
    """Run the baseline with some seeds; returns the processor time that it took. [s]"""
    start = time.process_time()
    simulate(BASELINE, seeds=seeds)
    return time.process_time() - start


def two_workers(quick: bool) -> list[Figure]:
    """How much faster two spawned processes with half the runs each are than one with all."""
    runs = 512 if quick else 2048
    seeds = run_seeds(1, runs).tolist()
    halves = (seeds[: runs // 2], seeds[runs // 2 :])
    walls: dict[str, list[float]] = {"one": [], "two": []}
    cores: dict[str, list[float]] = {"one": [], "two": []}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        list(pool.map(work, [seeds[:64]] * 4))
        for _ in range(1 if quick else 3):
            for name, parts in (("one", (seeds,)), ("two", halves)):
                start = time.perf_counter()
                used = list(pool.map(work, parts))
                walls[name].append(time.perf_counter() - start)
                cores[name].append(max(used))
    busy = f"load of the machine {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        Figure(
            "workers.wall",
            "two workers against one, on the wall",
            ratio(*walls.values()),
            "x",
            busy,
        ),
        Figure(
            "workers.processor",
            "two workers against one, processor time of the longer",
            ratio(*cores.values()),
            "x",
            f"{runs:,} runs; what it would be with both cores free",
        ),
    ]


def measure(quick: bool) -> list[Figure]:
    """Memory, start-up and workers."""
    return [*memory(quick), *start_up(quick), *two_workers(quick)]
