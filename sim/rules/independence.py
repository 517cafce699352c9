"""Independence: a humanitarian organisation trades money for access.

It declines part of a grant from a donor that is party to the security work, and for the distance
it keeps, and for its local roots, it is let through where others are not:
access = 1 - (1 - reach) threat, with reach = base + (1 - base) gain (independence + local) / 2.
"""

from __future__ import annotations

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Independence(Rule):
    """Parameters of humanitarian independence."""

    crowding = Parameter(
        0.3,
        0.0,
        1.0,
        "1",
        "share of a belligerent donor's grant that a fully independent organisation declines",
        source="principle 4 of the Code of Conduct for the International Red Cross and Red "
        "Crescent Movement and NGOs in Disaster Relief, 1994; range: expert",
    )
    base = Parameter(
        0.5, 0.2, 0.8, "1", "access under full threat of an organisation that is neither"
    )
    access_gain = Parameter(
        0.5, 0.0, 1.0, "1", "share of the missing access won by full independence and local roots"
    )


def accepted_grant(
    grant: Values, donor_party: Values, independence: Values, p: Independence
) -> Values:
    """Part of a grant that the organisation takes.

    Parameters
    ----------
    grant : (...)
        Grant offered. [musd a quarter, 0-50]
    donor_party : (...)
        How far the donor is a party to the security work. [0-1]
    independence : (...)
        How much the organisation guards its independence. [0-1]
    p : Independence
        crowding. [1]

    Returns
    -------
    (...)
        Grant accepted. [musd a quarter, 0 to `grant`]

    Notes
    -----
    grant * (1 - crowding * donor_party * independence). Status: assumption.

    Examples
    --------
    10 * (1 - 0.3 * 1 * 0.5) = 10 * 0.85.

    >>> round(float(accepted_grant(10.0, 1.0, 0.5, Independence())), 6)
    8.5
    """
    return grant * (1.0 - p.on * p.crowding * donor_party * independence)


def access(independence: Values, local: Values, threat: Values, p: Independence) -> Values:
    """Share of the communities that the organisation reaches.

    Parameters
    ----------
    independence : (...)
        How much the organisation guards its independence. [0-1]
    local : (...)
        How far its staff and partners are local. [0-1]
    threat : (...)
        Threat where it works. [0-1]
    p : Independence
        base, access_gain. [1]

    Returns
    -------
    (...)
        Access, 1 without threat. [0-1]

    Notes
    -----
    1 - (1 - reach) * threat, with reach = base + (1 - base) * gain * (independence + local) / 2.
    Status: assumption.
    """
    reach = p.base + (1.0 - p.base) * p.access_gain * 0.5 * (independence + local)
    return 1.0 - p.on * (1.0 - reach) * threat
