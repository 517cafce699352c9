"""What performance might have been with other points and other luck."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from experiments.robustness.futures import Performance

#: Numbers gathered at once, which bounds memory.
_AT_ONCE = 4_000_000


def resampled(found: Performance, resamples: int, seed: int) -> Iterator[np.ndarray]:
    """Oriented performance of resampled futures, in pieces `(some, policies, futures)`.

    Scenarios are chosen, not drawn, so every resample holds all of them; the points of a scenario
    are drawn with replacement, and so are the replicates of a point (Efron 1979,
    doi:10.1214/aos/1176344552). Policies are drawn together, as they met the same worlds. Where
    every scenario has one point and one world, as in a plain table of policies by futures, the
    futures themselves are drawn. The same seed draws the same worlds for any outcome that is
    defined in the same ones.

    Parameters
    ----------
    found : Performance
        With at least one future.
    resamples, seed : int
        How many, and the seed.
    """
    rng = np.random.default_rng(seed)
    policies, futures, most = found.worlds.shape
    strata = _strata(found)
    size = max(_AT_ONCE // max(policies * futures * most, 1), 1)
    for start in range(0, resamples, size):
        some = min(size, resamples - start)
        future = np.empty((some, futures), dtype=np.int64)
        for members in strata:
            future[:, members] = members[rng.integers(len(members), size=(some, len(members)))]
        if most == 1:
            drawn = found.worlds[:, future, 0]
        else:
            drawn = _replicates(found, future, rng)
        yield found.sign * np.moveaxis(drawn, 0, 1)


def _strata(found: Performance) -> list[np.ndarray]:
    """Futures that are drawn among each other."""
    scenario = found.futures["scenario"].to_numpy()
    groups = [np.flatnonzero(scenario == name) for name in found.scenarios]
    if max(map(len, groups)) == 1 and found.worlds.shape[-1] == 1:
        return [np.arange(len(scenario))]
    return groups


def _replicates(found: Performance, future: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Means over replicates drawn anew, `(policies, some, futures)`."""
    most = found.worlds.shape[-1]
    count = found.counts[future]
    pick = (rng.random((*future.shape, most)) * count[..., None]).astype(np.int64)
    values = found.worlds[:, future[..., None], pick]
    used = np.arange(most) < count[..., None]
    means: np.ndarray = np.where(used, values, 0.0).sum(axis=-1) / count
    return means
