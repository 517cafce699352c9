"""Termination: partnerships end at a hazard, may come back, and are honoured or not in a crisis.

h = h0 exp(b1 |d capability| + b2 |d threat| + b3 (1 - alignment) + b4 turnover (1 - democracy)
- b5 institutionalised - b6 trust + b7 unmet), a proportional hazard after the literature on
alliance abrogation.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

_SAVUN = "direction: Leeds & Savun 2007, Journal of Politics; range: expert"


class Termination(Rule):
    """Parameters of the end of a partnership."""

    base = Parameter(
        0.04, 0.02, 0.06, "1/year", "hazard when all else is 0: a mean life of 17 to 50 years"
    )
    capability = Parameter(
        0.5, 0.0, 1.5, "1", "log hazard by a change of capability", source=_SAVUN
    )
    threat = Parameter(0.5, 0.0, 1.5, "1", "log hazard by a change of threat", source=_SAVUN)
    misalignment = Parameter(
        1.0, 0.0, 2.0, "1", "log hazard by distance of positions", source=_SAVUN
    )
    turnover = Parameter(
        0.9,
        0.405,
        1.386,
        "1",
        "log hazard at a turnover of a full autocracy: a ratio of 1.5 to 4",
        source="only non-democracies: Leeds, Mattes & Vogel 2009, American Journal of Political "
        "Science; range: expert",
    )
    institutionalisation = Parameter(1.0, 0.0, 2.0, "1", "log hazard taken away by institutions")
    trust = Parameter(1.0, 0.0, 2.0, "1", "log hazard taken away by full trust")
    unmet = Parameter(0.6, 0.18, 1.1, "1", "log hazard by unmet expectations: a ratio of 1.2 to 3")
    rejoin = Parameter(
        0.3, 0.0, 1.0, "1/year", "rate of return of a fully aligned, trusted partner"
    )
    goodwill = Parameter(0.5, 0.0, 1.0, "1", "share of the rate of return that rests on trust")
    honour_low = Parameter(
        0.2,
        0.1,
        0.4,
        "1",
        "chance that a promise is honoured without trust or reliability; 22% after 1945",
        "stylised fact",
        "Berkemeier & Fuhrmann 2018, Research & Politics",
    )
    honour_high = Parameter(
        0.75,
        0.6,
        0.9,
        "1",
        "chance that a promise is honoured at full trust and reliability; 74.5-75%",
        "stylised fact",
        "Leeds, Long & Mitchell 2000, Journal of Conflict Resolution; Leeds 2003, International "
        "Organization",
    )
    calls_at = Parameter(
        0.05, 0.02, 0.2, "1", "smallest rise of the threat in a quarter that calls a promise"
    )


def hazard(
    capability_change: Values,
    threat_change: Values,
    alignment: Values,
    turned_autocratic: Values,
    institutionalised: Values,
    trust: Values,
    unmet: Values,
    p: Termination,
) -> Values:
    """Probability that a partnership ends this quarter.

    Parameters
    ----------
    capability_change, threat_change : (...)
        Absolute change since the partnership was agreed. [0-1]
    alignment : (...)
        Nearness of the partner's position to the host's. [0-1]
    turned_autocratic : (...)
        Turnover this quarter times one minus democracy. [0-1]
    institutionalised, trust : (...)
        What holds it together. [0-1]
    unmet : (...)
        Expectations that are not met. [0-1]
    p : Termination
        base [1/year], the seven weights of log hazard. [1]

    Returns
    -------
    (...)
        Probability in a quarter. [0-1]

    Notes
    -----
    1 - exp(-h / 4), with h as at the head of this file. Status: assumption with signs from Leeds &
    Savun 2007 and Leeds, Mattes & Vogel 2009.

    Examples
    --------
    An aligned partner at the base hazard, 1 - exp(-0.04 / 4) = 0.00995.

    >>> round(float(hazard(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, Termination())), 6)
    0.00995
    """
    strain = (
        p.capability * capability_change
        + p.threat * threat_change
        + p.misalignment * (1.0 - alignment)
        + p.turnover * turned_autocratic
        - p.institutionalisation * institutionalised
        - p.trust * trust
        + p.unmet * unmet
    )
    return 1.0 - np.exp(-p.on * p.base * YEARS_PER_QUARTER * np.exp(strain))


def return_chance(alignment: Values, trust: Values, p: Termination) -> Values:
    """Probability that a partner that left comes back this quarter.

    Parameters
    ----------
    alignment, trust : (...)
        Nearness of positions, and the trust that is left. [0-1]
    p : Termination
        rejoin [1/year], goodwill. [1]

    Returns
    -------
    (...)
        Probability in a quarter. [0-1]

    Notes
    -----
    1 - exp(-rejoin / 4 * alignment * (1 - goodwill + goodwill * trust)). Status: assumption.
    """
    rate = p.rejoin * alignment * (1.0 - p.goodwill + p.goodwill * trust)
    return 1.0 - np.exp(-p.on * YEARS_PER_QUARTER * rate)


def honour_chance(trust: Values, reliability: Values, p: Termination) -> Values:
    """Probability that a partner honours its promise when a crisis calls on it.

    Parameters
    ----------
    trust : (...)
        Trust between partner and host. [0-1]
    reliability : (...)
        The partner's own reliability. [0-1]
    p : Termination
        honour_low, honour_high. [1]

    Returns
    -------
    (...)
        Probability, 1 when switched off. [0-1]

    Notes
    -----
    low + (high - low) (trust + reliability) / 2. Status: the two ends are stylised facts; that
    trust and reliability span them evenly is an assumption.
    """
    standing = 0.5 * (trust + reliability)
    return 1.0 - p.on * (1.0 - p.honour_low - (p.honour_high - p.honour_low) * standing)


def called(guarantee: Values, alarm: Values, p: Termination) -> Values:
    """Whether a promise of assistance is called.

    Parameters
    ----------
    guarantee : (...)
        1 for a promise to stand by the host; above one half counts as 1. [0-1]
    alarm : (...)
        Rise of the threat in the last quarter. [0-1]
    p : Termination
        calls_at. [1]

    Returns
    -------
    (...)
        1 where it is called, else 0.

    Notes
    -----
    Status: assumption.
    """
    return 1.0 * ((guarantee > 0.5) & (alarm > p.calls_at))
