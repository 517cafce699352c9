"""The three transformations of which every robustness metric is made.

McPhail et al. (2018, doi:10.1002/2017EF000649) take each metric apart into T1, what performance
is compared with; T2, which futures count; T3, how those are made one number. Everywhere the last
axis holds futures, the one before it policies, and more is better; leading axes are free.
"""

from __future__ import annotations

import numpy as np


def own_level(f: np.ndarray) -> np.ndarray:
    """Performance as it is (identity)."""
    return f


def behind_the_best(f: np.ndarray) -> np.ndarray:
    """How far behind the best policy of each future, as a number up to 0 (Savage 1951).

    >>> behind_the_best(np.array([[1.0, 5.0], [3.0, 4.0]])).tolist()
    [[-2.0, 0.0], [0.0, -1.0]]
    """
    found: np.ndarray = f - f.max(axis=-2, keepdims=True)
    return found


def from_own_median(f: np.ndarray) -> np.ndarray:
    """Distance from the policy's own median; negative where a future is worse."""
    found: np.ndarray = f - np.median(f, axis=-1, keepdims=True)
    return found


def satisfied(f: np.ndarray, threshold: float) -> np.ndarray:
    """1 where performance is at least `threshold`, 0 elsewhere (Starr 1963)."""
    return np.where(f >= threshold, 1.0, 0.0)


def all_futures(f: np.ndarray) -> np.ndarray:
    """Every future."""
    return f


def worst(f: np.ndarray) -> np.ndarray:
    """The worst future of each policy, `(..., policies, 1)`."""
    return np.asarray(f.min(axis=-1, keepdims=True))


def best(f: np.ndarray) -> np.ndarray:
    """The best future of each policy, `(..., policies, 1)`."""
    return np.asarray(f.max(axis=-1, keepdims=True))


def worst_and_best(f: np.ndarray) -> np.ndarray:
    """The two extremes, `(..., policies, 2)`."""
    return np.concatenate([worst(f), best(f)], axis=-1)


def worse_half(f: np.ndarray) -> np.ndarray:
    """The worse half of each policy's futures, the middle one of an odd number included."""
    return np.sort(f, axis=-1)[..., : (f.shape[-1] + 1) // 2]


def percentiles(f: np.ndarray, *shares: float) -> np.ndarray:
    """Values below which these shares of a policy's futures lie, `(..., policies, shares)`.

    Between two futures it is interpolated, so that few futures give coarse numbers.
    """
    return np.moveaxis(np.quantile(f, shares, axis=-1), 0, -1)


def mean(f: np.ndarray) -> np.ndarray:
    """Mean, `(..., policies)`."""
    return np.asarray(f.mean(axis=-1))


def weighted(f: np.ndarray, *weights: float) -> np.ndarray:
    """Sum weighted by numbers, one for each future that counts."""
    return np.asarray((f * np.asarray(weights)).sum(axis=-1))


def mean_and_spread(f: np.ndarray) -> np.ndarray:
    """(mean + 1) / (standard deviation + 1), continued where mean + 1 is negative.

    Below zero the quotient would reward spread, so the product (mean + 1)(standard deviation + 1)
    goes on from there: the number always rises with the mean and never with the spread. Of one
    future the spread is 0.
    """
    above = f.mean(axis=-1) + 1.0
    spread = f.std(axis=-1, ddof=1) + 1.0 if f.shape[-1] > 1 else np.ones(f.shape[:-1])
    return np.where(above >= 0.0, above / spread, above * spread)


def lean(f: np.ndarray) -> np.ndarray:
    """Skewness of the 10th, 50th and 90th percentile towards good performance. [-1 to 1]

    (q50 - (q10 + q90) / 2) / ((q90 - q10) / 2) of `(..., policies, 3)`; NaN without spread.
    """
    low, middle, high = np.moveaxis(f, -1, 0)
    return _divided(middle - (low + high) / 2.0, (high - low) / 2.0)


def peak(f: np.ndarray) -> np.ndarray:
    """Peakedness (q90 - q10) / (q75 - q25) of `(..., policies, 4)`; NaN without spread. [1 up]

    Infinite where the middle half of the futures is all one value and the others are not.
    """
    outer_low, low, high, outer_high = np.moveaxis(f, -1, 0)
    return _divided(outer_high - outer_low, high - low)


def _divided(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(above / below)
