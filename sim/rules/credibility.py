"""The host's reputation: lent by reputable partners, earned by conduct."""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Credibility(Rule):
    """Parameters of the host's reputation."""

    spill = Parameter(
        0.1, 0.0, 0.4, "1/year", "speed at which reputation follows that of the partners"
    )
    gain = Parameter(0.2, 0.05, 0.6, "1/year", "speed at which reputation follows conduct")
    half_support = Parameter(
        5.0,
        1.0,
        20.0,
        "1",
        "political support, summed over partners, that lends half of the best reputation",
    )
    accounts_weight = Parameter(
        0.5, 0.0, 1.0, "1", "weight of accountability against transparency in conduct"
    )


def lent(support: Values, p: Credibility) -> Values:
    """Reputation that the partners' support lends the host.

    Parameters
    ----------
    support : (...)
        Political support, summed over partners: prestige times trust times agreement. [0-60]
    p : Credibility
        half_support. [1]

    Returns
    -------
    (...)
        Reputation lent. [0-1]

    Notes
    -----
    s / (s + half_support): the support of the great weighs most, and each further partner adds
    less. Status: assumption.

    Examples
    --------
    >>> float(lent(5.0, Credibility()))
    0.5
    """
    return support / (support + p.half_support)


def next_reputation(
    reputation: Values, partners_reputation: Values, conduct: Values, p: Credibility
) -> Values:
    """Move the host's reputation towards its company and its conduct.

    Parameters
    ----------
    reputation : (...)
        The host's reputation. [0-1]
    partners_reputation : (...)
        Reputation that its partners lend (`lent`). [0-1]
    conduct : (...)
        What is seen of the host: accountability, missions abroad. [0-1]
    p : Credibility
        spill, gain. [1/year]

    Returns
    -------
    (...)
        Reputation at the quarter's end. [0-1]

    Notes
    -----
    r' = r + (spill * (partners - r) + gain * (conduct - r)) / 4. Status: assumption.

    Examples
    --------
    0.5 + (0.2 * 0.3 + 0.4 * 0.5) / 4 = 0.5 + 0.065

    >>> p = Credibility({"spill": 0.2, "gain": 0.4})
    >>> round(float(next_reputation(0.5, 0.8, 1.0, p)), 12)
    0.565
    """
    lent = p.spill * (partners_reputation - reputation)
    earned = p.gain * (conduct - reputation)
    return reputation + p.on * (lent + earned) * YEARS_PER_QUARTER


def conduct(
    accountability: Values, transparency: Values, deployed: Values, p: Credibility
) -> Values:
    """Conduct that speaks for the host: accounts given, and soldiers sent to keep peace abroad.

    Parameters
    ----------
    accountability, transparency : (...)
        Demonstrated accountability, public accounts. [0-1]
    deployed : (...)
        Share of the forces in peace operations abroad. [0-1]
    p : Credibility
        accounts_weight. [1]

    Returns
    -------
    (...)
        Conduct. [0-1]

    Notes
    -----
    min(1, w a + (1 - w) t + d). Status: assumption.
    """
    accounts = p.accounts_weight * accountability + (1.0 - p.accounts_weight) * transparency
    return np.minimum(accounts + deployed, 1.0)
