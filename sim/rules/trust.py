"""Trust: built slowly by promises kept, lost fast by promises broken, fading to a prior.

T' = T + [ gain (1 - T) kept - asymmetry gain T shortfall + openness reporting (1 - T)
+ forgetting (prior - T) ] / 4, where either the gain or the loss is at work.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, clip01
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Trust(Rule):
    """Parameters of trust between a partner and the host."""

    gain = Parameter(0.1, 0.02, 0.8, "1/year", "share of missing trust gained by promises kept")
    asymmetry = Parameter(
        2.5,
        1.5,
        4.0,
        "1",
        "speed of loss over speed of gain",
        source="asymmetry principle: Slovic 1993, Risk Analysis; range: expert",
    )
    tolerance = Parameter(0.1, 0.0, 0.3, "1", "shortfall that is forgiven")
    forgetting = Parameter(
        0.08,
        0.02,
        0.1,
        "1/year",
        "speed of return to the prior",
        source="decay of evidence: Josang & Ismail 2002, Bled Electronic Commerce Conference; "
        "range: expert",
    )
    openness = Parameter(0.1, 0.0, 0.6, "1/year", "share of missing trust gained by full reporting")


def next_trust(trust: Values, prior: Values, kept: Values, reporting: Values, p: Trust) -> Values:
    """Learn from what was delivered.

    Parameters
    ----------
    trust : (...)
        Trust between partner and host. [0-1]
    prior : (...)
        Trust of two that know nothing of each other. [0-1]
    kept : (...)
        Delivered over expected; more than was expected counts as 1. [0-2]
    reporting : (...)
        How openly the two report to each other. [0-1]
    p : Trust
        gain, forgetting, openness [1/year], asymmetry, tolerance. [1]

    Returns
    -------
    (...)
        Trust at the quarter's end. [0-1]

    Notes
    -----
    With shortfall s = 1 - kept, T' is T plus a quarter of: gain (1 - T) min(1, kept)
    where s <= tolerance, else -asymmetry gain T s; plus openness reporting (1 - T) + forgetting
    (prior - T). Status: assumption after the asymmetry principle (Slovic 1993).

    Examples
    --------
    Half is delivered, at a gain of 0.4 and nothing else: 0.6 - 2.5 * 0.4 * 0.6 * 0.5 / 4.

    >>> rule = Trust({"gain": 0.4, "forgetting": 0.0})
    >>> round(float(next_trust(0.6, 0.5, 0.5, 0.0, rule)), 6)
    0.525
    """
    missing = 1.0 - trust
    shortfall = 1.0 - kept
    earned = missing * np.minimum(kept, 1.0)
    lost = p.asymmetry * trust * shortfall
    learned = p.gain * np.where(shortfall > p.tolerance, -lost, earned)
    reported = p.openness * reporting * missing
    faded = p.forgetting * (prior - trust)
    return clip01(trust + p.on * YEARS_PER_QUARTER * (learned + reported + faded))
