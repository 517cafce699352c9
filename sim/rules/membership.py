"""Membership: a state stays in an organisation while it gains by it, and joins when it would.

Internal and external stability of a coalition, u_i(C) against u_i(C without i), in continuous
time: who would be better off outside leaves at a rate that grows with what there is to gain.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

_STABILITY = (
    "form: d'Aspremont et al. 1983, Canadian Journal of Economics; Bogomolnaia & Jackson 2002, "
    "Games and Economic Behavior; range: expert"
)


class Membership(Rule):
    """Parameters of joining and leaving."""

    benefit = Parameter(1.0, 0.3, 3.0, "1", "weight of what membership brings", source=_STABILITY)
    solidarity = Parameter(
        1.5, 0.5, 4.0, "1", "weight of relations with the members", source=_STABILITY
    )
    dues_weight = Parameter(0.5, 0.0, 2.0, "1", "weight of the burden of dues", source=_STABILITY)
    stigma = Parameter(2.0, 0.5, 5.0, "1", "weight of being suspended")
    leave_rate = Parameter(0.2, 0.05, 2.0, "1/year", "rate of leaving by unit of loss")
    join_rate = Parameter(0.3, 0.05, 1.0, "1/year", "rate of joining by unit of gain")


def stay_gain(
    benefits: Values, relations: Values, dues_burden: Values, suspended: Values, p: Membership
) -> Values:
    """What a state gains by being a member, against being outside.

    Parameters
    ----------
    benefits : (...)
        Protection, market and money that members get. [0-1]
    relations : (...)
        Mean relation to the members. [-1 to 1]
    dues_burden : (...)
        Dues over ability to pay. [0-1]
    suspended : (...)
        1 while suspended, else 0. [0-1]
    p : Membership
        benefit, solidarity, dues_weight, stigma. [1]

    Returns
    -------
    (...)
        Gain, below 0 when the state would be better off outside. [-7 to 5]

    Notes
    -----
    benefit b + solidarity r - dues_weight d - stigma s, in every run: `on` switches what follows
    from it. Status: assumption.

    Examples
    --------
    A suspended member: 1 * 0.5 + 1.5 * 0.2 - 0.5 * 0.4 - 2 * 1 = 0.5 + 0.3 - 0.2 - 2.

    >>> round(float(stay_gain(0.5, 0.2, 0.4, 1.0, Membership())), 6)
    -1.4
    """
    wanted = p.benefit * benefits + p.solidarity * relations
    return wanted - p.dues_weight * dues_burden - p.stigma * suspended


def leave_chance(gain: Values, p: Membership) -> Values:
    """Probability that a member leaves this quarter.

    Parameters
    ----------
    gain : (...)
        Gain by membership. [-7 to 5]
    p : Membership
        leave_rate. [1/year]

    Returns
    -------
    (...)
        Probability in a quarter, 0 for a member that gains. [0-1]

    Notes
    -----
    1 - exp(-leave_rate / 4 * max(0, -gain)). Status: assumption.
    """
    return 1.0 - np.exp(-p.on * p.leave_rate * YEARS_PER_QUARTER * np.maximum(-gain, 0.0))


def join_chance(gain: Values, p: Membership) -> Values:
    """Probability that an outsider joins this quarter.

    Parameters
    ----------
    gain : (...)
        Gain by membership. [-7 to 5]
    p : Membership
        join_rate. [1/year]

    Returns
    -------
    (...)
        Probability in a quarter, 0 for an outsider that would lose. [0-1]

    Notes
    -----
    1 - exp(-join_rate / 4 * max(0, gain)). Status: assumption.
    """
    return 1.0 - np.exp(-p.on * p.join_rate * YEARS_PER_QUARTER * np.maximum(gain, 0.0))
