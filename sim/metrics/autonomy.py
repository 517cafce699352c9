"""C10: how much of its security the host pays for itself."""

from __future__ import annotations

import numpy as np

from sim.metrics._numbers import mean_where, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_TRADE = "Morrow 1991, American Journal of Political Science"


def own_share(h: Flows) -> np.ndarray:
    """own / (own + help) each quarter, `(runs, quarter)`; NaN of nothing."""
    return ratio(h.own, h.own + h.external)


def _mean_of_known(values: np.ndarray) -> np.ndarray:
    return mean_where(values, np.isfinite(values))


@outcome(
    unit="0-1",
    meaning="own share of security spending in the last year",
    reference=_TRADE,
    higher="better",
)
def autonomy(h: Flows) -> np.ndarray:
    """Mean of own / (own + external) over the last four quarters.

    Quarters without any spending are passed over; NaN where all are.
    """
    return _mean_of_known(h.once(own_share)[:, h.year])


@outcome(
    unit="0-1",
    meaning="own share of security spending over the run",
    reference=_TRADE,
    higher="better",
)
def mean_autonomy(h: Flows) -> np.ndarray:
    """Mean of own / (own + external) over all quarters.

    Quarters without any spending are passed over; NaN where all are.
    """
    return _mean_of_known(h.once(own_share))
