"""Saltelli's scheme: what variance-based sensitivity indices are estimated from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import (
    Points,
    power_of_two,
    rows_of,
    sampler,
    spread,
    unit_problem,
)
from experiments.design.factor import Factor


@sampler(
    meaning="pick-freeze rows for Sobol' indices, which can be extended",
    sized="base samples",
    nested=True,
    paired=True,
    groups=True,
)
def saltelli(
    factors: Sequence[Factor],
    samples: int,
    rng: np.random.Generator,
    *,
    second_order: bool = False,
) -> Points:
    """Saltelli (2002), doi:10.1016/S0010-4655(02)00280-1, on a scrambled Sobol' sequence.

    Each base sample has the rows A, AB of each factor (or group), with `second_order` also BA of
    each, and B, in SALib's order: `step` counts them. They differ in single factors, so that they
    must share a seed; independent seeds make noise look like interaction.
    """
    from SALib.sample import sobol as sequence

    count = power_of_two(samples)
    problem = unit_problem(factors)
    moved = len(set(problem.get("groups", problem["names"])))
    unit = sequence.sample(problem, count, calc_second_order=bool(second_order), seed=rng)
    base, step = rows_of(count, (2 * moved if second_order else moved) + 2)
    return Points(spread(factors, unit), base, step)
