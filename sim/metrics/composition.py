"""C2: does the portfolio of partners stay what it was a year ago?"""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean_where, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import QUARTERS_PER_YEAR, Flows


def _alone(h: Flows, gives: np.ndarray) -> np.ndarray:
    """True where only one supplier ever gave, `(runs,)`."""
    return np.asarray(gives.any(1).sum(-1) == 1)


@outcome(
    unit="0-1",
    meaning="likeness of the shares of help to those of a year before",
    reference="Bray & Curtis 1957, Ecological Monographs",
    higher="neither",
)
def composition_stability(h: Flows) -> np.ndarray:
    """Mean over quarters of 1 - 0.5 sum_i |s_i,t - s_i,t-4|.

    Quarters are compared where help arrived in both. 1 where a single supplier gave in the whole
    run; NaN where no help arrived, or no two quarters compare.
    """
    s, year = h.shares, QUARTERS_PER_YEAR
    alike = 1.0 - 0.5 * np.asarray(total(np.abs(s[:, year:] - s[:, :-year]), -1))
    both = h.flowing[:, year:] & h.flowing[:, :-year]
    return np.where(_alone(h, h.help > 0), 1.0, mean_where(alike, both))


@outcome(
    unit="0-1",
    meaning="overlap of the set of partners with that of a year before",
    reference="Jaccard 1912, New Phytologist",
    higher="neither",
)
def partner_retention(h: Flows) -> np.ndarray:
    """Mean over quarters of the Jaccard index of the partners (help above 0.01 musd) at t and t-4.

    Quarters are compared where there was a partner in both: that all have left is seen in
    tie_survival and funding_gap. 1 where a single partner gave in the whole run; NaN where none
    did, or no two quarters compare.
    """
    now, before = h.partners[:, QUARTERS_PER_YEAR:], h.partners[:, :-QUARTERS_PER_YEAR]
    overlap = ratio((now & before).sum(-1), (now | before).sum(-1))
    both = np.asarray(now.any(-1) & before.any(-1))
    return np.where(_alone(h, h.partners), 1.0, mean_where(overlap, both))
