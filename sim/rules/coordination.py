"""Coordination: every pair of partners has to talk, and pairs grow with the square of partners.

    cost = c0 * dyads * distance,   dyads = n * (n - 1) / 2, or n - 1 under one framework
    distance = mandates + mistrust,   mistrust = interagency * 4 * m * (1 - m), m the military part
    delay = d0 * (1 + regulatory distance) * (1 - standards) * (1 - saving * connection)

A hub that all partners talk to beats the mesh beyond a handful of partners.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Coordination(Rule):
    """Parameters of coordination cost and delay."""

    dyad_cost = Parameter(
        0.0015,
        0.001,
        0.005,
        "1",
        "share of the pooled value that a dyad with opposite mandates costs (c0)",
    )
    ceiling = Parameter(0.5, 0.3, 0.9, "1", "largest share of the value that this costs")
    delay = Parameter(0.6, 0.0, 2.0, "quarter", "delay between partners with like rules (d0)")
    technology_saving = Parameter(
        0.5, 0.0, 0.8, "1", "share of the delay that full connection saves"
    )
    interagency = Parameter(
        0.05,
        0.0,
        0.3,
        "1",
        "distance between partners of whom half are military and half civilian",
        source="expert range: trust across the civil-military boundary starts lower",
    )


def dyads(partners: Values, framework: Values, p: Coordination) -> Values:
    """Count the pairs that must coordinate.

    Parameters
    ----------
    partners : (...)
        Partners that take part (n). [0-60]
    framework : (...)
        How far a lead agency or shared framework replaces talks in pairs (f). [0-1]
    p : Coordination
        Not read: counting is the same with the mechanism on or off.

    Returns
    -------
    (...)
        Pairs that must coordinate. [0-1770]

    Notes
    -----
    (n - 1) * (f + (1 - f) * n / 2), and 0 below one partner: n * (n - 1) / 2 in a mesh (f = 0),
    n - 1 round a hub (f = 1). Status: an identity.

    Examples
    --------
    Six partners: 15 pairs in a mesh, 5 round a hub.

    >>> float(dyads(6.0, 0.0, Coordination())), float(dyads(6.0, 1.0, Coordination()))
    (15.0, 5.0)
    """
    return np.maximum(partners - 1.0, 0.0) * (framework + (1.0 - framework) * 0.5 * partners)


def coordination_share(dyads: Values, mandate_distance: Values, p: Coordination) -> Values:
    """Spend part of the pooled value on agreeing what to do with it.

    Parameters
    ----------
    dyads : (...)
        Pairs that must coordinate. [0-1800]
    mandate_distance : (...)
        Mean distance of the partners' mandates. [0-1]
    p : Coordination
        dyad_cost, ceiling. [1]

    Returns
    -------
    (...)
        Share of the pooled value. [0-1]

    Notes
    -----
    min(ceiling, c0 * dyads * mandate_distance). Status: assumption.
    """
    return np.minimum(p.ceiling, p.on * p.dyad_cost * dyads * mandate_distance)


def mistrust(military: Values, p: Coordination) -> Values:
    """Distance that comes from military and civilian partners doubting each other's motives.

    Parameters
    ----------
    military : (...)
        Share of the help that comes from military partners (m). [0-1]
    p : Coordination
        interagency. [1]

    Returns
    -------
    (...)
        Distance to add to that of mandates. [0-0.3]

    Notes
    -----
    interagency * 4 m (1 - m): none among like partners, most where both are equally strong.
    Status: assumption.
    """
    return p.interagency * 4.0 * military * (1.0 - military)


def delay_quarters(
    regulatory_distance: Values, standards: Values, connection: Values, p: Coordination
) -> Values:
    """Wait for rules that differ, less so with standards in common and a good connection.

    Parameters
    ----------
    regulatory_distance : (...)
        Distance of the partners' rules from the host's. [0-1]
    standards : (...)
        Share of procedures that follow one standard. [0-1]
    connection : (...)
        How well the host and its partners are connected. [0-1]
    p : Coordination
        delay [quarter], technology_saving [1].

    Returns
    -------
    (...)
        Delay of delivery. [quarters, 0-4]

    Notes
    -----
    d0 * (1 + regulatory_distance) * (1 - standards) * (1 - technology_saving * connection).
    Status: assumption.
    """
    speed_up = (1.0 - standards) * (1.0 - p.technology_saving * connection)
    return p.on * p.delay * (1.0 + regulatory_distance) * speed_up
