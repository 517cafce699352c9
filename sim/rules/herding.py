"""Herding: a bilateral donor follows the other donors, in and out.

    a' = a * (1 + bilateral * strength * dt * max(-1, min(1, change / scale)))

Where half of all allocations rise, the average recipient sees 61% of its donors move the same way;
multilateral donors hardly herd (Frot & Santiso 2009).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Herding(Rule):
    """Parameters of herding."""

    strength = Parameter(
        0.3,
        0.0,
        1.0,
        "1/year",
        "share of own aid moved in a year in which all others move one way",
        source="expert range, to be set so that the excess of moves the same way is 0.08 to 0.14; "
        "Frot & Santiso 2009, OECD Development Centre Working Paper 279",
    )
    scale = Parameter(
        0.1,
        0.02,
        0.3,
        "1",
        "relative change of the others' aid in a quarter that is a clear signal",
        source="expert range; Davies & Klasen 2019, Scandinavian Journal of Economics",
    )


def herded_aid(aid: Values, others_change: Values, bilateral: Values, p: Herding) -> Values:
    """Move aid with the other donors' aid.

    Parameters
    ----------
    aid : (...)
        What the donor would give alone. [million US$ a quarter]
    others_change : (...)
        Relative change of all other donors' aid since the last quarter. [-1 to 1]
    bilateral : (...)
        1 for a state, 0 for a multilateral donor. [0-1]
    p : Herding
        strength [1/year], scale [1].

    Returns
    -------
    (...)
        What it gives. [million US$ a quarter]

    Notes
    -----
    a' = a * (1 + bilateral * strength / 4 * max(-1, min(1, others_change / scale))): the sign of
    the others' change, made gradual near zero. Status: assumption; that bilateral donors herd and
    multilateral ones hardly do is a stylised fact.

    Examples
    --------
    The others halve their aid, far beyond the scale: 10 * (1 - 0.4 / 4).

    >>> round(float(herded_aid(10.0, -0.5, 1.0, Herding({"strength": 0.4}))), 6)
    9.0
    """
    signal = np.minimum(np.maximum(others_change / p.scale, -1.0), 1.0)
    return aid * (1.0 + p.on * p.strength * YEARS_PER_QUARTER * bilateral * signal)
