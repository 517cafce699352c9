"""Equipment by class: weapons, vehicles and communications wear and arrive apart.

    E = w1 weapons + w2 vehicles + w3 communications,   weights over their sum

Vehicles carry patrols; radios connect forces that otherwise act alone (`rules.technology`).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import TINY, Values, clip01
from sim.parameters import Parameter, Rule


class Hardware(Rule):
    """Parameters of the classes of equipment."""

    weapons = Parameter(0.5, 0.1, 1.0, "1", "part of weapons in the cost of full equipment")
    vehicles = Parameter(0.3, 0.05, 1.0, "1", "part of vehicles in the cost of full equipment")
    communications = Parameter(
        0.2, 0.05, 1.0, "1", "part of communications in the cost of full equipment"
    )
    on_foot = Parameter(
        0.6, 0.2, 1.0, "1", "share of full patrolling that forces without vehicles manage"
    )


def composite(weapons: Values, vehicles: Values, communications: Values, p: Hardware) -> Values:
    """Equipment as a whole.

    Parameters
    ----------
    weapons, vehicles, communications : (...)
        Stock of each class over what the force needs. [0-1]
    p : Hardware
        weapons, vehicles, communications. [1]

    Returns
    -------
    (...)
        Equipment. [0-1]

    Notes
    -----
    Mean weighted by the classes' parts in the cost of full equipment. Status: definition.

    Examples
    --------
    0.5 * 0.4 + 0.3 * 0.2 + 0.2 * 0.1 = 0.28

    >>> round(float(composite(0.4, 0.2, 0.1, Hardware())), 12)
    0.28
    """
    whole = p.weapons + p.vehicles + p.communications
    return (p.weapons * weapons + p.vehicles * vehicles + p.communications * communications) / whole


def carried_over(stock: Values, equipment: Values, composite: Values, p: Hardware) -> Values:
    """A class's stock after something from outside has moved equipment as a whole.

    Parameters
    ----------
    stock : (...)
        Stock of the class. [0-1]
    equipment : (...)
        Equipment as a whole, as events left it. [0-1]
    composite : (...)
        The classes together, before. [0-1]
    p : Hardware
        Nothing of it: what is lost is lost from all classes alike.

    Returns
    -------
    (...)
        Stock of the class. [0-1]

    Notes
    -----
    stock * equipment / composite, and `equipment` where there was none. Status: definition.
    """
    moved = stock * equipment / np.maximum(composite, TINY)
    return clip01(np.where(composite > TINY, moved, equipment))


def mobility(vehicles: Values, p: Hardware) -> Values:
    """Share of their patrols that forces manage with the vehicles they have.

    Parameters
    ----------
    vehicles : (...)
        Stock of vehicles over what the force needs. [0-1]
    p : Hardware
        on_foot. [1]

    Returns
    -------
    (...)
        Share; 1 with `on` = 0. [0-1]

    Notes
    -----
    on_foot + (1 - on_foot) * vehicles. Status: assumption.
    """
    return 1.0 - p.on * (1.0 - p.on_foot) * (1.0 - vehicles)
