"""Morris: a few steps from many places, to see which factors matter at all."""

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
    meaning="trajectories of single steps for screening, which can be extended",
    sized="trajectories",
    nested=True,
    paired=True,
    groups=True,
)
def morris(
    factors: Sequence[Factor], samples: int, rng: np.random.Generator, *, levels: int = 4
) -> Points:
    """Morris (1991), doi:10.1080/00401706.1991.10484804.

    A trajectory has one row more than there are factors (or groups), and each row moves one of
    them by half of its quantiles. Trajectories are drawn one after the other, so that 10 of them
    are the first of 20. A categorical factor needs as many values as divide `levels` evenly, or a
    step may leave it where it was.
    """
    from SALib.sample import morris as trajectories

    if whole("levels", levels, 2) % 2:
        raise DesignError(f"levels is {levels}; it must be even, such as 4")
    problem = unit_problem(factors)
    moved = len(set(problem.get("groups", problem["names"])))
    unit = trajectories.sample(problem, samples, num_levels=levels, seed=rng)
    base, step = rows_of(samples, moved + 1)
    return Points(spread(factors, unit), base, step)
