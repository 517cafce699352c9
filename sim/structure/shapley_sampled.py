"""Shapley values of many players, from random orders of joining."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.errors import StructureError
from sim.structure.shapley import Player, Worth, worth_of


class SampledShapley(NamedTuple):
    """Estimates from `shapley_value_sampled`, in the unit of the worth."""

    values: dict[Any, float]
    """Player -> mean marginal contribution; they sum to worth of all less worth of none."""
    standard_errors: dict[Any, float]
    """Player -> standard error of that mean."""
    evaluations: int
    """Distinct coalitions that were evaluated."""


def shapley_value_sampled(
    players: Sequence[Player],
    value: Worth[Player],
    permutations: int,
    rng: np.random.Generator | int,
) -> SampledShapley:
    """Estimate Shapley values from random orders of joining.

    Parameters
    ----------
    players, value : As for `shapley_value`, without its limit on players.
    permutations : Orders to draw. [>= 2]
    rng : Generator or seed.

    Returns
    -------
    SampledShapley   Values, standard errors and the number of coalitions evaluated.

    Raises
    ------
    StructureError
        Repeated players, fewer than two orders, or a coalition without a finite worth.

    Notes
    -----
    Unbiased; the error falls with the root of `permutations`. A coalition that returns is not
    evaluated again. Source: Castro, Gomez & Tejada 2009, doi:10.1016/j.cor.2008.04.004.
    """
    if permutations < 2:
        raise StructureError(f"permutations is {permutations}; a standard error needs at least 2")
    worth = worth_of(players, value)
    rng = np.random.default_rng(rng)
    known: dict[frozenset[Player], float] = {}
    gains = np.empty((permutations, len(players)))
    for row in gains:
        joined: frozenset[Player] = frozenset()
        before = known[joined] if joined in known else known.setdefault(joined, worth(joined))
        for k in rng.permutation(len(players)):
            joined |= {players[k]}
            if joined not in known:
                known[joined] = worth(joined)
            row[k] = known[joined] - before
            before = known[joined]
    errors = gains.std(axis=0, ddof=1) / np.sqrt(permutations)
    return SampledShapley(
        values=dict(zip(players, gains.mean(axis=0).tolist(), strict=True)),
        standard_errors=dict(zip(players, errors.tolist(), strict=True)),
        evaluations=len(known),
    )
