"""What a box is worth: coverage, density, mass, and how much it tells about failing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Counts:
    """Runs in and out of a box.

    Attributes
    ----------
    inside, failing, both, runs : float
        Runs in the box, runs that fail, those that do both, and all.
    """

    inside: float
    failing: float
    both: float
    runs: float

    @property
    def coverage(self) -> float:
        """Share of all failures that the box holds; 0 without failures."""
        return self.both / self.failing if self.failing else 0.0

    @property
    def density(self) -> float:
        """Share of the runs in the box that fail; NaN for an empty box."""
        return self.both / self.inside if self.inside else float("nan")

    @property
    def mass(self) -> float:
        """Share of the runs that the box holds."""
        return self.inside / self.runs

    @property
    def base_rate(self) -> float:
        """Share of all runs that fail."""
        return self.failing / self.runs

    @property
    def phi(self) -> float:
        """Correlation between lying in the box and failing, -1 to 1; 0 for the whole space.

        The coefficient of Matthews (1975, doi:10.1016/0005-2795(75)90109-9). Unlike the harmonic
        mean of coverage and density it does not reward a box for failures being common.

        >>> Counts(inside=30, failing=30, both=30, runs=100).phi
        1.0
        >>> Counts(inside=100, failing=30, both=30, runs=100).phi
        0.0
        """
        n, k, m = self.runs, self.failing, self.inside
        spread = k * (n - k) * m * (n - m)
        if spread <= 0:
            return 0.0
        return float((n * self.both - k * m) / np.sqrt(spread))


def counted(inside: np.ndarray, failing: np.ndarray) -> Counts:
    """Counts of a sample; both `(rows,)` of true and false."""
    return Counts(
        float(np.count_nonzero(inside)), float(np.count_nonzero(failing)),
        float(np.count_nonzero(inside & failing)), float(len(failing)),
    )  # fmt: skip


def bootstrapped(
    inside: np.ndarray,
    failing: np.ndarray,
    group: np.ndarray,
    resamples: int,
    rng: np.random.Generator,
    level: float = 0.95,
) -> dict[str, tuple[float, float]]:
    """Intervals of coverage, density, mass and base rate of a given box, by percentiles.

    Whole points are drawn with replacement (Efron 1979, doi:10.1214/aos/1176344552), because
    replicates of a point are alike. The box stays the same: what its search flatters is told by
    held-out runs instead.

    Parameters
    ----------
    inside, failing : (rows,)
        Whether a run lies in the box, and whether it fails.
    group : (rows,)
        Point of each run, from 0.
    """
    sums = np.stack(
        [
            np.bincount(group, weights=weights.astype(float))
            for weights in (inside, failing, inside & failing, np.ones(len(group)))
        ],
        axis=-1,
    )  # (points, 4)
    points = len(sums)
    times = rng.multinomial(points, np.full(points, 1.0 / points), size=resamples)
    held, fails, both, runs = (times @ sums).T  # (resamples,) each
    with np.errstate(invalid="ignore", divide="ignore"):
        draws = {
            "coverage": both / fails,
            "density": both / held,
            "mass": held / runs,
            "base_rate": fails / runs,
        }
    ends = [(1.0 - level) / 2.0, (1.0 + level) / 2.0]
    found = {}
    for name, values in draws.items():
        known = values[np.isfinite(values)]
        low, high = np.quantile(known, ends) if len(known) else (np.nan, np.nan)
        found[name] = (float(low), float(high))
    return found
