"""Fragmentation: many partners with small shares cost attention and wear institutions down.

    transactions = tau * n * (1 - H)
    eroded = erosion * dt * (1 - H) * (1 - multilateral) * K

H is the Herfindahl index of the partners' shares. Fragmented aid goes with declining bureaucratic
quality, less so where it is multilateral (Knack & Rahman 2007).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Fragmentation(Rule):
    """Parameters of fragmentation."""

    transaction_cost = Parameter(
        0.012,
        0.005,
        0.03,
        "1",
        "share of the flow that dealing with one more partner costs (tau)",
        source="expert range; Knack & Rahman 2007, Journal of Development Economics",
    )
    ceiling = Parameter(0.5, 0.3, 0.9, "1", "largest share of the flow that transactions cost")
    erosion = Parameter(
        0.02,
        0.0,
        0.05,
        "1/year",
        "institutional capacity worn down a year by full fragmentation",
        source="expert range; Knack & Rahman 2007, Journal of Development Economics",
    )


def transaction_share(partners: Values, concentration: Values, p: Fragmentation) -> Values:
    """Spend part of what is given on dealing with those who give it.

    Parameters
    ----------
    partners : (...)
        Partners that give anything (n). [0-60]
    concentration : (...)
        Herfindahl index of their shares (H). [0-1]
    p : Fragmentation
        transaction_cost, ceiling. [1]

    Returns
    -------
    (...)
        Share of the gross flow lost to transactions. [0-1]

    Notes
    -----
    min(ceiling, tau * n * (1 - H)). With n equal partners n * (1 - H) = n - 1, so what they bring
    net, n * (1 - tau * (n - 1)), has a hump at n = (1 + tau) / (2 * tau), unless the ceiling comes
    first. Status: assumption.

    Examples
    --------
    Five equal partners: 0.012 * 5 * (1 - 0.2).

    >>> round(float(transaction_share(5.0, 0.2, Fragmentation())), 6)
    0.048
    """
    cost = p.on * p.transaction_cost * partners * (1.0 - concentration)
    return np.minimum(p.ceiling, cost)


def eroded(
    capacity: Values, concentration: Values, multilateral_share: Values, p: Fragmentation
) -> Values:
    """Wear down the host's institutions, whose staff serve the partners.

    Parameters
    ----------
    capacity : (...)
        Institutional capacity of the host (K). [0-1]
    concentration : (...)
        Herfindahl index of the partners' shares (H). [0-1]
    multilateral_share : (...)
        Share of the flow that comes through multilateral organisations. [0-1]
    p : Fragmentation
        erosion. [1/year]

    Returns
    -------
    (...)
        Capacity lost in the quarter. [0-1]

    Notes
    -----
    erosion / 4 * (1 - H) * (1 - multilateral_share) * K. Status: assumption; the signs are a
    stylised fact.
    """
    bilateral_share = 1.0 - multilateral_share
    rate = p.on * p.erosion * YEARS_PER_QUARTER
    return rate * (1.0 - concentration) * bilateral_share * capacity
