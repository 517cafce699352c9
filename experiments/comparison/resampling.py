"""What a mean might have been: worlds drawn anew, with those that hang together kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import stats

from experiments.comparison.worlds import Worlds

#: Weights handled at once, which bounds memory.
_AT_ONCE = 1 << 22


@dataclass(frozen=True, eq=False)
class Resampling:
    """How worlds are drawn anew.

    Attributes
    ----------
    worlds : Worlds
        What is resampled.
    resamples : int
        How often.
    seed : int
        Seed of the draws; the same seed gives the same draws.

    Notes
    -----
    All scenarios, policies and outcomes of a world are drawn together, so that pairs stay pairs.
    Points of a design are drawn whole, with all their replicates (a base sample with all its
    points): the runs of one point share its parameters. Where there is one point, its replicates
    are drawn. Where points share seeds, both are drawn, and a world weighs the product (Owen 2007,
    "The pigeonhole bootstrap", doi:10.1214/07-AOAS122): otherwise few sequences of shocks would
    pass for as many as there are points. Intervals are expanded percentiles (Hesterberg 2015,
    doi:10.1080/00031305.2015.1089789), which correct the bootstrap's narrowness in small samples.
    """

    worlds: Worlds
    resamples: int = 2000
    seed: int = 0

    @cached_property
    def axes(self) -> list[np.ndarray]:
        """Number of the unit to which each world belongs, on one axis or on two; (worlds,)."""
        _, base = np.unique(self.worlds.base, return_inverse=True)
        _, seed = np.unique(self.worlds.seed, return_inverse=True)
        if base.max() == 0:
            return [seed]
        homes = np.unique(np.column_stack([seed, base]), axis=0)
        shared = len(homes) > seed.max() + 1
        return [base, seed] if shared and seed.max() > 0 else [base]

    @property
    def units(self) -> int:
        """Independent units: of two axes the fewer."""
        return min(int(axis.max()) + 1 for axis in self.axes)

    @property
    def words(self) -> str:
        """What is drawn, for a report."""
        base, seeds = len(np.unique(self.worlds.base)), len(np.unique(self.worlds.seed))
        if len(self.axes) == 2:
            return f"{base:,} points and {seeds:,} seeds, both drawn anew (pigeonhole bootstrap)"
        if base == 1:
            return f"{seeds:,} replicates drawn anew"
        many = len(self.worlds.seed) > base
        whole = f"points drawn anew{', each with all its replicates' if many else ''}"
        lone = "; all points share one seed, so that chance is not in the interval"
        return f"{base:,} {whole}{lone if seeds == 1 else ''}"

    def weights(self) -> Iterator[np.ndarray]:
        """How often each world was drawn, `(some, worlds)` at a time."""
        rng = np.random.default_rng(self.seed)
        size = max(_AT_ONCE // len(self.worlds.base), 1)
        for start in range(0, self.resamples, size):
            some = min(size, self.resamples - start)
            weight = np.ones((some, len(self.worlds.base)))
            for axis in self.axes:
                count = int(axis.max()) + 1
                picked = rng.integers(count, size=(some, count)) + count * np.arange(some)[:, None]
                drawn = np.bincount(picked.ravel(), minlength=some * count).reshape(some, count)
                weight *= drawn[:, axis]
            yield weight

    def means(self, values: np.ndarray) -> np.ndarray:
        """Mean of each column in each resample, NaN worlds left out.

        Parameters
        ----------
        values : (..., worlds)
            NaN where undefined.

        Returns
        -------
        (resamples, ...)
            NaN where a resample holds no defined world.
        """
        columns = values.reshape(-1, values.shape[-1])
        defined = np.isfinite(columns)
        filled = np.where(defined, columns, 0.0).T
        counted: Callable[[np.ndarray], np.ndarray] = (
            (lambda weight: weight.sum(axis=1, keepdims=True))
            if defined.all()
            else (lambda weight: weight @ defined.T.astype(float))
        )
        with np.errstate(invalid="ignore"):
            parts = [weight @ filled / counted(weight) for weight in self.weights()]
        return np.concatenate(parts).reshape(self.resamples, *values.shape[:-1])

    def interval(
        self, draws: np.ndarray, units: np.ndarray, level: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Expanded percentiles of each column.

        Parameters
        ----------
        draws : (resamples, ...)
            From `means`.
        units : (...)
            Independent units behind each column, at least 2.
        level : float
            Confidence. [0-1]

        Returns
        -------
        low, high : (...)
        """
        units = np.broadcast_to(units, draws.shape[1:])
        low, high = np.full(units.shape, np.nan), np.full(units.shape, np.nan)
        for count in np.unique(units):
            if count < 2:
                continue
            some = units == count
            widened = stats.t.ppf((1 - level) / 2, count - 1) * np.sqrt(count / (count - 1))
            tail = float(stats.norm.cdf(widened))
            # a resample of few defined worlds may hold none of them: it says nothing
            ends = np.nanquantile(draws[:, some], [tail, 1 - tail], axis=0)
            low[some], high[some] = ends
        return low, high
