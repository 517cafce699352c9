"""One front for all methods: from a table to indices, what is settled, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.sensitivity._registry import Estimate, Method, chosen
from experiments.sensitivity.convergence import (
    NEGLIGIBLE_SHARE,
    NEGLIGIBLE_SIZE,
    judge,
    parts,
)
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.given import Factors
from experiments.sensitivity.noise import Noise, chance_share
from experiments.sensitivity.over_replicates import wording
from experiments.sensitivity.ready import Ready, prepare
from experiments.sensitivity.resampling import interval, normal_quantile
from experiments.sensitivity.result import Analysis
from experiments.sensitivity.verdict import verdict
from experiments.sensitivity.warned import warned

#: Fewest base samples, and rows of a table, of a nested part.
_FEWEST, _FEWEST_ROWS = 8, 100
#: Rows of these designs that share nothing but their seed: the first and the last.
_ENDS_DIFFER = ("saltelli", "shapley")
#: Name of the column of noise that is added to a table for a threshold.
_DUMMY = "(a factor that does nothing)"


def analyse(
    table: pd.DataFrame,
    factors: Factors,
    outcome: str,
    method: str = "sobol",
    *,
    statistic: str | float = "mean",
    samples: int | None = None,
    dummy: str | None = None,
    level: float = 0.95,
    resamples: int = 200,
    seed: int = 0,
    **options: Any,
) -> Analysis:
    """Say which factors drive an outcome, and whether there are enough runs to say so.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run, from anywhere: a column a factor, the outcome, and ids. Methods that compare
        rows need `base` and `step` (see `points`), and `seed` if there is chance; repeated runs of
        a point need `replicate`. Rows are joined by these ids and may stand in any order.
    factors : sequence of Factor, Design or mapping
        What was varied, in the order of the design; the design itself also tells how long it is;
        a mapping is SALib's `problem` and stays as it is.
    outcome : str
        Column to explain.
    method : str
        One of `METHODS`.
    statistic : "mean", "spread" or float
        What of the replicates of a point is explained; a number is a quantile.
    samples : int, optional
        Base samples that the design has, so that a truncated study is known for one.
    dummy : str, optional
        A factor of the table that does nothing: its index is the threshold of screening. Methods
        for given data add one by themselves.
    level : float
        Confidence of intervals and ranks. [0-1]
    resamples : int
        Resamples for the intervals, at least 20.
    seed : int
        Seed of the resampling; the same seed gives the same numbers.
    **options
        Options of the method (`METHODS[method].options`).

    Returns
    -------
    Analysis

    Raises
    ------
    SensitivityError
        When the table would give a wrong answer, with the name of the fault and a way out.

    Examples
    --------
    >>> from experiments.design import sample
    >>> design = sample([Factor("x"), Factor("y")], "saltelli", 2048, seed=1)
    >>> table = design.table().eval("z = 2 * x + y")
    >>> found = analyse(table, design, "z", "sobol")
    >>> found.measure("first")["value"].round(1).to_dict()
    {'x': 0.8, 'y': 0.2}
    >>> print(found.verdict)
    Both ranks that count are settled; the values are settled to ±0.038; two of two factors matter.
    """
    one = chosen(method)
    check_request(level, resamples)
    ready = prepare(
        table, factors, outcome, one, statistic=statistic, samples=samples, options=options
    )
    names = subjects(ready, one)
    if dummy is not None and dummy not in names:
        raise SensitivityError("unknown dummy", f"there is no factor '{dummy}'")
    rng = np.random.default_rng(seed)
    working = ready if one.paired or dummy else _with_dummy(ready, rng)
    found = one.estimate(working, resamples, rng, **ready.options)
    path, half = _nested(working, one, found, names, resamples, level, rng)
    lead = Estimate(*(part[..., : len(names)] for part in found[one.leading]))
    counted = ready.length if one.sampler == "fast" else ready.blocks
    convergence = judge(
        one, lead, half, names, counted, _dummy_draws(found[one.leading], names, dummy),
        working is not ready, level, path,
    )  # fmt: skip
    indices = tidy(found, names, level)
    noise = _noise(ready, one, level, resamples, rng)
    floor = NEGLIGIBLE_SHARE if one.shares else NEGLIGIBLE_SIZE * float(np.abs(lead.value).max())
    return Analysis(
        outcome, method, wording(statistic), indices, level, counted, len(ready.y), noise,
        convergence, warned(ready, one, indices, noise, dummy or "", floor),
        verdict(one, convergence),
    )  # fmt: skip


def check_request(level: float, resamples: int) -> None:
    """Refuse a level or a number of resamples that makes no interval."""
    numbers = isinstance(level, int | float) and isinstance(resamples, int | np.integer)
    if not numbers or not 0.5 < level < 1 or resamples < 20:
        raise SensitivityError(
            "wrong request", "level must lie between 0.5 and 1, and resamples be at least 20"
        )


def subjects(ready: Ready, method: Method) -> list[str]:
    """What has an index: factors, or groups where the method knows them."""
    return ready.grouped if method.groups else [factor.name for factor in ready.factors]


def _with_dummy(ready: Ready, rng: np.random.Generator) -> Ready:
    """The same table with a column of noise, on which the outcome cannot depend."""
    column = rng.random((len(ready.y), 1))
    return replace(
        ready, factors=(*ready.factors, Factor(_DUMMY)), x=np.hstack([ready.x, column])
    )  # fmt: skip


def _dummy_draws(found: Estimate, names: list[str], dummy: str | None) -> np.ndarray | None:
    """Draws of the factor that does nothing, `(resamples,)`; None without one."""
    if dummy is None and len(found.value) == len(names):
        return None
    return found.draws[:, len(names) if dummy is None else names.index(dummy)]


def _nested(
    ready: Ready, method: Method, found: Mapping[str, Estimate], names: list[str], resamples: int,
    level: float, rng: np.random.Generator,
) -> tuple[pd.DataFrame, np.ndarray | None]:  # fmt: skip
    """Single indices from nested parts, and the leading measure from half of the samples."""
    if not method.judged:
        return _path([], names, level), None
    if not method.paired:
        # The order of a table may be that of its design: a part of it must be any part.
        order = rng.permutation(len(ready.y))
        ready = replace(ready, x=ready.x[order], y=ready.y[order], runs=None)
    sizes = parts(ready.blocks, _FEWEST if method.paired else _FEWEST_ROWS)
    rows = []
    for size in sizes[:-1]:
        try:
            part = method.estimate(ready.first(size), resamples, rng, **ready.options)
        except SensitivityError:  # too few rows for the method: nothing is known of this part
            continue
        rows.append((size, part))
    rows.append((ready.blocks, dict(found)))
    half = dict(rows).get(ready.blocks // 2)
    lead = None if half is None else half[method.leading].value[: len(names)]
    return _path(rows, names, level), lead


def _path(
    rows: list[tuple[int, dict[str, Estimate]]], names: list[str], level: float
) -> pd.DataFrame:
    found = []
    for size, part in rows:
        single = {name: one for name, one in part.items() if name != "second"}
        found.append(tidy(single, names, level).assign(samples=size))
    columns = ["samples", "measure", "factor", "value", "low", "high"]
    return pd.concat(found)[columns] if found else pd.DataFrame(columns=columns)


def tidy(found: Mapping[str, Estimate], names: list[str], level: float) -> pd.DataFrame:
    """A row an index; subjects beyond `names` are the added dummy's."""
    rows: list[tuple[Any, ...]] = []
    for measure, one in found.items():
        low, high = interval(one.draws, level)
        if measure == "second":
            count = len(next(iter(found.values())).value)
            for place, (j, k) in enumerate(combinations(range(count), 2)):
                if k < len(names):
                    rows.append(
                        (measure, names[j], names[k], one.value[place], low[place], high[place])
                    )
        else:
            rows += [
                (measure, name, "", one.value[k], low[k], high[k]) for k, name in enumerate(names)
            ]
    return pd.DataFrame(rows, columns=["measure", "factor", "other", "value", "low", "high"])


def _noise(
    ready: Ready, method: Method, level: float, resamples: int, rng: np.random.Generator
) -> Noise:
    replicates = 1 if ready.runs is None else ready.runs.shape[1]
    noise = Noise(ready.treatment, replicates)
    if ready.runs is not None and replicates > 1:
        share = chance_share(
            ready.runs, ready.base, ready.treatment == "common", resamples, level, rng
        )
        return replace(
            noise, share=share["share"], low=share["low"], high=share["high"], left=share["left"]
        )
    if ready.treatment == "base" and method.sampler in _ENDS_DIFFER:
        y = ready.y_blocks
        least = float(np.corrcoef(y[:, 0], y[:, -1])[0, 1])
        slack = normal_quantile(level) * (1 - least**2) / np.sqrt(len(y))
        return replace(noise, least=least, slack=slack)
    return noise
