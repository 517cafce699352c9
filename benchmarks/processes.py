"""What a whole process costs: memory, start-up, and what a second worker adds."""

from __future__ import annotations

import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.against import BASELINE
from benchmarks.figures import Figure, three_digits
from benchmarks.timing import ratio, rounds
from sim import simulate
from sim.ensemble import CHUNK
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


def python(*arguments: str, patience: float = PATIENCE_S) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=patience, check=True
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
    run = (*COALITION, "run", BASELINE, "--runs", str(runs), "--seed", "1")
    figures = [
        _started(
            "start.import",
            "`import sim` in a fresh Python",
            repeats,
            _until_end("-c", "import sim"),
        )
    ]
    for key, what, times, task in (
        ("start.help", "`coalition --help`", repeats, _until_end(*COALITION, "--help")),
        (
            "start.picture",
            f"`coalition run {BASELINE} --runs {runs}` to the first picture",
            min(repeats, 3),
            partial(until_picture, *run),
        ),
    ):
        figures.append(_started(key, what, times, task))
    return figures


def _until_end(*arguments: str) -> Callable[[], float]:
    def task() -> float:
        start = time.perf_counter()
        python(*arguments)
        return time.perf_counter() - start

    return task


def _started(key: str, what: str, repeats: int, task: Callable[[], float | None]) -> Figure:
    """Median over the repeats; no number when a command is missing or fails."""
    walls, spent = [], []
    try:
        if "coalition" in what and find_spec("experiments.cli") is None:
            raise OSError("there is no command yet")
        for _ in range(repeats):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            wall = task()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if wall is None:
                raise OSError("the command ended without a picture")
            walls.append(wall)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    except (subprocess.SubprocessError, OSError) as error:
        return Figure(key, what, None, "s", str(error).splitlines()[0])
    how = f"on the wall; processor time {three_digits(statistics.median(spent))} s"
    return Figure(key, what, statistics.median(walls), "s", how)


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


def work(batches: Sequence[Sequence[int]]) -> float:
    """Run the baseline for each batch of seeds; returns the processor time that it took. [s]"""
    start = time.process_time()
    for seeds in batches:
        simulate(BASELINE, seeds=seeds)
    return time.process_time() - start


def two_workers(quick: bool) -> list[Figure]:
    """How much faster two spawned processes with half the batches each are than one with all.

    All calls are of one size: a longer history costs more memory a run, and would be compared too.
    """
    batches = [run_seeds(1, CHUNK, start).tolist() for start in range(0, 8 * CHUNK, CHUNK)]
    batches = batches[:2] if quick else batches
    half = len(batches) // 2
    splits = {"one": [batches], "two": [batches[:half], batches[half:]]}
    walls: dict[str, list[float]] = {name: [] for name in splits}
    spent: dict[str, list[float]] = {name: [] for name in splits}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(work, [batches[:1]] * 4))
        for _ in range(1 if quick else 5):
            for name, parts in splits.items():
                start = time.perf_counter()
                used = list(pool.map(work, parts))
                walls[name].append(time.perf_counter() - start)
                spent[name].append(sum(used))
    load = f"; load of the machine {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        Figure(
            "workers.wall",
            "two workers against one, on the wall",
            ratio(walls["one"], walls["two"]),
            "x",
            f"{rounds(walls['one'], walls['two'])}{load}",
        ),
        Figure(
            "workers.processor",
            "processor time of both workers together against that of one",
            ratio(spent["two"], spent["one"]),
            "x",
            f"{rounds(spent['two'], spent['one'])}; 1 when they do not hinder each other",
        ),
    ]


def measure(quick: bool) -> list[Figure]:
    """Memory, start-up and workers."""
    return [*memory(quick), *start_up(quick), *two_workers(quick)]
