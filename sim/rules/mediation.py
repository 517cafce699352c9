"""Mediation: a body that talks to all sides calms its members and turns enmity into distance.

    r' = r * (1 - gain * effort)  where r < 0,   calming' = calming * (1 + soothing * effort)

The effort is paid for out of the body's funds.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Mediation(Rule):
    """Parameters of mediation and peaceful settlement."""

    gain = Parameter(
        0.05, 0.0, 0.2, "1/quarter", "share of the enmity of two members that full effort removes"
    )
    soothing = Parameter(
        1.0, 0.0, 3.0, "1", "rise of the speed at which unrest calms under full effort"
    )
    cost = Parameter(
        0.3, 0.05, 2.0, "million US$ a quarter", "envoys, offices and observers at full effort"
    )


def price(effort: Values, p: Mediation) -> Values:
    """What mediation costs the body.

    Parameters
    ----------
    effort : (...)
        Effort that the body plans. [0-1]
    p : Mediation
        cost. [million US$ a quarter]

    Returns
    -------
    (...)
        Cost; 0 with `on` = 0. [million US$ a quarter]

    Notes
    -----
    cost * effort. Status: assumption.
    """
    return p.on * p.cost * effort


def reconciled(relation: Values, effort: Values, p: Mediation) -> Values:
    """Relation of two members after mediation.

    Parameters
    ----------
    relation : (...)
        Relation, foes at -1, friends at 1. [-1 to 1]
    effort : (...)
        Effort that reaches both. [0-1]
    p : Mediation
        gain. [1/quarter]

    Returns
    -------
    (...)
        Relation; a friendly one is left alone, every one with `on` = 0. [-1 to 1]

    Notes
    -----
    r * (1 - gain * effort) where r < 0. Status: assumption.

    Examples
    --------
    >>> round(float(reconciled(-0.5, 1.0, Mediation({"gain": 0.1}))), 12)
    -0.45
    """
    return relation - p.on * p.gain * effort * np.minimum(relation, 0.0)


def soothed(effort: Values, p: Mediation) -> Values:
    """Factor on the speed at which unrest in a member calms.

    Parameters
    ----------
    effort : (...)
        Effort that reaches the state. [0-1]
    p : Mediation
        soothing. [1]

    Returns
    -------
    (...)
        Factor; 1 with `on` = 0. [1-4]

    Notes
    -----
    1 + soothing * effort. Status: assumption.
    """
    return 1.0 + p.on * p.soothing * effort
