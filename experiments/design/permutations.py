"""Permutations: factors switched on one after the other, in random orders, for Shapley values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import DesignError, Points, rows_of, sampler
from experiments.design.factor import Factor


@sampler(
    meaning="random orders of switching on, for Shapley values, which can be extended",
    sized="orders",
    nested=True,
    paired=True,
)
def permutations(
    factors: Sequence[Factor], samples: int, rng: np.random.Generator, *, antithetic: bool = True
) -> Points:
    """Castro, Gomez and Tejada (2009), doi:10.1016/j.cor.2008.04.004.

    An order has one row more than there are factors: in the first all are at their low end, and
    each further row moves one of them to its high end (of two values: from the first to the
    second). What an outcome gains in a step is what the factor brings to those who came before.
    With `antithetic` every second order is the one before it backwards, which makes up for a
    factor that came late (Mitchell, Cooper, Frank and Holmes 2022, Journal of Machine Learning
    Research 23(43), who compare schemes).
    """
    for factor in factors:
        if len(factor.values) > 2:
            raise DesignError(
                f"{factor.name} has {len(factor.values)} values; an order switches between two"
            )
    n = len(factors)
    orders = np.empty((samples, n), dtype=np.int64)
    for place in range(samples):
        mirrored = antithetic and place % 2
        orders[place] = orders[place - 1, ::-1] if mirrored else rng.permutation(n)
    # a factor is on in every row after the one in which its turn has come
    turn = np.argsort(orders, axis=1)
    on = (turn[:, None, :] < np.arange(n + 1)[None, :, None]).reshape(-1, n)
    base, step = rows_of(samples, n + 1)
    ends = [factor.at([0.0, 1.0]) for factor in factors]
    columns = {f.name: ends[k][on[:, k].astype(np.int64)] for k, f in enumerate(factors)}
    return Points(columns, base, step)
