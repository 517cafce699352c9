"""Weapons, vehicles and buildings: they wear out, slower where somebody maintains them.

e' = k + (1 - k) * (1 - exp(-yield * inflow)), with k = e * exp(-wear / 4) the stock that is left.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

LOG2 = 0.6931471805599453


class Equipment(Rule):
    """Parameters of equipment and infrastructure."""

    half_life = Parameter(4.5, 3.0, 6.0, "years", "half-life of equipment that nobody maintains")
    maintained_half_life = Parameter(
        12.0, 8.0, 20.0, "years", "half-life of fully maintained equipment"
    )
    stock_yield = Parameter(
        0.03,
        0.01,
        0.3,
        "1/million US$",
        "share of the missing stock filled by a first useful million US$",
    )
    serviceable = Parameter(
        0.4,
        0.2,
        0.7,
        "1",
        "share of the equipment that works without maintenance and logistics",
        source="Armed Forces of Liberia, February 2016: most of the equipment in use was "
        "unserviceable",
    )
    logistics_saving = Parameter(
        0.5, 0.0, 0.8, "1", "share of the idle equipment that full logistics brings back"
    )
    infrastructure_life = Parameter(
        25.0, 10.0, 40.0, "years", "mean life of bases, depots and roads"
    )
    infrastructure_yield = Parameter(
        0.02,
        0.005,
        0.1,
        "1/million US$",
        "share of the missing infrastructure built by a first useful million US$",
    )
    logistics_weight = Parameter(
        0.5, 0.0, 1.0, "1", "weight of logistical help against own upkeep in maintenance"
    )
    half_logistics = Parameter(
        1.0, 0.2, 5.0, "million US$ a quarter", "useful logistics that maintain half of the stock"
    )


def next_equipment(stock: Values, inflow: Values, maintenance: Values, p: Equipment) -> Values:
    """Wear out, and take delivery.

    Parameters
    ----------
    stock : (...)
        Equipment over what the force needs. [0-1]
    inflow : (...)
        Useful deliveries. [musd a quarter, 0-50]
    maintenance : (...)
        Share of the maintenance that is done. [0-1]
    p : Equipment
        half_life, maintained_half_life [years], stock_yield [1/musd].

    Returns
    -------
    (...)
        Equipment at the quarter's end. [0-1]

    Notes
    -----
    wear = log(2) * ((1 - m) / half_life + m / maintained_half_life) a year;
    k = e * exp(-wear / 4); e' = k + (1 - k) * (1 - exp(-stock_yield * inflow)).
    With `on` = 0 nothing wears out; deliveries still count. Status: assumption.

    Examples
    --------
    >>> p, stock = Equipment({"half_life": 3.0}), 0.8
    >>> for _ in range(12):
    ...     stock = next_equipment(stock, 0.0, 0.0, p)
    >>> round(float(stock), 12)
    0.4
    """
    wear = LOG2 * ((1.0 - maintenance) / p.half_life + maintenance / p.maintained_half_life)
    kept = stock * np.exp(-p.on * wear * YEARS_PER_QUARTER)
    return kept + (1.0 - kept) * (1.0 - np.exp(-p.stock_yield * inflow))


def next_infrastructure(stock: Values, inflow: Values, p: Equipment) -> Values:
    """Let buildings and roads decay slowly, and build.

    Parameters
    ----------
    stock : (...)
        Infrastructure over what the force needs. [0-1]
    inflow : (...)
        Useful building. [musd a quarter, 0-50]
    p : Equipment
        infrastructure_life [years], infrastructure_yield [1/musd].

    Returns
    -------
    (...)
        Infrastructure at the quarter's end. [0-1]

    Notes
    -----
    k = b * exp(-1 / (4 * life)); b' = k + (1 - k) * (1 - exp(-infrastructure_yield * inflow)).
    With `on` = 0 nothing decays; building still counts. Status: assumption.
    """
    kept = stock * np.exp(-p.on * YEARS_PER_QUARTER / p.infrastructure_life)
    return kept + (1.0 - kept) * (1.0 - np.exp(-p.infrastructure_yield * inflow))


def serviceability(maintenance: Values, logistics: Values, p: Equipment) -> Values:
    """Share of the equipment that works.

    Parameters
    ----------
    maintenance : (...)
        Share of the maintenance that is done. [0-1]
    logistics : (...)
        Share of spare parts, fuel and transport that arrives. [0-1]
    p : Equipment
        serviceable, logistics_saving. [1]

    Returns
    -------
    (...)
        Share in working order; 1 with `on` = 0. [0-1]

    Notes
    -----
    1 - (1 - serviceable) * (1 - m) * (1 - logistics_saving * l). Status: assumption.
    """
    idle = (1.0 - p.serviceable) * (1.0 - maintenance) * (1.0 - p.logistics_saving * logistics)
    return 1.0 - p.on * idle


def maintenance(upkeep: Values, logistics: Values, p: Equipment) -> Values:
    """Maintenance of the stock, out of own upkeep and partners' logistics.

    Parameters
    ----------
    upkeep : (...)
        Own upkeep over its full cost. [1]
    logistics : (...)
        Useful logistics. [musd a quarter, 0-50]
    p : Equipment
        logistics_weight [1], half_logistics [musd a quarter].

    Returns
    -------
    (...)
        Maintenance. [0-1]

    Notes
    -----
    (1 - w) min(1, upkeep) + w l / (l + half). Status: assumption.
    """
    own = np.minimum(upkeep, 1.0)
    helped = logistics / (logistics + p.half_logistics)
    return (1.0 - p.logistics_weight) * own + p.logistics_weight * helped
