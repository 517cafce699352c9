"""RBD-FAST: first-order shares of variance from any table."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.guards import need_rows
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, halved


@method(
    meaning="first-order shares of variance from any table, by sorting it along each factor",
    measures={"first": "share of variance that a factor explains by itself"},
    leading="first",
)
def rbd_fast(
    ready: Ready, resamples: int, rng: np.random.Generator, *, harmonics: int = 10
) -> dict[str, Estimate]:
    """Tarantola, Gatelli and Mara (2006), doi:10.1016/j.ress.2005.06.003, on given data.

    Sorting by Plischke (2010), doi:10.1016/j.ress.2009.11.005; bias corrected by Tissot and
    Prieur (2012), doi:10.1016/j.ress.2012.06.010.
    """
    from SALib.analyze.rbd_fast import analyze

    # Its correction divides by the rows less twice the harmonics, also of the halves.
    need_rows(len(ready.y), 5 * harmonics, "rbd_fast", f"{harmonics} harmonics")

    # Labels and whole numbers tie: the order within a tie must not be that of the design.
    jitter = rng.permutation(len(ready.y))

    def statistic(rows: np.ndarray) -> dict[str, np.ndarray]:
        x, y = ready.picked(rows[np.argsort(jitter[rows])])
        found = analyze(ready.problem(), x, y, M=harmonics, num_resamples=2, seed=rng)
        return {"first": np.asarray(found["S1"], dtype=float)}

    with fenced(rng):
        found = halved(statistic, len(ready.y), resamples, rng)
    return {"first": Estimate(*found["first"])}
