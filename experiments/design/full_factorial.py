"""Full factorial: every combination of levels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from experiments.design._registry import DesignError, Points, sampler, whole
from experiments.design.factor import Factor

#: Combinations beyond which a full factorial is no plan.
_MOST = 5_000_000


@sampler(meaning="every combination of levels", sized="", filtered=True)
def full_factorial(
    factors: Sequence[Factor], samples: int, rng: np.random.Generator, *, levels: int = 3
) -> Points:
    """All values of a categorical factor, up to `levels` quantiles of any other; the last fastest.

    An integer factor with fewer values than `levels` has each of them once.
    """
    whole("levels", levels, 2)
    visited = [_levels(factor, levels) for factor in factors]
    count = math.prod(map(len, visited))
    if count > _MOST:
        raise DesignError(
            f"{count:,} combinations are more than {_MOST:,}; take fewer levels or factors, "
            "or a sobol or latin_hypercube design"
        )
    grid = np.meshgrid(*(np.arange(len(values)) for values in visited), indexing="ij")
    columns = {
        factor.name: values[places.ravel()]
        for factor, values, places in zip(factors, visited, grid, strict=True)
    }
    base = np.arange(count, dtype=np.int64)
    return Points(columns, base, np.zeros_like(base))


def _levels(factor: Factor, levels: int) -> np.ndarray:
    if factor.kind == "categorical":
        count = len(factor.values)
        return factor.at((np.arange(count) + 0.5) / count)
    return np.unique(factor.at(np.linspace(0.0, 1.0, levels)))
