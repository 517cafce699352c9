"""C8: readiness of the armed forces, and what becomes of it when the mission has left."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import first, mean, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import QUARTERS_PER_YEAR, Flows

_PRODUCTION = "production function of military capability; see rules.readiness"

#: A mission with fewer has gone. [persons]
NOBODY = 1.0


@outcome(
    unit="0-1",
    meaning="readiness of the armed forces in the last year",
    reference=_PRODUCTION,
    higher="better",
)
def readiness(h: Flows) -> np.ndarray:
    """Mean readiness of the last four quarters (of all, where there are fewer)."""
    return mean(h.quarterly("readiness")[:, h.year])


@outcome(
    unit="0-1",
    meaning="readiness of the armed forces over the run",
    reference=_PRODUCTION,
    higher="better",
)
def mean_readiness(h: Flows) -> np.ndarray:
    """Mean readiness of all quarters."""
    return mean(h.quarterly("readiness"))


@outcome(
    unit="1/year",
    meaning="yearly change of readiness after the mission has left",
    reference="ours: decay of capability after the exit of a mission",
    higher="better",
)
def readiness_decay(h: Flows) -> np.ndarray:
    """(R_T - R_t) / years between, t the first quarter whose end finds no mission, but a beginning.

    Mission strength is summed over bodies; less than one person is none. Negative where readiness
    decays. NaN where no mission left, or it left in the last quarter.
    """
    gone = np.asarray(total(h.since_start("strength", "intergovernmental_body"), -1)) < NOBODY
    left = first(gone[:, 1:] & ~gone[:, :-1])
    series = h.quarterly("readiness")
    years = np.where(left >= 0, h.quarters - 1 - left, 0) / QUARTERS_PER_YEAR
    return ratio(series[:, -1] - series[np.arange(h.runs), left], years)
