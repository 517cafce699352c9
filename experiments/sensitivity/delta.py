"""Delta: how far the density of the outcome moves when a factor is known."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, told

#: Resamples for the correction of bias, which give the interval too; each costs many densities.
_RESAMPLES = 20
_LEVEL = 0.95
#: Fewest rows in a class, and points at which densities are compared, as in SALib.
_CLASS, _GRID = 10, 100


@method(
    meaning="shift of the outcome's density, from any table; no moment is singled out",
    measures={"delta": "half the mean area between the densities with and without the factor"},
    leading="delta",
)
def delta(
    ready: Ready, resamples: int, rng: np.random.Generator, *, classes: int = 0
) -> dict[str, Estimate]:
    """Borgonovo (2007), doi:10.1016/j.ress.2006.04.015, by Plischke et al. (2013).

    SALib's bias-reduced estimate and its own bootstrap (doi:10.1016/j.ejor.2012.11.047), so that
    draws of different factors are independent here. Its front is passed by: that computes two
    further variants at many times the cost, takes its first-order index from one random resample,
    prints, and turns errors into notes. `classes` of a factor are as many as SALib takes, at
    least `_CLASS` rows each, unless told.
    """
    from SALib.analyze.delta import bias_reduced_delta

    y, rows = ready.y, len(ready.y)
    # The number of classes by Plischke et al. (2013), as in SALib.
    power = 2.0 / (7.0 + np.tanh((1500.0 - rows) / 500.0))
    count = classes or round(min(int(np.ceil(rows**power)), 48))
    if rows < _CLASS * count:
        raise SensitivityError("too few rows", f"delta needs {_CLASS * count} points, not {rows}")
    edges, grid = np.linspace(0, rows, count + 1), np.linspace(y.min(), y.max(), _GRID)
    found = []
    with fenced(rng):
        for column in ready.x.T:
            value, half, _ = bias_reduced_delta(
                y, grid, column, edges, _RESAMPLES, _LEVEL, rows, "raw", [], "", _CLASS
            )
            found.append((value, half))
    values, halves = np.array(found, dtype=float).T
    return {"delta": Estimate(*told(values, halves, _LEVEL, resamples, rng))}
