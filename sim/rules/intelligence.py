"""Intelligence: partners share what they know where they trust, and a host sees more clearly.

Perceived threat = true threat + N(0, s0^2 / (1 + q)), with q the intelligence pooled. When trust
collapses below its threshold, sharing stops: false alarms and missed warnings multiply.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, clip01, logistic
from sim.parameters import Parameter, Rule


class Intelligence(Rule):
    """Parameters of shared intelligence."""

    noise = Parameter(
        0.3,
        0.1,
        0.6,
        "threat scale 0-1",
        "standard deviation of a threat seen without intelligence",
    )
    threshold = Parameter(
        0.5, 0.4, 0.6, "trust scale 0-1", "trust at which half of the willingness is acted on"
    )
    by_hand = Parameter(
        0.6, 0.2, 1.0, "1", "share of what is shared that arrives in time without connection"
    )
    steepness = Parameter(12.0, 4.0, 30.0, "1", "how sharply sharing sets in at the threshold")


def shared(trust: Values, willing: Values, p: Intelligence) -> Values:
    """Intelligence that a partner shares.

    Parameters
    ----------
    trust : (...)
        Trust between partner and host. [0-1]
    willing : (...)
        What the partner could and would share; 0 for a neutral humanitarian by principle. [0-1]
    p : Intelligence
        threshold, steepness. [1]

    Returns
    -------
    (...)
        What it shares; all it would when switched off. [0 to `willing`]

    Notes
    -----
    willing / (1 + exp(-steepness (trust - threshold))). Status: assumption.

    Examples
    --------
    >>> float(shared(0.5, 0.8, Intelligence()))
    0.4
    """
    withheld = logistic(p.steepness * (p.threshold - trust))
    return willing * (1.0 - p.on * withheld)


def received(shared: Values, connection: Values, p: Intelligence) -> Values:
    """Intelligence that reaches those who need it.

    Parameters
    ----------
    shared : (...)
        Intelligence shared, summed over partners. [0-10]
    connection : (...)
        How well forces and partners are connected. [0-1]
    p : Intelligence
        by_hand. [1]

    Returns
    -------
    (...)
        Intelligence pooled. [0 to `shared`]

    Notes
    -----
    shared * (by_hand + (1 - by_hand) * connection). Status: assumption.
    """
    return shared * (p.by_hand + (1.0 - p.by_hand) * connection)


def perceived(threat: Values, quality: Values, shock: Values, p: Intelligence) -> Values:
    """Threat as the host sees it.

    Parameters
    ----------
    threat : (...)
        True threat. [0-1]
    quality : (...)
        Intelligence pooled: the sum of what partners share and sensors see. [0-20]
    shock : (...)
        Standard normal draw. [-3 to 3]
    p : Intelligence
        noise. [threat scale]

    Returns
    -------
    (...)
        Perceived threat; the true one when switched off. [0-1]

    Notes
    -----
    threat + s0 / sqrt(1 + q) * shock, held inside [0, 1]: the posterior spread of a normal signal
    whose precision grows with q. Status: assumption.
    """
    return clip01(threat + p.on * p.noise / np.sqrt(1.0 + quality) * shock)
