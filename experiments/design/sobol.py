"""Sobol' sequence: points that fill the space evenly, and more of them fill it more finely."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import Points, power_of_two, sampler, spread
from experiments.design.factor import Factor


@sampler(meaning="a scrambled Sobol' sequence, which can be extended", nested=True, filtered=True)
def sobol(factors: Sequence[Factor], samples: int, rng: np.random.Generator) -> Points:
    """Sobol' (1967), scrambled as by Owen (1998), from SciPy.

    `samples` is a power of two, and 64 points are the first of 128. For indices by pick-freeze
    take `saltelli` instead.
    """
    from scipy.stats import qmc

    count = power_of_two(samples)
    unit = qmc.Sobol(d=len(factors), scramble=True, seed=rng).random(count)
    base = np.arange(count, dtype=np.int64)
    return Points(spread(factors, unit), base, np.zeros_like(base))
