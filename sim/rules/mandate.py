"""Mandates: a mission shrinks in steps at its reviews, and closes when it is small or unwanted.

The strength of a mission is a staircase: between reviews nothing moves; at a review a mission
that is larger than it needs to be, or that has lost its support, is cut by a fixed share.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Mandate(Rule):
    """Parameters of a mission's mandate."""

    threat_weight = Parameter(
        0.7, 0.3, 1.0, "1", "weight of threat in the strength required; the rest is own unreadiness"
    )
    step = Parameter(
        0.3,
        0.1,
        0.6,
        "1",
        "share of the authorised strength cut at one review",
        source="a drawdown in steps: UN Security Council resolutions 2066 (2012) and 2215 (2015)",
    )
    slack = Parameter(
        0.25, 0.0, 0.6, "1", "share by which strength must exceed the requirement before a cut"
    )
    closing = Parameter(
        1200.0, 200.0, 3000.0, "persons", "strength below which a mission that is cut closes"
    )
    substitution = Parameter(
        0.2,
        0.0,
        0.5,
        "1",
        "share of a leaving mission's gap that other partners fill",
        source="expert range; Davies & Klasen 2019, Scandinavian Journal of Economics, find "
        "donors complements rather than substitutes",
    )
    hurdle = Parameter(
        0.5, 0.2, 1.0, "1", "closeness and threat, less weariness, that win a member's vote"
    )
    veto_margin = Parameter(
        0.3, 0.0, 1.0, "1", "how far below the hurdle a member with a veto uses it"
    )


def required_troops(
    threat: Values, own_readiness: Values, full_strength: Values, p: Mandate
) -> Values:
    """Strength that the situation requires of a mission.

    Parameters
    ----------
    threat, own_readiness : (...)
        Threat to the host, and readiness of the host's own forces. [0-1]
    full_strength : (...)
        Strength for a full threat to a host without forces. [persons, 0-20,000]
    p : Mandate
        threat_weight. [1]

    Returns
    -------
    (...)
        Strength required. [persons, 0 to `full_strength`]

    Notes
    -----
    full_strength * threat * (w + (1 - w) * (1 - own_readiness)), in every run: `on` switches the
    review, not the need. Without a threat nobody is needed, however unready the host. Status:
    assumption.
    """
    unreadiness = 1.0 - own_readiness
    return full_strength * threat * (p.threat_weight + (1.0 - p.threat_weight) * unreadiness)


def reviewed_strength(
    authorised: Values, required: Values, review: Values, carried: Values, p: Mandate
) -> Values:
    """Strength authorised after a review of the mandate.

    Parameters
    ----------
    authorised, required : (...)
        Strength authorised so far, and required. [persons, 0-20,000]
    review : (...)
        1 in a quarter with a review, else 0; above one half counts as 1. [0-1]
    carried : (...)
        1 when the members voted for renewal, else 0; above one half counts as 1. [0-1]
    p : Mandate
        step, slack [1], closing. [persons]

    Returns
    -------
    (...)
        Strength authorised from now on. [persons, 0-20,000]

    Notes
    -----
    Cut by `step` where authorised > (1 + slack) required or the vote is lost; a supported mission
    is never left below what is required. A cut that ends below `closing` closes the mission, and
    a closed mission does not return. Status: assumption.

    Examples
    --------
    A tenth too many is within the slack of 25%; twice the need is cut, 8000 * (1 - 0.3).

    >>> [float(reviewed_strength(n, 4000.0, 1.0, 1.0, Mandate())) for n in (4400.0, 8000.0)]
    [4400.0, 5600.0]
    """
    opposed = carried <= 0.5
    cut = opposed | (authorised > (1.0 + p.slack) * required)
    least = np.where(opposed | (authorised <= 0.0), 0.0, required)
    renewed = np.maximum(np.where(cut, (1.0 - p.step) * authorised, authorised), least)
    decided = np.where(cut & (renewed < p.closing), 0.0, renewed)
    held = p.on * (review > 0.5)
    return held * decided + (1.0 - held) * authorised


def substituted(gap: Values, p: Mandate) -> Values:
    """Share of the requirement that other partners take over when a mission leaves.

    Parameters
    ----------
    gap : (...)
        Required strength that nobody supplies, over required strength. [0-1]
    p : Mandate
        substitution. [1]

    Returns
    -------
    (...)
        Part of the gap that is filled. [0-0.5]

    Notes
    -----
    substitution * gap. Status: assumption.
    """
    return p.on * p.substitution * gap


def votes_for(
    agreement: Values, threat: Values, fatigue: Values, noise: Values, p: Mandate
) -> Values:
    """A member's vote on the mission.

    Parameters
    ----------
    agreement, threat, fatigue : (...)
        Closeness to the host, threat to it, weariness of the member. [0-1]
    noise : (...)
        What else moves the vote. [-1 to 1]
    p : Mandate
        hurdle. [1]

    Returns
    -------
    (...)
        1 for the mission, 0 against it.

    Notes
    -----
    For it where agreement + threat - fatigue + noise > hurdle. Status: assumption.
    """
    return 1.0 * (agreement + threat - fatigue + noise > p.hurdle)


def objects(
    agreement: Values, threat: Values, fatigue: Values, noise: Values, p: Mandate
) -> Values:
    """Whether a member would use a veto rather than abstain.

    Parameters
    ----------
    agreement, threat, fatigue : (...)
        Closeness to the host, threat to it, weariness of the member. [0-1]
    noise : (...)
        What else moves the vote. [-1 to 1]
    p : Mandate
        hurdle, veto_margin. [1]

    Returns
    -------
    (...)
        1 for a veto, else 0.

    Notes
    -----
    Where agreement + threat - fatigue + noise < hurdle - veto_margin. Status: assumption.
    """
    return 1.0 * (agreement + threat - fatigue + noise < p.hurdle - p.veto_margin)
