"""Latin hypercube: each factor's range in as many slices as points, one point in each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import Points, sampler, spread, unit_problem
from experiments.design.factor import Factor


@sampler(meaning="a point in every slice of every factor", filtered=True)
def latin_hypercube(factors: Sequence[Factor], samples: int, rng: np.random.Generator) -> Points:
    """McKay, Beckman and Conover (1979), doi:10.2307/1268522.

    It cannot be extended: other slices would be other points. With constraints fewer points are
    left than were asked for.
    """
    from SALib.sample import latin

    unit = latin.sample(unit_problem(factors), samples, seed=rng)
    base = np.arange(samples, dtype=np.int64)
    return Points(spread(factors, unit), base, np.zeros_like(base))
