"""Deployment abroad: who once received peacekeepers sends some, when ready and not needed at home.

    x' = x + pace / 4 * (offer * min(1, readiness / enough) * (1 - home * threat) - x)

Soldiers abroad keep in practice and earn standing; they are missing at home, and what the
organisation refunds does not pay for all of them.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Deployment(Rule):
    """Parameters of the host's deployments abroad."""

    pace = Parameter(1.0, 0.2, 3.0, "1/year", "speed at which contingents go and return")
    enough = Parameter(0.15, 0.05, 0.6, "1", "readiness at which the whole offer can go")
    home = Parameter(0.7, 0.0, 1.0, "1", "share of the offer kept back under a full threat")
    cost = Parameter(
        6.0,
        2.0,
        12.0,
        "million US$ a quarter per thousand soldiers",
        "pay abroad, transport and equipment of a contingent",
    )
    refund = Parameter(
        0.7,
        0.3,
        1.0,
        "1",
        "share of that cost which the organisation refunds",
        source="expert range; UN General Assembly resolution 72/285 (2018) refunds 1,428 US$ a "
        "soldier and month for personnel, which is 4.3 million a quarter per thousand",
    )
    relief_time = Parameter(
        0.1, 0.0, 0.3, "1", "share of the forces that full humanitarian missions keep from duty"
    )


def next_abroad(
    abroad: Values, offer: Values, readiness: Values, threat: Values, p: Deployment
) -> Values:
    """Send contingents, and bring them back.

    Parameters
    ----------
    abroad : (...)
        Share of the forces abroad. [0-1]
    offer : (...)
        Share of the forces that the host offers. [0-1]
    readiness, threat : (...)
        Readiness of the forces, and the threat at home. [0-1]
    p : Deployment
        pace [1/year], enough, home. [1]

    Returns
    -------
    (...)
        Share abroad at the quarter's end; the offer at once with `on` = 0. [0-1]

    Notes
    -----
    See the head of this file; the step is at most the whole way. Status: assumption.

    Examples
    --------
    Ready and safe, a quarter of the way: 0 + 1 / 4 * (0.08 - 0) = 0.02.

    >>> round(float(next_abroad(0.0, 0.08, 0.5, 0.0, Deployment())), 12)
    0.02
    """
    able = np.minimum(readiness / p.enough, 1.0) * (1.0 - p.home * threat)
    step = np.minimum(p.pace * YEARS_PER_QUARTER, 1.0)
    moved = abroad + step * (offer * able - abroad)
    return p.on * moved + (1.0 - p.on) * offer


def own_cost(soldiers: Values, p: Deployment) -> Values:
    """What contingents cost the host itself.

    Parameters
    ----------
    soldiers : (...)
        Soldiers abroad. [persons, 0-20,000]
    p : Deployment
        cost [million US$ a quarter per thousand], refund. [1]

    Returns
    -------
    (...)
        Cost after refunds; 0 with `on` = 0. [million US$ a quarter]

    Notes
    -----
    cost * (1 - refund) * soldiers / 1000. Status: assumption.
    """
    return p.on * p.cost * (1.0 - p.refund) * soldiers / 1000.0


def at_home(abroad: Values, humanitarian_missions: Values, p: Deployment) -> Values:
    """Share of the forces that is free for security at home.

    Parameters
    ----------
    abroad : (...)
        Share of the forces abroad. [0-1]
    humanitarian_missions : (...)
        Humanitarian missions at home. [0-1]
    p : Deployment
        relief_time. [1]

    Returns
    -------
    (...)
        Share. [0-1]

    Notes
    -----
    (1 - abroad) * (1 - relief_time * missions); time costs nothing with `on` = 0. Status:
    assumption.
    """
    return (1.0 - abroad) * (1.0 - p.on * p.relief_time * humanitarian_missions)
