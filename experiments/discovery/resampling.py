"""What chance did to a box: the same search on halves of the points, tried on the other halves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery.box import Box, Side
from experiments.discovery.measures import Counts, counted
from experiments.discovery.sample import Sample
from experiments.discovery.search import Search
from experiments.executor import drive, workers

#: Ends of the spread that is told of bounds and of held-out measures.
ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Half:
    """A search on half of the points.

    Attributes
    ----------
    box : Box
        What it chose; empty where it found nothing.
    fresh : Counts
        Of that box, on the runs of the other half.
    """

    box: Box
    fresh: Counts


@dataclass(frozen=True)
class HeldOut:
    """Measures of boxes on runs that their search had not seen; each with its middle and spread.

    Attributes
    ----------
    halves : int
        Searches.
    density, coverage, base_rate : (3,)
        Median, 5th and 95th percentile over the halves that found a box; NaN where none did.
    lift : (3,)
        Of density less base rate, in the same way.
    empty : int
        Halves in which the rule found no box.
    """

    halves: int
    density: tuple[float, float, float]
    coverage: tuple[float, float, float]
    base_rate: tuple[float, float, float]
    lift: tuple[float, float, float]
    empty: int


def halves(
    sample: Sample, search: Search, splits: int, rng: np.random.Generator, processes: int = 1,
    advance: Callable[[int], None] | None = None,
) -> list[Half]:  # fmt: skip
    """Search both halves of `splits` random splits of the points, and try each on the other.

    Complementary pairs of Shah and Samworth (2013, doi:10.1111/j.1467-9868.2011.01034.x) for the
    stability selection of Meinshausen and Buehlmann (2010,
    doi:10.1111/j.1467-9868.2010.00740.x). Points are split, not runs: replicates of a point would
    carry what one half has learned into the other.
    """
    tasks: list[_Task] = []
    for _ in range(splits):
        order = rng.permutation(sample.points)
        middle = sample.points // 2
        for seen, unseen in ((order[:middle], order[middle:]), (order[middle:], order[:middle])):
            tasks.append(_Task(len(tasks), sample.within(seen), sample.within(unseen), search))
    found: dict[int, Half] = {}

    def take(task: _Task, half: Half) -> None:
        found[task.number] = half
        if advance is not None:
            advance(1)

    with workers(processes) as staff:
        drive(tasks, staff, _half, take)
    return [found[number] for number in sorted(found)]


@dataclass(frozen=True)
class _Task:
    number: int
    seen: Sample
    unseen: Sample
    search: Search


def _half(task: _Task) -> Half:
    seen, unseen = task.seen, task.unseen
    learns = seen.failing.any() and not seen.failing.all()
    box = task.search.choose(seen) if learns else Box()
    return Half(box, counted(box.holds(unseen.table), unseen.failing))


def held_out(found: list[Half]) -> HeldOut:
    """Measures on fresh runs, over all halves that found a box."""
    there = [half.fresh for half in found if len(half.box)]
    density = np.array([fresh.density for fresh in there])
    base = np.array([fresh.base_rate for fresh in there])
    coverage = np.array([fresh.coverage for fresh in there])
    return HeldOut(
        len(found), _spread(density), _spread(coverage), _spread(base), _spread(density - base),
        len(found) - len(there),
    )  # fmt: skip


def stability(found: list[Half], sample: Sample, chosen: Box) -> pd.DataFrame:
    """How often each restriction comes back, and where its bound lies then.

    Returns
    -------
    pandas.DataFrame
        A row for each factor and side seen in any half or in the chosen box: factor, side
        ("low", "high" or "without VALUE"), share of the halves, bound in the chosen box (NaN
        where it is not in it, or is a label), from and to (5th and 95th percentile of the bound
        over halves that have it), chosen. Factors never restricted have a row with side "" and
        share 0.
    """
    seen: dict[tuple[str, Side], list[float]] = {place: [] for place in chosen.sides()}
    for half in found:
        for factor, side in half.box.sides():
            seen.setdefault((factor, side), []).append(half.box[factor].bound(side))
    for name in map(str, sample.table.columns):
        if not any(factor == name for factor, _ in seen):
            seen[name, ("", None)] = []
    inside = set(chosen.sides())
    order = {str(name): place for place, name in enumerate(sample.table.columns)}
    rows = []
    for (factor, side), bounds in sorted(
        seen.items(), key=lambda item: (order[item[0][0]], str(item[0][1]))
    ):
        _, low, high = _spread(np.array(bounds))
        rows.append(
            {
                "factor": factor,
                "side": side_words(side),
                "share": len(bounds) / len(found) if found else np.nan,
                "bound": chosen[factor].bound(side) if (factor, side) in inside else np.nan,
                "from": low,
                "to": high,
                "chosen": (factor, side) in inside,
            }
        )
    return pd.DataFrame(rows)


def side_words(side: Side) -> str:
    """A side as the table of stability has it.

    >>> side_words(("low", None)), side_words(("without", "war"))
    ('low', 'without war')
    """
    what, value = side
    return f"{what} {value}" if what == "without" else what


def _spread(values: np.ndarray) -> tuple[float, float, float]:
    known = values[np.isfinite(values)]
    if not len(known):
        return (np.nan, np.nan, np.nan)
    middle, low, high = np.quantile(known, [0.5, *ENDS])
    return float(middle), float(low), float(high)
