"""Standby forces: members pledge units, and a body sends them at once when a crisis calls.

A mission is planned and grows by the quarter (`rules.peacekeeping`); a standby force is there in
the quarter after the call, as far as members keep the units that they pledged, and goes home when
the threat is down. The African Standby Force is such a pool, the ECOWAS Standby Force its western
brigade.
"""

from __future__ import annotations

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Standby(Rule):
    """Parameters of standby forces."""

    available = Parameter(
        0.5,
        0.1,
        1.0,
        "1",
        "share of the pledged units that turn up when called",
        source="expert range: full operational capability of the African Standby Force was "
        "declared in 2016 after two delays, with uneven brigades",
    )
    calls_at = Parameter(0.5, 0.3, 0.9, "1", "threat at which a body calls its standby force")
    stands_down = Parameter(0.3, 0.05, 0.5, "1", "threat below which the force goes home")


def pool(pledged: Values, p: Standby) -> Values:
    """Troops that a call can count on.

    Parameters
    ----------
    pledged : (...)
        Troops that members have pledged. [persons, 0-30,000]
    p : Standby
        available. [1]

    Returns
    -------
    (...)
        Troops; none with `on` = 0. [persons, 0 to `pledged`]

    Notes
    -----
    available * pledged. Status: assumption.

    Examples
    --------
    >>> float(pool(3000.0, Standby()))
    1500.0
    """
    return p.on * p.available * pledged


def called(threat: Values, promised: Values, out: Values, carried: Values, p: Standby) -> Values:
    """Whether the force is called, or stays out.

    Parameters
    ----------
    threat : (...)
        Threat to the host. [0-1]
    promised : (...)
        1 where a promise of assistance was called and is honoured, else 0. [0-1]
    out : (...)
        Troops of the force in the country. [persons, 0-30,000]
    carried : (...)
        1 where the members' votes carry it, else 0; above one half counts as 1. [0-1]
    p : Standby
        calls_at, stands_down. [1]

    Returns
    -------
    (...)
        1 where it is out from the next quarter on, else 0. [0 or 1]

    Notes
    -----
    It goes where the threat exceeds `calls_at` or a promise is honoured, stays while the threat
    exceeds `stands_down`, and neither without a majority. Status: assumption.
    """
    begins = (threat > p.calls_at) | (promised > 0.5)
    stays = (out > 0.0) & (threat > p.stands_down)
    return 1.0 * ((begins | stays) & (carried > 0.5))
