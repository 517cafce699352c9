"""FAST: each factor swings at a frequency of its own along a curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import (
    DesignError,
    Points,
    rows_of,
    sampler,
    spread,
    unit_problem,
    whole,
)
from experiments.design.factor import Factor


@sampler(
    meaning="curves through the space for Fourier amplitudes, one a factor",
    sized="points a curve",
    paired=True,
)
def fast(
    factors: Sequence[Factor], samples: int, rng: np.random.Generator, *, harmonics: int = 4
) -> Points:
    """Extended FAST, Saltelli, Tarantola and Chan (1999), doi:10.1080/00401706.1999.10485594.

    `samples` points on a curve, which is the base sample, and as many curves as factors; more
    than 4 * harmonics**2 points a curve, or the frequencies cannot be told apart.
    """
    from SALib.sample import fast_sampler

    least = 4 * whole("harmonics", harmonics, 1) ** 2 + 1
    if samples < least:
        raise DesignError(f"samples is {samples}; fast needs at least {least} points a curve")
    unit = fast_sampler.sample(unit_problem(factors), samples, M=harmonics, seed=rng)
    base, step = rows_of(len(factors), samples)
    return Points(spread(factors, unit), base, step)
