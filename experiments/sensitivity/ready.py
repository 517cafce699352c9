"""From any table to arrays that a method can trust: joined by id, checked, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Design, Factor
from experiments.sensitivity import guards
from experiments.sensitivity._registry import Method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.given import Factors, as_factors, bounds
from experiments.sensitivity.noise import refuse_independent, treatment
from experiments.sensitivity.over_replicates import Over, over
from experiments.study.rows import SEED, SEED_FACTOR

#: How far a value may lie outside its range: rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Ready:
    """What a method works on.

    Attributes
    ----------
    factors : tuple of Factor
        In the order of the columns of `x`.
    x : (points, factors)
        Values, labels as their place among a factor's values.
    y : (points,)
        The outcome, over replicates where there are any.
    runs : (points, replicates) or None
        The outcome of single runs; None where points have different numbers of them.
    base : (points,)
        Base sample of each point; its own number where there are none.
    length : int
        Rows of a base sample.
    treatment : str
        How seeds are shared.
    options : dict
        Options of the method.
    dropped : int
        Runs that were left out because they failed.
    """

    factors: tuple[Factor, ...]
    x: np.ndarray
    y: np.ndarray
    runs: np.ndarray | None
    base: np.ndarray
    length: int
    treatment: str
    options: Mapping[str, Any]
    dropped: int = 0

    @cached_property
    def groups(self) -> list[str]:
        """Group of each factor, its own name where it has none."""
        return [factor.group or factor.name for factor in self.factors]

    @cached_property
    def grouped(self) -> list[str]:
        """Groups in the order of their first factor, as SALib has them."""
        return list(dict.fromkeys(self.groups))

    @property
    def blocks(self) -> int:
        """Number of base samples."""
        return len(self.y) // self.length

    @property
    def y_blocks(self) -> np.ndarray:
        """The outcome by base sample, `(blocks, length)`."""
        return self.y.reshape(self.blocks, self.length)

    @property
    def x_blocks(self) -> np.ndarray:
        """Factors by base sample, `(blocks, length, factors)`."""
        return self.x.reshape(self.blocks, self.length, -1)

    def problem(self, *, groups: bool = False) -> dict[str, Any]:
        """SALib's problem, made anew because SALib changes it, with names that it cannot misread.

        Its `delta` refuses names that end like its own columns.
        """
        plain = [f"x{place}" for place in range(len(self.factors))]
        problem: dict[str, Any] = {
            "num_vars": len(plain),
            "names": plain,
            "bounds": [list(bounds(factor)) for factor in self.factors],
        }
        if groups and len(self.grouped) < len(plain):
            problem["groups"] = [f"g{self.grouped.index(name)}" for name in self.groups]
        return problem

    def first(self, blocks: int) -> Ready:
        """The first base samples only."""
        rows = blocks * self.length
        runs = None if self.runs is None else self.runs[:rows]
        return replace(
            self, x=self.x[:rows], y=self.y[:rows], runs=runs, base=self.base[:rows]
        )  # fmt: skip

    def picked(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Factors and outcome of some points."""
        return self.x[rows], self.y[rows]


def prepare(
    table: pd.DataFrame,
    given: Factors,
    outcome: str,
    method: Method,
    *,
    statistic: str | float = "mean",
    samples: int | None = None,
    options: Mapping[str, Any] | None = None,
) -> Ready:
    """Check a table and put it in order for a method.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run: factors, the outcome, and `base`, `step`, `point`, `replicate`, `seed` where
        there are any, as columns or as levels of the index.
    given : sequence of Factor, Design or mapping
        What was varied, in the order of the design; a mapping is SALib's problem.
    outcome : str
        Column to explain.
    method : Method
        What it is for.
    statistic : "mean", "spread" or float
        What of the replicates of a point is explained; a number is a quantile.
    samples : int, optional
        Base samples of the design, so that a truncated study is known for one.
    options : mapping, optional
        Options of the method.

    Raises
    ------
    SensitivityError
        With the name of what is wrong, the rows, and a way out.
    """
    guards.need_table(table)
    factors = as_factors(given)
    settings = dict(options or {})
    if isinstance(given, Design):
        samples = samples or (given.samples if method.paired else None)
        settings = {
            name: value for name, value in given.options.items() if name in method.options
        } | settings
    settings = method.settings(settings)
    columns = _columns(table, factors)
    frame = _frame(table, columns, outcome, method)
    frame, dropped = _finite(frame, columns, outcome, method)
    ids = _ids(frame, method)
    keys = [*ids, "replicate"]
    guards.refuse_duplicates(frame, keys)
    frame = frame.sort_values(keys, kind="stable", ignore_index=True)
    counts = frame.groupby(ids, sort=True).size()
    if method.paired:
        guards.need_replicates(counts)
    points = frame.drop_duplicates(ids)
    outcomes: Over = over(frame, ids, outcome, counts, statistic)
    guards.refuse_constant(outcomes.values, outcome)
    base, length = _blocks(points, ids, method, samples)
    ready = Ready(
        factors, _coded(points, columns, factors), outcomes.values, outcomes.runs, base, length,
        _treatment(frame, factors, columns, method), settings, dropped,
    )  # fmt: skip
    if method.structure is not None:
        why = method.structure(ready)
        if why:
            guards.refuse_layout(method, why)
    return ready


