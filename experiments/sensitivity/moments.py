"""Indices at many moments, or of many outcomes: which factor matters when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.sensitivity._registry import chosen
from experiments.sensitivity.analysis import check_request, subjects, tidy
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.given import Factors
from experiments.sensitivity.ready import prepare


def over_time(
    table: pd.DataFrame,
    factors: Factors,
    columns: Mapping[Any, str],
    method: str = "sobol",
    *,
    statistic: str | float = "mean",
    samples: int | None = None,
    level: float = 0.95,
    resamples: int = 50,
    seed: int = 0,
    **options: Any,
) -> pd.DataFrame:
    """Indices of one quantity at many moments.

    Parameters
    ----------
    table : pandas.DataFrame
        As for `analyse`, with a column a moment.
    factors : sequence of Factor, Design or mapping
        What was varied.
    columns : mapping
        By moment (a quarter, a year, a name) the column of the table.
    method, statistic, samples, level, resamples, seed, **options
        As for `analyse`; the same resamples serve all moments.

    Returns
    -------
    pandas.DataFrame
        `moment, variance, measure, factor, other, value, low, high`; `variance` is that of the
        quantity at the moment, and indices are NaN while it is the same in all runs.
    """
    one = chosen(method)
    check_request(level, resamples)
    found: list[tuple[Any, float, pd.DataFrame | None]] = []
    for moment, column in columns.items():
        rng = np.random.default_rng(seed)
        try:
            ready = prepare(
                table, factors, column, one, statistic=statistic, samples=samples, options=options
            )
        except SensitivityError as error:
            if error.fault != "constant outcome":
                raise
            found.append((moment, 0.0, None))
            continue
        names = subjects(ready, one)
        estimate = one.estimate(ready, resamples, rng, **ready.options)
        found.append((moment, float(ready.y.var()), tidy(estimate, names, level)))
    known = [part for _, _, part in found if part is not None]
    if not known:
        raise SensitivityError("constant outcome", "nothing moves at any of these moments")
    blank = known[0].assign(value=np.nan, low=np.nan, high=np.nan)
    return pd.concat(
        [
            (blank if part is None else part).assign(moment=moment, variance=variance)
            for moment, variance, part in found
        ],
        ignore_index=True,
    )[["moment", "variance", "measure", "factor", "other", "value", "low", "high"]]
