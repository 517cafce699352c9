"""A table in order for a search: factors, which rows fail, and which rows belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.discovery.fault import DiscoveryError
from sim.errors import nearest

#: Fewest points that fail, and that do not: with fewer, any box fits by luck.
FEWEST = 10


@dataclass(frozen=True)
class Sample:
    """What is searched.

    Attributes
    ----------
    table : pandas.DataFrame
        Column a factor: float for numbers, category for labels.
    failing : (rows,)
        Whether the run fails.
    group : (rows,)
        Point of each row, 0 to `points` - 1: rows of one point are drawn together.
    dropped : int
        Rows left out because the condition or a factor is undefined there.
    constant : tuple of str
        Factors left out because they never change.
    unit : str
        What a group of rows is called, in the plural.
    """

    table: pd.DataFrame
    failing: np.ndarray
    group: np.ndarray
    dropped: int = 0
    constant: tuple[str, ...] = ()
    unit: str = "points"

    @property
    def points(self) -> int:
        """Number of points."""
        return int(self.group.max()) + 1

    @property
    def base_rate(self) -> float:
        """Share of the runs that fail."""
        return float(self.failing.mean())

    def within(self, points: np.ndarray) -> Sample:
        """Rows of some points only."""
        chosen = np.zeros(self.points, dtype=bool)
        chosen[points] = True
        rows = chosen[self.group]
        _, group = np.unique(self.group[rows], return_inverse=True)
        return Sample(
            self.table[rows].reset_index(drop=True), self.failing[rows], group, unit=self.unit
        )


def take(
    table: pd.DataFrame,
    factors: Sequence[str | Factor],
    failing: Any,
    points: Any = None,
    defined: Any = None,
) -> Sample:
    """Check a table and put it in order.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run.
    factors : sequence of str or Factor
        Columns to search; a `Factor` says which numbers are categories.
    failing : str or (rows,)
        Column, or whether each run fails.
    points : str or (rows,), optional
        Column, or the point of each row, so that replicates stay together; a row is a point
        unless given.
    defined : (rows,), optional
        Whether it is known that a run fails; runs where it is not are left out and counted.

    Raises
    ------
    DiscoveryError
        When a column is missing, or when fewer than `FEWEST` points fail or do not.
    """
    names = [one if isinstance(one, str) else one.name for one in factors]
    for name in names:
        if name not in table:
            advice = nearest(name, map(str, table.columns))
            raise DiscoveryError(f"the table has no factor '{name}'{advice}")
    fails = np.asarray(table[failing] if isinstance(failing, str) else failing)
    if fails.shape != (len(table),):
        raise DiscoveryError(f"`failing` has the shape {fails.shape}; it needs one value a row")
    if fails.dtype != bool:
        if not np.isin(fails, (0, 1)).all():
            raise DiscoveryError("`failing` must hold true and false only; drop undefined runs")
        fails = fails.astype(bool)
    ids = table[points] if isinstance(points, str) else points
    ids = np.arange(len(table)) if ids is None else np.asarray(ids)
    known = np.ones(len(table), dtype=bool) if defined is None else np.asarray(defined, bool)
    known = known & table[names].notna().all(axis=1).to_numpy()
    kinds = {one.name: one for one in factors if isinstance(one, Factor)}
    columns = {name: _column(table[name][known], kinds.get(name)) for name in names}
    varied = {name: column for name, column in columns.items() if column.nunique() > 1}
    _, group = np.unique(ids[known], return_inverse=True)
    found = Sample(
        pd.DataFrame(varied).reset_index(drop=True), fails[known], group,
        int((~known).sum()), tuple(name for name in names if name not in varied),
        f"{points}s" if isinstance(points, str) else "points",
    )  # fmt: skip
    _enough(found)
    return found


def _column(column: pd.Series, factor: Factor | None) -> pd.Series:
    """Numbers as floats, labels and switches as categories, in the order of the factor's values."""
    listed = factor is not None and factor.kind == "categorical"
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if numeric and not listed:
        values = column.astype(float)
        if not np.isfinite(values.to_numpy()).all():
            raise DiscoveryError(f"the factor '{column.name}' holds infinite values")
        return values
    there = list(dict.fromkeys(column.tolist()))
    order = [value for value in factor.values if value in there] if factor and listed else there
    if not numeric and not listed:
        order = sorted(there, key=str)
    return pd.Series(pd.Categorical(column, categories=order), index=column.index, name=column.name)


def _enough(sample: Sample) -> None:
    count = len(sample.failing)
    if not count:
        raise DiscoveryError("there is no run for which the condition and all factors are defined")
    if not len(sample.table.columns):
        raise DiscoveryError("no factor varies, so that there is nothing to search")
    failures = int(sample.failing.sum())
    for rows, these, others in (
        (sample.failing, "fails", "there is no failure to explain"),
        (~sample.failing, "does not fail", "there is nothing to tell the failures from"),
    ):
        number = len(np.unique(sample.group[rows]))
        told = f"{failures:,} of {count:,} runs fail"
        if not number:
            raise DiscoveryError(f"{told}: {others}; choose another threshold")
        if number < FEWEST:
            raise DiscoveryError(
                f"{told}, and only {number} {sample.unit} have a run that {these}; at least "
                f"{FEWEST} are needed, or any box fits by luck: choose another threshold, or run "
                f"more {sample.unit}"
            )
