"""Measure speed, growth and memory, and hold them against what is expected.

python -m benchmarks.run               a table, and out/benchmarks.json
python -m benchmarks.run --quick       the same in small, to see that everything works
python -m benchmarks.run --markdown    the table of docs/performance.md
python -m benchmarks.run --check       also `ok` or `slow` for each ratio; exit code 1 when slow
python -m benchmarks.run --last        with any of these: the figures of the last time
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import mesa
import numpy
from rich.console import Console

from benchmarks import against, growth, processes, shares, variants
from benchmarks.figures import Figure, expected, markdown, read, table, verdicts, write

OUT = Path("out/benchmarks.json")

PARTS = {
    "ensemble against Mesa": against.measure,
    "growth": growth.measure,
    "processes": processes.measure,
    "where the time goes": shares.measure,
    "what else could be had": variants.measure,
}


def measured(quick: bool, console: Console) -> list[Figure]:
    """All figures, in the order of the table."""
    figures: list[Figure] = []
    for name, measure in PARTS.items():
        start = time.perf_counter()
        console.print(f"{name} ...", end=" ")
        figures += measure(quick)
        console.print(f"{time.perf_counter() - start:.0f} s")
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure.")
    parser.add_argument("--quick", action="store_true", help="small sizes, one repeat")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--check", action="store_true", help="fail when a ratio is out of bounds")
    parser.add_argument("--last", action="store_true", help=f"read {OUT}, measure nothing")
    parser.add_argument("--out", type=Path, default=OUT, help=f"file to write, {OUT} if not given")
    given = parser.parse_args(arguments)

    wanted = expected()
    if given.last:
        figures = read(given.out)
    else:
        figures = measured(given.quick, Console(stderr=True))
        about = {
            "python": platform.python_version(),
            "mesa": mesa.__version__,
            "numpy": numpy.__version__,
            "quick": given.quick,
        }
        write(figures, given.out, about)
    if given.markdown:
        print(markdown(figures, wanted))
    else:
        wide = None if sys.stdout.isatty() else 150
        Console(width=wide).print(table(figures, wanted))
    if not given.check:
        return 0
    found = verdicts(figures, wanted)
    for key, verdict in found.items():
        print(f"{key:<20} {verdict}")
    return int(any(verdict.startswith("slow") for verdict in found.values()))


if __name__ == "__main__":
    sys.exit(main())
