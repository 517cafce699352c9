"""Clocks, ratios and growth: what makes figures comparable on a machine that does other work too.

Work inside this process is timed in seconds of processor time, which other programs lengthen less
than the time on the wall. What is compared is interleaved, A B A B ..., and a ratio is the median
of the ratios of neighbours, which met the same weather.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

Name = TypeVar("Name", bound=Hashable)


def seconds(task: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Time that a task takes, by processor time unless another clock is given. [s]"""
    gc.collect()
    start = clock()
    task()
    return clock() - start


def interleaved(
    tasks: Mapping[Name, Callable[[], object]],
    repeats: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[Name, list[float]]:
    """Time each task once a round.

    Parameters
    ----------
    tasks : mapping of name to callable
        What to time.
    repeats : int
        Rounds, at least 1.
    clock : callable
        Processor time unless given.

    Returns
    -------
    dict of name to list of float
        Times in the order of the rounds. [s]
    """
    times: dict[Name, list[float]] = {name: [] for name in tasks}
    for _ in range(repeats):
        for name, task in tasks.items():
            times[name].append(seconds(task, clock))
    return times


def ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    """Median over the rounds of how many times longer `slow` takes than `fast`.

    >>> ratio([4.0, 9.0, 8.0], [2.0, 3.0, 4.0])
    2.0
    """
    return statistics.median(s / f for s, f in zip(slow, fast, strict=True))


def rounds(slow: Sequence[float], fast: Sequence[float]) -> str:
    """The ratios of all rounds from the lowest to the highest, to show how far they scatter.

    >>> rounds([4.0, 9.0, 8.0], [2.0, 3.0, 4.0])
    'rounds 2.00-3.00'
    """
    each = sorted(s / f for s, f in zip(slow, fast, strict=True))
    digits = 0 if each[0] >= 100 else 2
    return f"rounds {each[0]:.{digits}f}-{each[-1]:.{digits}f}"


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Exponent k of the power law `time = c * size ** k`, by least squares on logarithms.

    >>> round(exponent([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    slope, _ = np.polyfit(np.log(sizes), np.log(times), 1)
    return float(slope)
