"""Whether there are enough samples: for values, for ranks, for screening, each by itself.

The three questions are those of Sarrazin, Pianosi and Wagener (2016),
doi:10.1016/j.envsoft.2016.02.005, with their tolerance. Each is answered by bootstrap intervals and
once more by nested subsamples: a part of the design that says something else is no settled matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.sensitivity._registry import Estimate, Method
from experiments.sensitivity.resampling import interval, normal_quantile

#: Half width of an interval below which a value is settled: of a share, or of the largest value.
TOLERANCE = 0.05
#: An index below this does not matter, whatever the dummy says: of a share, of the largest value.
NEGLIGIBLE_SHARE, NEGLIGIBLE_SIZE = 0.01, 0.05
#: More samples than this many times those at hand are not proposed.
_AFFORDABLE = 64

MATTERS, NEGLIGIBLE, UNDECIDED = "matters", "negligible", "undecided"


@dataclass(frozen=True, eq=False)
class Convergence:
    """What is settled.

    Attributes
    ----------
    judged : bool
        Whether the method has intervals at all.
    samples : int
        Base samples, trajectories or points at hand.
    half_width, tolerance : float
        Largest half width of an interval of the leading measure, and what is allowed.
    values : bool
        Whether all values are settled.
    order : tuple of str
        Factors (or groups), the most important first.
    ranks : tuple of bool
        Whether each rank is settled, for those factors that are not negligible.
    threshold : float
        What the leading measure must exceed to matter.
    screening : dict of str to str
        By factor "matters", "negligible" or "undecided".
    needed : int or None
        Samples that would settle values and ranks; None where nothing affordable would.
    path : pandas.DataFrame
        `samples, measure, factor, value, low, high` for nested parts of the design.
    """

    judged: bool
    samples: int
    half_width: float
    tolerance: float
    values: bool
    order: tuple[str, ...]
    ranks: tuple[bool, ...]
    threshold: float
    screening: dict[str, str]
    needed: int | None
    path: pd.DataFrame

    @property
    def settled(self) -> bool:
        """Whether values, ranks and screening all are."""
        return self.values and all(self.ranks) and UNDECIDED not in self.screening.values()


def judge(
    method: Method, found: Estimate, half: np.ndarray | None, names: Sequence[str], samples: int,
    dummy: np.ndarray | None, added: bool, level: float, path: pd.DataFrame,
) -> Convergence:  # fmt: skip
    """Judge the leading measure.

    Parameters
    ----------
    method : Method
        What made it.
    found : Estimate
        The leading measure of all factors.
    half : (factors,) or None
        The same from half of the samples.
    names : sequence of str
        Factors or groups.
    samples : int
        How many there are.
    dummy : (resamples,) or None
        Draws of the index of a factor that does nothing.
    added : bool
        Whether the dummy is a column of noise, so that a factor that does nothing lies beside it
        and never surely below: what exceeds it by less than the tolerance is negligible.
    level : float
        Confidence, such as 0.95.
    path : pandas.DataFrame
        Nested parts.
    """
    value = found.value
    scale = 1.0 if method.shares else float(np.abs(value).max())
    tolerance = TOLERANCE * scale
    floor = NEGLIGIBLE_SHARE if method.shares else NEGLIGIBLE_SIZE * scale
    order = np.argsort(-value, kind="stable")
    ordered = tuple(names[k] for k in order)
    if not method.judged or half is None:
        return Convergence(
            False, samples, np.nan, tolerance, False, ordered, (), floor, {}, None, path
        )
    zero = np.zeros(len(found.draws)) if dummy is None else dummy
    threshold = max(float(interval(zero[:, None], level)[1][0]), floor)
    low, high = interval(found.draws - zero[:, None], level)
    screening = {
        name: MATTERS
        if low[k] > (0.0 if added else floor)
        else NEGLIGIBLE
        if high[k] <= (tolerance if added else floor)
        else UNDECIDED
        for k, name in enumerate(names)
    }
    counted = sum(screening[name] != NEGLIGIBLE for name in names)
    bounds, wanted = _boundaries(found, half, order, counted, level)
    ranks = tuple(bounds[k] and bounds[k + 1] for k in range(counted))
    ends = interval(found.draws, level)
    width = float((ends[1] - ends[0]).max() / 2)
    values = width <= tolerance and float(np.abs(value - half).max()) <= 2 * tolerance
    if width > tolerance:
        wanted.append((width / tolerance) ** 2)
    elif not values:
        wanted.append(2.0)
    reachable = [factor for factor in wanted if factor <= _AFFORDABLE]
    needed = _rounded(samples * max(reachable), method) if reachable else None
    return Convergence(
        True, samples, width, tolerance, values, ordered, ranks, threshold, screening, needed, path
    )


def _boundaries(
    found: Estimate, half: np.ndarray, order: np.ndarray, counted: int, level: float
) -> tuple[list[bool], list[float]]:
    """For each boundary between ranks whether it is settled, and how many times the samples
    would settle those that are not."""
    bounds, wanted = [True], []
    before = np.argsort(-half, kind="stable")
    for k in range(1, counted + 1):
        if k == len(order):
            bounds.append(True)
            continue
        upper, lower = order[:k], order[k:]
        apart = found.draws[:, upper].min(axis=1) > found.draws[:, lower].max(axis=1)
        sure = bool(apart.mean() >= level)
        same = set(before[:k]) == set(upper)
        bounds.append(sure and same)
        if not sure:
            gap = found.value[order[k - 1]] - found.value[order[k]]
            spread = (found.draws[:, order[k - 1]] - found.draws[:, order[k]]).std(ddof=1)
            factor = (normal_quantile(level) * spread / gap) ** 2 if gap > 0 else np.inf
            wanted.append(max(float(factor), 2.0))
        elif not same:
            wanted.append(2.0)
    return bounds, wanted


def _rounded(samples: float, method: Method) -> int:
    """Up to a power of two where the design wants one, else to two digits."""
    if method.sampler in ("saltelli", "finite differences"):
        return 1 << int(np.ceil(np.log2(samples) - 1e-9))
    digits = 10 ** max(int(np.floor(np.log10(samples))) - 1, 0)
    return int(np.ceil(samples / digits)) * digits


def parts(samples: int, fewest: int) -> list[int]:
    """Sizes of nested parts, the whole last.

    >>> parts(100, 16)
    [25, 50, 100]
    """
    found = [samples]
    while found[0] // 2 >= fewest and len(found) < 6:
        found.insert(0, found[0] // 2)
    return found
