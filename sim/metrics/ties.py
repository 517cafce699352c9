"""C1: how long ties last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import first, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import QUARTERS_PER_YEAR, Flows

_TERMINATION = "Leeds & Savun 2007, Journal of Politics (termination); the 5% rule is ours"

#: A tie lies dormant in a quarter with less than this share of its own trailing mean.
DORMANT_SHARE = 0.05

#: Quarters of the trailing mean, and quarters of dormancy that end a tie. Doubling reaches both.
TRAILING, DORMANT_QUARTERS = 8, 4

#: Ties that carried help in so many first quarters are those whose survival is asked.
FOUNDING_QUARTERS = 4


class Spells(NamedTuple):
    """The first spell of each tie, each `(runs, actor)`; quarters count from 1."""

    entered: np.ndarray
    """First quarter with felt help; 0 for a supplier that never gave."""
    ended: np.ndarray
    """Quarter in which the tie was terminated; 0 where it was not."""
    duration: np.ndarray
    """Quarters at risk, first and last included; 0 for a supplier that never gave."""


def spells(h: Flows) -> Spells:
    """First spell of each tie.

    Notes
    -----
    A tie is terminated in the first quarter, from its entry on, at whose end the partnership is
    formally over (`active` 0), or which is the fourth in a row with a flow below 5% of the mean of
    the eight quarters before (of all, where there are fewer). Censored at the horizon. A partner
    that comes back later is not counted a second time.
    """
    quarter = np.arange(1, h.quarters + 1)[:, None]
    entered = first(h.partners) + 1
    inside = (entered[:, None, :] > 0) & (quarter >= entered[:, None, :])
    over = inside & (~h.active | _dormant_for_long(h.help))
    ended = first(over) + 1
    last = np.where(ended > 0, ended, h.quarters)
    return Spells(entered, ended, np.where(entered > 0, last - entered + 1, 0))


def _dormant_for_long(flow: np.ndarray) -> np.ndarray:
    """True in the fourth dormant quarter in a row and after, `(runs, quarter, actor)`."""
    count = np.minimum(np.arange(flow.shape[1]), TRAILING)[:, None]
    summed, window = flow, 1
    while window < TRAILING:  # sums of 2, 4, 8 quarters; a difference of running sums would round
        summed = summed + _later(summed, window)
        window *= 2
    dormant = flow * count < DORMANT_SHARE * _later(summed, 1)
    window = 1
    while window < DORMANT_QUARTERS:
        dormant = dormant & _later(dormant, window)
        window *= 2
    return dormant


def _later(values: np.ndarray, quarters: int) -> np.ndarray:
    """What was so many quarters before; nothing before the first."""
    shifted = np.zeros_like(values)
    shifted[:, quarters:] = values[:, :-quarters]
    return shifted


@outcome(
    unit="0-1",
    meaning="share of early ties that last to the horizon",
    reference=_TERMINATION,
    higher="neither",
)
def tie_survival(h: Flows) -> np.ndarray:
    """Of the suppliers whose help was felt in the first four quarters, the share never terminated.

    Termination as in `spells`. NaN where nobody helped in the first four quarters.
    """
    tied = h.once(spells)
    founding = (tied.entered > 0) & (tied.entered <= FOUNDING_QUARTERS)
    return ratio((founding & (tied.ended == 0)).sum(-1), founding.sum(-1))


@outcome(
    unit="1/year",
    meaning="terminations of ties per tie-year",
    reference=_TERMINATION,
    higher="neither",
)
def termination_hazard(h: Flows) -> np.ndarray:
    """Terminations over years at risk, of all ties of the run.

    Termination as in `spells`. 0 where all ties are censored; NaN where there was no tie.
    """
    tied = h.once(spells)
    years = np.asarray(total(tied.duration, -1)) / QUARTERS_PER_YEAR
    return ratio((tied.ended > 0).sum(-1), years)
