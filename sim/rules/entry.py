"""Entry: new partners come where a host is of good standing and others are already engaged.

rate = entry * (1 + standing * (2 reputation - 1) + company * (2 engaged - 1))
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Entry(Rule):
    """Parameters of the entry of new partners."""

    standing = Parameter(0.4, 0.0, 0.5, "1", "weight of the host's reputation in the rate of entry")
    company = Parameter(
        0.3, 0.0, 0.5, "1", "weight of the partners already engaged in the rate of entry"
    )


def entry_chance(rate: Values, reputation: Values, engaged: Values, p: Entry) -> Values:
    """Probability that a partner that is not engaged takes up a partnership this quarter.

    Parameters
    ----------
    rate : (...)
        The partner's own rate at a middling reputation and company. [1/year, 0-1]
    reputation : (...)
        Standing of the host. [0-1]
    engaged : (...)
        Share of all possible partners that are engaged. [0-1]
    p : Entry
        standing, company. [1]

    Returns
    -------
    (...)
        Probability in a quarter; 0 with `on` = 0. [0-1]

    Notes
    -----
    1 - exp(-rate / 4 * (1 + standing * (2 r - 1) + company * (2 e - 1))). Status: assumption;
    entry in the company of others after Frot & Santiso 2009 (herding).

    Examples
    --------
    A middling host: 1 - exp(-0.4 / 4).

    >>> round(float(entry_chance(0.4, 0.5, 0.5, Entry())), 6)
    0.095163
    """
    drawn = 1.0 + p.standing * (2.0 * reputation - 1.0) + p.company * (2.0 * engaged - 1.0)
    return 1.0 - np.exp(-p.on * rate * YEARS_PER_QUARTER * drawn)
