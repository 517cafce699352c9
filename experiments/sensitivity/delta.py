"""Delta: how far the density of the outcome moves when a factor is known."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced, told

#: Resamples for SALib's correction of bias, which give its interval too; each costs many densities.
_RESAMPLES = 20
_LEVEL = 0.95


@method(
    meaning="shift of the outcome's density, from any table; no moment is singled out",
    measures={
        "delta": "half the mean area between the densities with and without knowing the factor",
        "first": "share of variance that a factor explains by itself",
    },
    leading="delta",
)
def delta(ready: Ready, resamples: int, rng: np.random.Generator) -> dict[str, Estimate]:
    """Borgonovo (2007), doi:10.1016/j.ress.2006.04.015, by Plischke et al. (2013).

    SALib's bias-reduced estimate on the rows as they are, and its own bootstrap
    (doi:10.1016/j.ejor.2012.11.047): draws of different factors are independent here.
    """
    from SALib.analyze.delta import analyze

    with fenced(rng):
        # "all" would add two variants of delta for other questions at three times the cost.
        found = analyze(
            ready.problem(), ready.x, ready.y, num_resamples=_RESAMPLES, conf_level=_LEVEL
        )
    measures = {"delta": "delta_raw", "first": "S1"}
    if any(not np.isfinite(found[key]).all() for key in measures.values()):
        raise SensitivityError(
            "too few rows", f"delta found no density in {len(ready.y)} rows; run more"
        )
    return {
        name: Estimate(
            *told(np.asarray(found[key]), found[f"{key}_conf"], _LEVEL, resamples, rng)
        )
        for name, key in measures.items()
    }
