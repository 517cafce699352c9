"""The points that a method needs, as a table to run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.sensitivity._registry import chosen
from experiments.sensitivity.fault import SensitivityError


def points(
    method: str, factors: Sequence[Factor], samples: int, *, seed: int = 0, **options: Any
) -> pd.DataFrame:
    """The points that a method compares with each other.

    Parameters
    ----------
    method : str
        One of `METHODS` that needs a design of its own.
    factors : sequence of Factor
        What to vary.
    samples : int
        Base samples, trajectories or points a curve.
    seed : int
        Seed of the points.
    **options
        Of the sampler.

    Returns
    -------
    pandas.DataFrame
        `base`, `step` and a column a factor; run each row and keep its ids.

    Examples
    --------
    >>> factors = [Factor("x"), Factor("y")]
    >>> points("morris", factors, 2, seed=1)[["base", "step"]].to_numpy().tolist()
    [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    """
    one = chosen(method)
    if one.plan is None:
        raise SensitivityError(
            "no design needed", f"{method} takes any table, such as a latin_hypercube design"
        )
    return one.plan(tuple(factors), samples, seed, **options)


def laid_out(factors: Sequence[Factor], unit: np.ndarray, length: int) -> pd.DataFrame:
    """Rows of the unit cube as a table of base samples with `length` rows each."""
    place = np.arange(len(unit))
    columns = {factor.name: factor.at(unit[:, k]) for k, factor in enumerate(factors)}
    return pd.DataFrame({"base": place // length, "step": place % length, **columns})
