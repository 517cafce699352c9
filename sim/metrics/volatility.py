"""C3: how much help swings from year to year."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean, ratio, spread
from sim.metrics._registry import outcome
from sim.metrics.flows import QUARTERS_PER_YEAR, Flows

_AID = "Bulir & Hamann 2003, IMF Staff Papers; 2008, World Development"

#: Years that make two changes.
FEWEST_YEARS = 3


def yearly(h: Flows) -> np.ndarray:
    """Help of each full year since the first quarter, `(runs, year)`. [million US$]"""
    years = h.quarters // QUARTERS_PER_YEAR
    whole = h.total[:, : years * QUARTERS_PER_YEAR]
    return np.asarray(total(whole.reshape(h.runs, years, QUARTERS_PER_YEAR), -1))


def changes(h: Flows) -> np.ndarray:
    """Yearly log changes, `(runs, year - 1)`; NaN in runs with a year without help."""
    help_in = h.once(yearly)
    given = (help_in > 0).all(-1, keepdims=True)
    return np.where(given, np.diff(np.log(np.where(given, help_in, 1.0)), axis=-1), np.nan)


def falls(h: Flows) -> np.ndarray:
    """Downside volatility in which a fall to nothing is infinite, `(runs,)`."""
    help_in = h.once(yearly)
    if help_in.shape[-1] < FEWEST_YEARS:
        return np.full(h.runs, np.nan)
    before, after = help_in[:, :-1], help_in[:, 1:]
    lost = (before > 0) & (after <= 0)
    both = (before > 0) & (after > 0)
    change = np.log(np.where(both, after, 1.0) / np.where(both, before, 1.0))
    fall = np.where(lost, np.inf, np.maximum(-change, 0.0))
    return np.sqrt(mean(fall * fall))


@outcome(
    unit="1",
    meaning="spread of the yearly log changes of help",
    reference=_AID,
    higher="worse",
)
def funding_volatility(h: Flows) -> np.ndarray:
    """Sample standard deviation of log(F_y / F_y-1) over full years.

    NaN with fewer than three full years, or where a year brought no help at all.
    """
    return spread(h.once(changes))


@outcome(
    unit="1",
    meaning="spread of yearly help over its mean",
    reference=_AID,
    higher="worse",
)
def funding_volatility_cv(h: Flows) -> np.ndarray:
    """Sample standard deviation of F_y over its mean; mixes trend with volatility.

    NaN with fewer than three full years, or where no help arrived.
    """
    help_in = h.once(yearly)
    if help_in.shape[-1] < FEWEST_YEARS:
        return np.full(h.runs, np.nan)
    return ratio(spread(help_in), mean(help_in))


@outcome(
    unit="1",
    meaning="size of the yearly falls of help",
    reference=f"{_AID}; the downside version is ours",
    higher="worse",
)
def downside_volatility(h: Flows) -> np.ndarray:
    """Root mean square of min(0, log(F_y / F_y-1)) over full years; 0 where help never fell.

    NaN with fewer than three full years, or where a year brought no help at all.
    """
    known = (h.once(yearly) > 0).all(-1)
    return np.where(known, h.once(falls), np.nan)
