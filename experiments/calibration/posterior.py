"""What a calibration leaves: weighted particles, and how they were found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.calibration.problem import Problem

#: Columns of a table of particles beside parameters and statistics.
MARKS = ("weight", "distance", "number", "seed")


@dataclass(frozen=True)
class Posterior:
    """Particles with their weights.

    Attributes
    ----------
    problem : Problem
        What was asked.
    method : str
        How they were found.
    particles : pandas.DataFrame
        A row a particle: parameters by address, statistics by name, `weight` (they add up to 1),
        `distance`, `number` in the analysis and `seed` of its run.
    before : pandas.DataFrame
        The same of a sample of the prior.
    steps : pandas.DataFrame
        A row a generation or wave.
    """

    problem: Problem
    method: str
    particles: pd.DataFrame
    before: pd.DataFrame
    steps: pd.DataFrame

    @property
    def weights(self) -> np.ndarray:
        """Of the particles, `(particles,)`."""
        return self.particles["weight"].to_numpy()

    @property
    def effective(self) -> float:
        """Effective number of particles, 1 / sum of squared weights (Kong 1992)."""
        return float(1.0 / (self.weights**2).sum())


def particle_table(
    problem: Problem,
    parameters: np.ndarray,
    values: np.ndarray,
    weights: np.ndarray,
    distances: np.ndarray,
    numbers: np.ndarray,
    seeds: np.ndarray,
) -> pd.DataFrame:
    """A table of particles in its one form; weights are made to add up to 1."""
    return pd.DataFrame(
        {
            **{name: parameters[:, n] for n, name in enumerate(problem.addresses)},
            **{name: values[:, n] for n, name in enumerate(problem.names)},
            "weight": weights / weights.sum(),
            "distance": distances,
            "number": numbers.astype(np.int64),
            "seed": seeds.astype(np.int64),
        }
    )


def quantiles(values: np.ndarray, weights: np.ndarray, at: list[float]) -> np.ndarray:
    """Quantiles of weighted values that are defined, `(len(at),)`; NaN without any.

    >>> quantiles(np.array([1.0, 2.0, np.nan, 4.0]), np.array([1.0, 1, 5, 2]), [0.25, 0.5, 1.0])
    array([1., 2., 4.])
    """
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(at), np.nan)
    order = np.argsort(values[known], kind="stable")
    ordered, share = values[known][order], np.cumsum(weights[known][order])
    places = np.searchsorted(share / share[-1], np.array(at) - 1e-12)
    return np.asarray(ordered[np.minimum(places, len(ordered) - 1)])
