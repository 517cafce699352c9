"""Turnover: leaders change at elections and coups, and policy moves with them.

At a turnover the position on the issue jumps, x' = x + s0 (1 + z (1 - democracy)) shock: further
where few choose the leader. Trust between persons leaves with the persons.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, clip01
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

_SHIFT = "Mattes, Leeds & Carroll 2015, International Studies Quarterly; "


class Turnover(Rule):
    """Parameters of leadership turnover."""

    spread = Parameter(
        0.06,
        0.03,
        0.1,
        "issue scale 0-1",
        "standard deviation of a democracy's move at a turnover",
        source=_SHIFT + "range: expert",
    )
    autocracy = Parameter(
        2.0,
        1.0,
        3.0,
        "1",
        "how many times a democracy's spread a full autocracy adds to it",
        source=_SHIFT + "Smith 2016, Journal of Conflict Resolution; range: expert",
    )
    forget = Parameter(0.3, 0.0, 0.8, "1", "share of trust, held in persons, lost at a turnover")


def turns(draw: Values, rate: Values, due: Values, p: Turnover) -> Values:
    """Whether the leader changes this quarter.

    Parameters
    ----------
    draw : (...)
        Uniform draw. [0-1]
    rate : (...)
        Unscheduled turnovers. [1/year, 0-1]
    due : (...)
        1 when an election or a coup is scheduled now, else 0; above one half counts as 1. [0-1]
    p : Turnover
        on. [0 or 1]

    Returns
    -------
    (...)
        1 at a turnover, else 0. [0 or 1]

    Notes
    -----
    max(due, draw < 1 - exp(-rate / 4)). Status: assumption.
    """
    by_chance = draw < 1.0 - np.exp(-rate * YEARS_PER_QUARTER)
    return 1.0 * p.on * (by_chance | (due > 0.5))


def next_position(
    position: Values, turned: Values, democracy: Values, shock: Values, p: Turnover
) -> Values:
    """Move a state's position with its leader.

    Parameters
    ----------
    position : (...)
        Position on the issue. [0-1]
    turned : (...)
        1 at a turnover, else 0. [0-1]
    democracy : (...)
        How widely the leader is chosen. [0-1]
    shock : (...)
        Standard normal draw. [-3 to 3]
    p : Turnover
        spread [issue scale], autocracy. [1]

    Returns
    -------
    (...)
        Position at the quarter's end. [0-1]

    Notes
    -----
    x' = x + turned * s0 * (1 + z * (1 - democracy)) * shock, held inside [0, 1]. Status: stylised
    fact in its direction (Mattes, Leeds & Carroll 2015; Smith 2016), assumption in its size.

    Examples
    --------
    An autocracy moves three times as far, 0.5 + 0.06 * (1 + 2) * 1 = 0.68.

    >>> round(float(next_position(0.5, 1.0, 0.0, 1.0, Turnover())), 6)
    0.68
    """
    spread = p.spread * (1.0 + p.autocracy * (1.0 - democracy))
    return clip01(position + p.on * turned * spread * shock)


def remembered_trust(trust: Values, turned: Values, p: Turnover) -> Values:
    """Trust that outlives the persons who held it.

    Parameters
    ----------
    trust : (...)
        Trust before the quarter's turnover. [0-1]
    turned : (...)
        1 at a turnover, else 0. [0-1]
    p : Turnover
        forget. [1]

    Returns
    -------
    (...)
        Trust that is left. [0-1]

    Notes
    -----
    T' = T * (1 - forget * turned). Status: assumption.
    """
    return trust * (1.0 - p.on * p.forget * turned)
