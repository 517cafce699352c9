"""Absorption: a host can use only so much at a time, and more money buys less and less.

    useful = room * (1 - exp(-inflow / room)),   room = saturation * own budget * capacity

Aid has diminishing returns (Hansen & Tarp 2001; Clemens et al. 2012). Mentors who raise capacity
raise the use of all else.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import TINY, Values
from sim.parameters import Parameter, Rule


class Absorption(Rule):
    """Parameters of absorptive capacity."""

    saturation = Parameter(
        4.0,
        2.0,
        6.0,
        "1",
        "most that a host with full capacity can use, in multiples of its own defence budget; "
        "half of that room is filled at an inflow of 0.69 times the room",
        source="expert range; Hansen & Tarp 2001, Journal of Development Economics; Clemens, "
        "Radelet, Bhavnani & Bazzi 2012, Economic Journal",
    )
    floor = Parameter(0.1, 0.02, 0.3, "1", "capacity that is left to a host without institutions")


def useful(inflow: Values, capacity: Values, own_budget: Values, p: Absorption) -> Values:
    """Put to use what the host's institutions have room for.

    Parameters
    ----------
    inflow : (...)
        External support that arrives. [million US$ a quarter]
    capacity : (...)
        Institutional capacity of the host (K). [0-1]
    own_budget : (...)
        The host's own defence budget. [million US$ a quarter]
    p : Absorption
        saturation, floor. [1]

    Returns
    -------
    (...)
        Support that serves its purpose, never more than the inflow. [million US$ a quarter]

    Notes
    -----
    room * (1 - exp(-inflow / room)), room = saturation * own_budget * max(K, floor): the first
    dollar is used in full, and no inflow fills more than the room. Status: assumption; diminishing
    returns are a stylised fact.

    Examples
    --------
    Room for 4 * 5 * 0.5 = 10 and an inflow of 10 * ln 2 = 6.931472: half of the room is filled.

    >>> round(float(useful(6.931472, 0.5, 5.0, Absorption())), 6)
    5.0
    """
    room = np.maximum(p.saturation * own_budget * np.maximum(capacity, p.floor), TINY)
    used = room * (1.0 - np.exp(-inflow / room))
    return p.on * used + (1.0 - p.on) * inflow
