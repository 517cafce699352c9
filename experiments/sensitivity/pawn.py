"""PAWN: how far the distribution of the outcome moves when a factor is held in a slice."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.guards import need_rows
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, halved

#: Fewest rows in a slice: halves of the table have half of them.
_EACH = 4


@method(
    meaning="distances between distributions, from any table; for skewed outcomes",
    measures={
        "median": "median over slices of the Kolmogorov-Smirnov distance",
        "maximum": "its maximum",
    },
    leading="median",
)
def pawn(
    ready: Ready, resamples: int, rng: np.random.Generator, *, slices: int = 10
) -> dict[str, Estimate]:
    """Pianosi and Wagener (2018), doi:10.1016/j.envsoft.2018.07.019.

    A factor that does nothing has a distance above 0, higher the fewer rows there are; the dummy
    shows how much.
    """
    from SALib.analyze.pawn import analyze

    need_rows(len(ready.y), _EACH * slices, "pawn", f"{slices} slices")

    def statistic(rows: np.ndarray) -> dict[str, np.ndarray]:
        x, y = ready.picked(rows)
        found = analyze(ready.problem(), x, y, S=slices)
        return {name: np.asarray(found[name], dtype=float) for name in ("median", "maximum")}

    with fenced(rng):
        found = halved(statistic, len(ready.y), resamples, rng)
    return {name: Estimate(*pair) for name, pair in found.items()}
