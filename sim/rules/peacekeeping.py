"""Peacekeeping: who sends troops, how fast they arrive, and how much violence they prevent.

States with cheap labour, near the conflict and aligned with the host send more; casualties and
deployments elsewhere hold them back. Violence falls with the troops in the field,
lambda = lambda0 exp(-beta troops / 1000).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

_SUPPLY = "direction: Bove & Elia 2011, Journal of Peace Research; range: expert"


class Peacekeeping(Rule):
    """Parameters of the supply and the effect of peacekeepers."""

    beta = Parameter(
        0.13,
        0.05,
        0.2,
        "1/1,000 troops",
        "fall of log violence by 1,000 troops: -ln(6 / 22) / 10, from battle deaths a month "
        "without troops and with 10,000",
        "stylised fact",
        "Hultman, Kathman & Shannon 2014, American Political Science Review",
    )
    local_effect = Parameter(
        1.0,
        0.0,
        1.0,
        "1",
        "share of that effect which reaches the communities; 0 where bases bring no local security",
        source="0: Mvukiyehe & Samii 2018, World Bank Policy Research Working Paper 8389 (Liberia)",
    )
    labour = Parameter(2.0, 0.0, 4.0, "1", "weight of the labour cost advantage", source=_SUPPLY)
    proximity = Parameter(1.0, 0.0, 3.0, "1", "weight of nearness to the host", source=_SUPPLY)
    interest = Parameter(0.5, 0.0, 2.0, "1", "weight of alignment with the host", source=_SUPPLY)
    casualty_aversion = Parameter(
        1.5,
        0.0,
        4.0,
        "1",
        "weight against recent casualties, and against deployments elsewhere",
        source=_SUPPLY,
    )
    smallest = Parameter(
        2.0, 0.0, 200.0, "persons", "smallest contingent that a state bothers to send"
    )
    adjustment = Parameter(3.0, 1.0, 6.0, "1/year", "speed of deployment and of withdrawal")


def supply_weight(
    labour_advantage: Values,
    proximity: Values,
    alignment: Values,
    casualties: Values,
    concurrent: Values,
    p: Peacekeeping,
) -> Values:
    """Weight of a state among the contributors: shares are weights over their sum.

    Parameters
    ----------
    labour_advantage, proximity, alignment : (...)
        What draws a state in: cheap soldiers, nearness, agreement with the host. [0-1]
    casualties, concurrent : (...)
        What holds it back, scaled: its recent dead, its troops elsewhere. [0-1]
    p : Peacekeeping
        labour, proximity, interest, casualty_aversion. [1]

    Returns
    -------
    (...)
        Weight, 1 for a state that nothing draws or holds back. [above 0]

    Notes
    -----
    exp(labour * l + proximity * x + interest * a - casualty_aversion * (c + d)). Status:
    assumption with the signs of Bove & Elia 2011.
    """
    draw = p.labour * labour_advantage + p.proximity * proximity + p.interest * alignment
    return np.exp(p.on * (draw - p.casualty_aversion * (casualties + concurrent)))


def contingent(share: Values, authorised: Values, available: Values, p: Peacekeeping) -> Values:
    """Troops that a state wants to send.

    Parameters
    ----------
    share : (...)
        The state's weight over the sum of all. [0-1]
    authorised : (...)
        Strength of the mission. [persons, 0-20,000]
    available : (...)
        Troops that the state has. [persons, 0-10,000]
    p : Peacekeeping
        smallest. [persons]

    Returns
    -------
    (...)
        Contingent; no state enters, or stays, for fewer than `smallest`. [persons]

    Notes
    -----
    min(share * authorised, available), and 0 where the share asks for fewer than `smallest` or
    the state has none. So the least drawn leave first as a mission shrinks. Status: assumption.

    Examples
    --------
    >>> rule = Peacekeeping({"smallest": 20.0})
    >>> [float(contingent(part, 5000.0, 800.0, rule)) for part in (0.002, 0.1, 0.5)]
    [0.0, 500.0, 800.0]
    """
    asked = share * authorised
    return np.minimum(asked, available) * (asked >= p.on * p.smallest)


def next_troops(troops: Values, wanted: Values, p: Peacekeeping) -> Values:
    """Move the troops in the field towards those wanted.

    Parameters
    ----------
    troops, wanted : (...)
        Strength in the field, and wanted. [persons, 0-16,000]
    p : Peacekeeping
        adjustment. [1/year]

    Returns
    -------
    (...)
        Strength at the quarter's end. [persons]

    Notes
    -----
    n' = n + min(1, adjustment / 4) (n* - n). Status: assumption.
    """
    speed = p.on * np.minimum(p.adjustment * YEARS_PER_QUARTER, 1.0)
    return troops + speed * (wanted - troops)


def calm(troops: Values, p: Peacekeeping) -> Values:
    """Factor by which peacekeepers multiply violence.

    Parameters
    ----------
    troops : (...)
        Strength in the field. [persons, 0-16,000]
    p : Peacekeeping
        beta [1/1,000 troops], local_effect. [0-1]

    Returns
    -------
    (...)
        Violence that is left, 1 without troops. [0-1]

    Notes
    -----
    exp(-local_effect * beta * troops / 1000). Status: stylised fact (Hultman, Kathman & Shannon
    2014), contested for local security in Liberia (Mvukiyehe & Samii 2018).

    Examples
    --------
    10,000 troops and the published 22 battle deaths a month: 22 exp(-0.13 * 10) = 22 * 0.272532.

    >>> round(22 * float(calm(10_000.0, Peacekeeping())), 2)
    6.0
    """
    return np.exp(-p.on * p.local_effect * p.beta * troops / 1000.0)
