"""C4: on how few partners help rests."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean_where, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_INDEX = "Hirschman 1964, American Economic Review; Knack & Rahman 2007 (aid)"


def herfindahl(h: Flows) -> np.ndarray:
    """Sum of squared shares each quarter, `(runs, quarter)`; 0 where no help arrived."""
    return np.asarray(total(h.shares * h.shares, -1))


@outcome(
    unit="0-1",
    meaning="Herfindahl index of help over suppliers",
    reference=_INDEX,
    higher="neither",
)
def concentration(h: Flows) -> np.ndarray:
    """Mean of sum_i s_i^2 over the quarters in which help arrived; NaN where none ever did."""
    return mean_where(h.once(herfindahl), h.flowing)


@outcome(
    unit="partners",
    meaning="number of equal partners that would be as concentrated",
    reference=_INDEX,
    higher="neither",
)
def effective_partners(h: Flows) -> np.ndarray:
    """Mean of 1 / sum_i s_i^2 over the quarters in which help arrived; NaN where none ever did."""
    return mean_where(ratio(np.ones(1), h.once(herfindahl)), h.flowing)


@outcome(
    unit="0-1",
    meaning="share of the largest supplier in help",
    reference="Morrow 1991, American Journal of Political Science (dependence)",
    higher="worse",
)
def largest_partner(h: Flows) -> np.ndarray:
    """Mean of max_i s_i over the quarters in which help arrived; NaN where none ever did."""
    return mean_where(h.shares.max(-1, initial=0.0), h.flowing)
