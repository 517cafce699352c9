"""Intervals of means over independent blocks: seeds, or pairs of orders."""

from __future__ import annotations

import math

import numpy as np

from experiments.sensitivity.resampling import interval as percentiles

#: Fewer blocks than these are not judged: an interval from a handful says little of its tails.
FEWEST = 10
RESAMPLES = 2000
LEVEL = 0.95


def resamples(blocks: int, count: int, rng: np.random.Generator) -> np.ndarray:
    """Share of each block in each resample, `(count, blocks)`: drawn with replacement."""
    return rng.multinomial(blocks, np.full(blocks, 1.0 / blocks), size=count) / blocks


def means(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted means over the blocks, `(resamples, subjects)`; what is NaN is passed over.

    Parameters
    ----------
    values : (blocks, subjects)
    weights : (resamples, blocks)
    """
    there = np.isfinite(values)
    if there.all():
        return np.asarray(weights @ values)
    known = weights @ there
    summed = weights @ np.where(there, values, 0.0)
    return np.where(known > 0.0, summed / np.maximum(known, 1e-300), np.nan)


def mean(values: np.ndarray) -> np.ndarray:
    """Mean over the blocks, `(subjects,)`; what is NaN is passed over, and NaN where all is."""
    return means(values, np.full((1, len(values)), 1.0 / len(values)))[0]


def ends(draws: np.ndarray, blocks: int, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of an interval from resampled means, each `(subjects,)`.

    Percentiles, moved outwards as far as Student's t with `blocks - 1` degrees of freedom asks:
    plain percentiles of a few dozen blocks are too narrow (Hesterberg 2015,
    doi:10.1080/00031305.2015.1089789).

    Examples
    --------
    >>> draws = np.linspace(-1.0, 1.0, 2001)[:, None]
    >>> round(float(ends(draws, 20)[1][0]), 3), round(float(ends(draws, 10_000)[1][0]), 3)
    (0.968, 0.95)
    """
    from scipy import stats

    reach = math.sqrt(blocks / (blocks - 1)) * stats.t.isf((1.0 - level) / 2.0, blocks - 1)
    lower, upper = percentiles(draws, float(1.0 - 2.0 * stats.norm.sf(reach)))
    return lower, upper
