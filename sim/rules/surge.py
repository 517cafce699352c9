"""Surge and fade: a crisis lifts a donor's priority at once, and the lift decays geometrically.

    s' = s * exp(-fade * dt) + size * onset * tie

The jump adds to the long-run priority and does not multiply it, and it goes to the donor with the
historical tie: in one and the same epidemic the USA led in Liberia, the UK in Sierra Leone.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Surge(Rule):
    """Parameters of surge and fade."""

    fade = Parameter(
        0.22,
        0.15,
        0.29,
        "1/year",
        "rate at which a surge decays, a half-life of 2.4 to 4.7 years",
        "stylised fact",
        "World Bank WDI net ODA, log-linear fit from peak year to 2022, Haiti to 2014 "
        "(UK-Sierra Leone, US-Sierra Leone, US-Guinea, US-Haiti)",
    )
    size = Parameter(
        1.0,
        0.0,
        3.0,
        "1",
        "jump at a full crisis for a lead partner, in shares of the donor's budget",
        source="expert range; peaks in the four pairs were 4.1 to 7.7 times the mean before",
    )


def next_surge(surge: Values, onset: Values, tie: Values, p: Surge) -> Values:
    """Let the last crisis fade from a donor's mind, and a new one enter it.

    Parameters
    ----------
    surge : (...)
        Priority above the long-run one. [shares of the donor's budget, 0-5]
    onset : (...)
        Size of the crisis that begins in this quarter, 0 without one. [0-1]
    tie : (...)
        Historical tie of donor and host, near 1 for the lead partner. [0-1]
    p : Surge
        fade [1/year], size [1].

    Returns
    -------
    (...)
        Surge at the quarter's end. [shares of the donor's budget]

    Notes
    -----
    s' = s * exp(-fade / 4) + size * onset * tie; switched off, a surge only fades.
    Status: fade is a stylised fact, size an assumption.

    Examples
    --------
    Nothing to fade, half a crisis and a tie of 0.8: 1 * 0.5 * 0.8.

    >>> round(float(next_surge(0.0, 0.5, 0.8, Surge())), 6)
    0.4
    """
    return surge * np.exp(-YEARS_PER_QUARTER * p.fade) + p.on * p.size * onset * tie
