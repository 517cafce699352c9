"""What an index might have been: resamples of base samples, or halves of a table."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from statistics import NormalDist

import numpy as np

#: From picked rows `(resamples, picked)` to measures, each `(resamples, subjects)`.
Statistic = Callable[[np.ndarray], dict[str, np.ndarray]]

#: Picked rows handled at once, which bounds memory.
_AT_ONCE = 1 << 20


def bootstrapped(
    statistic: Statistic, blocks: int, resamples: int, rng: np.random.Generator
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Value and draws of each measure; whole base samples are drawn with replacement.

    Efron (1979), doi:10.1214/aos/1176344552; for Sobol' indices Archer, Saltelli and Sobol'
    (1997), doi:10.1080/00949659708811825. Rows of one base sample stay together, because they
    depend on each other. Base samples of a Sobol' sequence are spread more evenly than the
    bootstrap knows, so that intervals are rather too wide than too narrow.
    """
    value = statistic(np.arange(blocks)[None])
    size = max(_AT_ONCE // blocks, 1)
    parts = [
        statistic(rng.integers(blocks, size=(min(size, resamples - start), blocks)))
        for start in range(0, resamples, size)
    ]
    return {
        name: (found[0], np.concatenate([part[name] for part in parts]))
        for name, found in value.items()
    }


def halved(
    statistic: Callable[[np.ndarray], dict[str, np.ndarray]],
    rows: int,
    resamples: int,
    rng: np.random.Generator,
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Value and draws of each measure; half of the rows are drawn without replacement.

    The spread over halves estimates that of the whole (Shao and Wu 1989,
    doi:10.1214/aos/1176347263). Drawing with replacement would put equal rows beside each
    other, which methods that sort or bin a factor take for an effect. Halves that are
    systematically higher, as distances between distributions are, are moved back onto the value.

    `statistic` takes the picked rows of one resample.
    """
    value = statistic(np.arange(rows))
    found = [statistic(rng.permutation(rows)[: rows // 2]) for _ in range(resamples)]
    draws = {name: np.array([one[name] for one in found]) for name in value}
    return {
        name: (value[name], value[name] + draws[name] - draws[name].mean(axis=0)) for name in value
    }


def told(
    value: np.ndarray, half_width: np.ndarray, level: float, resamples: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Value and normal draws that have the half width of an interval which SALib tells."""
    sd = np.asarray(half_width, dtype=float) / normal_quantile(level)
    return value, value + sd * rng.standard_normal((resamples, len(value)))


def interval(draws: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end by percentiles, each `(subjects,)`."""
    ends = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return ends[0], ends[1]


def normal_quantile(level: float) -> float:
    """Half width of a two-sided interval in standard deviations.

    >>> round(normal_quantile(0.95), 2)
    1.96
    """
    return NormalDist().inv_cdf(0.5 + level / 2)


@contextmanager
def fenced(rng: np.random.Generator) -> Iterator[None]:
    """SALib inside a fence: it draws from a global state, prints, and changes how warnings look.

    NumPy's global state is seeded from `rng`, as SALib takes a seed of 0 for none, and put back.
    """
    state, style = np.random.get_state(), warnings.formatwarning  # noqa: NPY002
    np.random.seed(int(rng.integers(1, 2**31)))  # noqa: NPY002
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
        warnings.formatwarning = style
