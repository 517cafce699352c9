"""Burden sharing: security is a public good, so each partner gives less as the others give more.

A partner of wealth w values what it keeps and what all give, u = (w - g)^(1 - a) (g + O)^a, and
takes a private benefit b w from giving. Its best response, a w - (1 - a) O + b w, falls in what
the others give, O, which is how the small come to exploit the great.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class BurdenSharing(Rule):
    """Parameters of burden sharing."""

    taste = Parameter(
        0.15,
        0.05,
        0.4,
        "1",
        "exponent of the public good in the Cobb-Douglas utility",
        source="form: Olson & Zeckhauser 1966, Review of Economics and Statistics; "
        "Bergstrom, Blume & Varian 1986, Journal of Public Economics; range: expert",
    )
    adjustment = Parameter(
        1.0, 0.2, 4.0, "1/year", "speed at which a contribution moves to what its giver wants"
    )


def best_response(
    wealth: Values, others: Values, private_benefit: Values, p: BurdenSharing
) -> Values:
    """Contribution that a partner wants to make, given what the others give.

    Parameters
    ----------
    wealth : (...)
        What the partner could give at most. [musd a quarter, 0-100]
    others : (...)
        What all others give together. [musd a quarter, 0-500]
    private_benefit : (...)
        Share of wealth given for the giver's own sake: training, prestige, access. [0-0.5]
    p : BurdenSharing
        taste. [1]

    Returns
    -------
    (...)
        Wanted contribution. [musd a quarter, 0 to `wealth`]

    Notes
    -----
    g* = min(w, max(0, a w - (1 - a) O + b w)). With `on` = 0 nobody rides free: O counts as 0.
    For b = 0 and n givers the fixed point is G = a W / (1 + (n - 1) (1 - a)) (Bergstrom, Blume &
    Varian 1986). Status: closed form of the cited model; `taste` is an assumption.

    Examples
    --------
    With a = 0.5: 0.5 * 8 - 0.5 * 2 + 0.1 * 8 = 4 - 1 + 0.8.

    >>> round(float(best_response(8.0, 2.0, 0.1, BurdenSharing({"taste": 0.5}))), 6)
    3.8
    """
    free_riding = p.on * (1.0 - p.taste) * others
    wanted = p.taste * wealth - free_riding + private_benefit * wealth
    return np.minimum(np.maximum(wanted, 0.0), wealth)


def next_contribution(contribution: Values, wanted: Values, p: BurdenSharing) -> Values:
    """Move a contribution towards the one that is wanted.

    Parameters
    ----------
    contribution, wanted : (...)
        What is given now, and what its giver wants to give. [musd a quarter, 0-100]
    p : BurdenSharing
        adjustment. [1/year]

    Returns
    -------
    (...)
        Contribution of the next quarter. [musd a quarter, 0-100]

    Notes
    -----
    g' = g + min(1, adjustment / 4) (g* - g). Status: assumption.
    """
    speed = p.on * np.minimum(p.adjustment * YEARS_PER_QUARTER, 1.0)
    return contribution + speed * (wanted - contribution)
