"""Regional sensitivity: where in its range a factor lies when the outcome is low or high."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.guards import need_rows
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, halved

#: Fewest rows in a class: halves of the table have half of them.
_EACH = 4
#: Edges of two classes.
_EDGES = 3


@method(
    meaning="which factors tell low from high outcomes, from any table",
    measures={
        "mean": "mean over classes of the outcome of the Cramér-von Mises distance",
        "maximum": "its maximum",
        "lowest": "distance of the rows with the lowest outcomes from the rest",
        "highest": "distance of the rows with the highest outcomes from the rest",
    },
    leading="mean",
    shares=False,
)
def regional(
    ready: Ready, resamples: int, rng: np.random.Generator, *, classes: int = 10
) -> dict[str, Estimate]:
    """Hornberger and Spear (1981); Pianosi et al. (2016), doi:10.1016/j.envsoft.2016.02.008.

    Rows are put in `classes` by the outcome, equally many in each, and a factor's values in a
    class are compared with those outside. The statistic from SALib grows with the number of rows;
    it is divided by n m / (n + m) and so becomes a distance between 0 and 1/3 that does not.
    """
    from SALib.analyze.rsa import rsa

    need_rows(len(ready.y), _EACH * classes, "regional", f"{classes} classes")
    if len(np.unique(np.quantile(ready.y, np.linspace(0, 1, classes + 1)))) < _EDGES:
        raise SensitivityError(
            "too few values",
            "nearly all outcomes are one of two values, which are no classes of as many rows each; "
            "take pawn or rbd_fast",
        )

    def statistic(rows: np.ndarray) -> dict[str, np.ndarray]:
        x, y = ready.picked(rows)
        inside = len(rows) / classes
        found = rsa(x, y, classes, "Y") / (inside * (len(rows) - inside) / len(rows))
        return {
            "mean": np.nanmean(found, axis=0),
            "maximum": np.nanmax(found, axis=0),
            "lowest": found[0],
            "highest": found[-1],
        }

    with fenced(rng):
        found = halved(statistic, len(ready.y), resamples, rng)
    return {name: Estimate(*pair) for name, pair in found.items()}
