"""The one front: from any table of factors and failures to a box that was tried on fresh runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.discovery.choosing import Rule, choose
from experiments.discovery.fault import DiscoveryError
from experiments.discovery.measures import bootstrapped, counted
from experiments.discovery.resampling import halves, held_out, stability
from experiments.discovery.result import Discovery
from experiments.discovery.sample import Sample, take
from experiments.discovery.search import Search

#: Random splits of the points; each is searched from both sides.
SPLITS = 20
#: Resamples of the measures of the chosen box.
BOOTSTRAPS = 1000


def discover(
    table: pd.DataFrame,
    factors: Sequence[str | Factor],
    failing: Any,
    method: str = "prim",
    *,
    points: Any = None,
    defined: Any = None,
    coverage: float | None = None,
    box: int | None = None,
    splits: int = SPLITS,
    seed: int = 0,
    level: float = 0.95,
    processes: int = 1,
    options: Mapping[str, Any] | None = None,
    advance: Callable[[int], None] | None = None,
) -> Discovery:
    """Find the ranges of factors in which runs fail.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run. With replicates, a point has several rows: the density of a box is then the
        share of worlds, points times replicates, that fail in it.
    factors : sequence of str or Factor
        Columns to search: numbers, or labels such as a scenario.
    failing : str or (rows,)
        Column, or whether each run fails, see `Condition.holds`.
    method : {"prim", "cart"}
        Peeling, or a tree.
    points : str or (rows,), optional
        Point of each row: the unit of all resampling.
    defined : (rows,), optional
        Where `failing` is known, see `Condition.defined`; other runs are dropped and counted.
    coverage : float, optional
        Take the densest box that holds at least this share of the failures, instead of the one
        with the highest `phi`. (0–1]
    box : int, optional
        Take this row of the trajectory instead.
    splits : int
        Random splits of the points for stability and held-out measures; 0 for none.
    seed : int
        Of splits and bootstrap.
    level : float
        Of the bootstrap intervals.
    processes : int
        Processes for the splits; the result is the same for any number.
    options : mapping, optional
        Settings of the method, see `prim` and `cart`.
    advance : callable, optional
        Is told of each finished half.

    Raises
    ------
    DiscoveryError
        When too little fails or does not fail, or something is asked for that is not there.

    Examples
    --------
    >>> x = np.random.default_rng(1).random((300, 3))
    >>> frame = pd.DataFrame(x, columns=["a", "b", "c"])
    >>> found = discover(frame, ["a", "b", "c"], frame["a"] < 0.3, "cart", splits=2)
    >>> found.chosen.factors, round(found.density, 2), found.verdict.kind
    (('a',), 1.0, 'holds')
    """
    if coverage is not None and not 0.0 < coverage <= 1.0:
        raise DiscoveryError(f"the coverage is {coverage:g}; it must be above 0 and at most 1")
    if splits < 0:
        raise DiscoveryError(f"there are {splits} splits; there must be at least 0")
    sample = take(table, factors, failing, points, defined)
    search = Search(method, Rule(coverage), options or {})
    return of_sample(
        sample, search, box=box, splits=splits, seed=seed, level=level, processes=processes,
        advance=advance,
    )  # fmt: skip


def of_sample(
    sample: Sample,
    search: Search,
    *,
    box: int | None,
    splits: int,
    seed: int,
    level: float,
    processes: int = 1,
    advance: Callable[[int], None] | None = None,
) -> Discovery:
    """The same, of a sample that is in order."""
    boxes = search.boxes(sample)
    if box is None:
        chosen = choose(boxes, sample, search.rule)
    elif 0 <= box < len(boxes):
        chosen = boxes[box]
    else:
        raise DiscoveryError(
            f"there is no box {box}; the trajectory has boxes 0 to {len(boxes) - 1}"
        )
    inside = chosen.holds(sample.table)
    counts = counted(inside, sample.failing)
    if box is not None:  # a resample has other boxes: the one like it is that of like coverage
        search = Search(search.method, Rule(counts.coverage), search.options)
    splitting, drawing = np.random.default_rng(seed).spawn(2)
    found = halves(sample, search, splits, splitting, processes, advance)
    return Discovery(
        method=search.method,
        rule=search.rule if box is None else None,
        sample=sample,
        boxes=tuple(boxes),
        chosen=chosen,
        counts=counts,
        intervals=bootstrapped(inside, sample.failing, sample.group, BOOTSTRAPS, drawing, level),
        stability=stability(found, sample, chosen),
        held_out=held_out(found),
        level=level,
        seed=seed,
    )