def _columns(table: pd.DataFrame, factors: Sequence[Factor]) -> list[str]:
    """Column of each factor: `seed` is that of the run, and the factor may stand beside it."""
    held = {*table.columns, *table.index.names}
    return [
        SEED_FACTOR if factor.name == SEED and SEED_FACTOR in held else factor.name
        for factor in factors
    ]


def _frame(table: pd.DataFrame, columns: list[str], outcome: str, method: Method) -> pd.DataFrame:
    index = [name for name in table.index.names if name is not None and name not in table.columns]
    frame = table.reset_index(level=index) if index else table
    guards.need_columns(frame, columns, "factor")
    guards.need_columns(frame, [outcome], "outcome")
    guards.need_numbers(frame[outcome])
    if method.paired:
        guards.need_ids(frame, method)
    wanted = ["base", "step", "point", "run", "replicate", "seed", "policy", "scenario"]
    kept = dict.fromkeys([n for n in wanted if n in frame] + [*columns, outcome])
    frame = frame[list(kept)].reset_index(drop=True)
    if "replicate" not in frame:
        frame["replicate"] = 0
    return frame


def _finite(
    frame: pd.DataFrame, columns: list[str], outcome: str, method: Method
) -> tuple[pd.DataFrame, int]:
    ids = [name for name in ("run", "base", "step", "point", "replicate") if name in frame]
    bad = ~np.isfinite(pd.to_numeric(frame[outcome], errors="coerce").to_numpy(dtype=float))
    for name in columns:
        column = frame[name]
        bad |= column.isna().to_numpy()
        if pd.api.types.is_numeric_dtype(column):
            bad |= ~np.isfinite(column.to_numpy(dtype=float))
    for name in ids:
        bad |= frame[name].isna().to_numpy()
    if not bad.any():
        return frame, 0
    if method.paired or bad.all():
        guards.refuse_unfinite(frame.loc[bad, ids], len(frame), outcome)
    return frame[~bad].reset_index(drop=True), int(bad.sum())


def _ids(frame: pd.DataFrame, method: Method) -> list[str]:
    """Columns that name a point."""
    if method.paired or ("point" not in frame and {"base", "step"} <= {*frame.columns}):
        return ["base", "step"]
    if "point" not in frame:
        frame["point"] = np.arange(len(frame))
    return ["point"]


def _blocks(
    points: pd.DataFrame, ids: list[str], method: Method, samples: int | None
) -> tuple[np.ndarray, int]:
    if not method.paired:
        return np.arange(len(points)), 1
    base, step = (points[name].to_numpy(dtype=np.int64) for name in ids)
    # The base samples of FAST are its curves, one a factor, and `samples` counts their points.
    blocks, length = guards.need_whole(base, step, None if method.sampler == "fast" else samples)
    if method.sampler == "fast" and samples and length != samples:
        raise SensitivityError(
            "truncated study", f"the curves have {length} points, the design has {samples}"
        )
    return np.repeat(np.arange(blocks), length), length


def _coded(points: pd.DataFrame, columns: list[str], factors: Sequence[Factor]) -> np.ndarray:
    found = np.empty((len(points), len(factors)))
    for place, (name, factor) in enumerate(zip(columns, factors, strict=True)):
        try:
            values = factor.coded(points[name].to_numpy())
        except (KeyError, ValueError, TypeError):
            raise SensitivityError(
                "wrong design", f"{name} holds values that the factor does not have"
            ) from None
        low, high = bounds(factor)
        slack = _ROUNDING * (high - low)
        out = (values < low - slack) | (values > high + slack)
        if out.any():
            raise SensitivityError(
                "wrong design",
                f"{name} is {values[out][0]:g} in the table; its range is [{low:g}, {high:g}]",
            )
        found[:, place] = values
    return found


def _treatment(
    frame: pd.DataFrame, factors: Sequence[Factor], columns: list[str], method: Method
) -> str:
    seeds = [
        name for name, f in zip(columns, factors, strict=True) if f.name in (SEED, SEED_FACTOR)
    ]
    values = frame[seeds[0]].to_numpy() if seeds else None
    found = treatment(frame, values)
    if found == "independent" and method.paired:
        refuse_independent(method.name)
    return found
