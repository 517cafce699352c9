"""C12: trust on the ties with the host."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_TRUST = "Kydd 2005, Trust and Mistrust in International Relations"


@outcome(
    unit="0-1",
    meaning="trust on ties, weighted by help, in the last year",
    reference=_TRUST,
    higher="better",
)
def trust(h: Flows) -> np.ndarray:
    """sum f_i,t trust_i,t / sum f_i,t over suppliers and the last four quarters.

    NaN where no help arrived in them.
    """
    flow = h.help[:, h.year]
    felt = total(total(flow * h.quarterly("trust")[:, h.year], -1), -1)
    return ratio(np.asarray(felt), np.asarray(total(total(flow, -1), -1)))


@outcome(
    unit="0-1",
    meaning="least trust on any working tie in the last year",
    reference=_TRUST,
    higher="better",
)
def weakest_trust(h: Flows) -> np.ndarray:
    """Least trust_i,t over the last four quarters among ties that stand and whose help is felt.

    Felt is above 0.01 musd a quarter. NaN where no tie works.
    """
    works = (h.active & h.partners)[:, h.year]
    least = np.where(works, h.quarterly("trust")[:, h.year], np.inf).min((1, 2), initial=np.inf)
    return np.where(np.isfinite(least), least, np.nan)
