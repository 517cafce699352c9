"""How communities see the security work: what they feel, expect, grant and trust.

Security is felt quickly and weighed against an expectation that rises with it; legitimacy and trust
in the forces follow slowly, and trust perhaps not at all (Blair, Karim & Morse 2019).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule

PATROLS = (
    "Blair, Karim & Morse 2019, American Political Science Review: randomised patrols in Liberia "
    "raised the security of property but not trust in police or government"
)


class Legitimacy(Rule):
    """Parameters of legitimacy and confidence."""

    service = Parameter(0.08, 0.02, 0.15, "1/quarter", "weight of security against expectation")
    humanitarian = Parameter(0.06, 0.02, 0.15, "1/quarter", "weight of humanitarian work done well")
    abuse = Parameter(0.06, 0.02, 0.15, "1/quarter", "legitimacy and trust lost by full abuse")
    visibility = Parameter(
        0.03, 0.0, 0.15, "1/quarter", "legitimacy lost by foreign troops amid full nationalism"
    )
    aspiration = Parameter(
        0.1, 0.0, 0.4, "1/quarter", "speed at which expectation follows security"
    )
    perception = Parameter(
        0.4, 0.1, 1.0, "1/quarter", "speed at which felt security follows events", source=PATROLS
    )
    patrol_effect = Parameter(
        0.2, 0.0, 0.5, "1", "felt security added by full patrolling", source=PATROLS
    )
    trust_speed = Parameter(
        0.03, 0.0, 0.1, "1/quarter", "speed at which trust follows felt security", source=PATROLS
    )
    openness = Parameter(0.02, 0.0, 0.1, "1/quarter", "trust gained by full public reporting")
    legitimacy_weight = Parameter(
        0.5, 0.0, 1.0, "1", "weight of legitimacy against trust in the will to cooperate"
    )
    everywhere = Parameter(
        15000.0, 3000.0, 40000.0, "persons", "foreign troops at which they are seen everywhere"
    )
    half_of_need = Parameter(
        20.0, 5.0, 60.0, "million US$ a quarter", "humanitarian help that meets half of the need"
    )


def next_perceived(perceived: Values, security: Values, patrols: Values, p: Legitimacy) -> Values:
    """Felt security follows events and visible patrols.

    Parameters
    ----------
    perceived, security : (...)
        Security felt, and security there is. [0-1]
    patrols : (...)
        Patrolling. [0-1]
    p : Legitimacy
        perception [1/quarter], patrol_effect [1].

    Returns
    -------
    (...)
        Felt security at the quarter's end. [0-1]

    Notes
    -----
    y' = y + perception * (min(1, security + patrol_effect * patrols) - y). Status: assumption,
    its order (felt security before trust) a stylised fact (Blair, Karim & Morse 2019).

    Examples
    --------
    0.2 + 0.5 * (0.6 + 0.2 * 0.5 - 0.2) = 0.2 + 0.25

    >>> p = Legitimacy({"perception": 0.5, "patrol_effect": 0.2})
    >>> round(float(next_perceived(0.2, 0.6, 0.5, p)), 12)
    0.45
    """
    seen = np.minimum(security + p.patrol_effect * patrols, 1.0)
    return perceived + p.on * p.perception * (seen - perceived)


def next_expected(expected: Values, security: Values, p: Legitimacy) -> Values:
    """Expectation follows what was seen.

    Parameters
    ----------
    expected, security : (...)
        Security expected, and security there is. [0-1]
    p : Legitimacy
        aspiration. [1/quarter]

    Returns
    -------
    (...)
        Expectation at the quarter's end. [0-1]

    Notes
    -----
    x' = x + aspiration * (security - x). Status: assumption.
    """
    return expected + p.on * p.aspiration * (security - expected)


def next_legitimacy(
    legitimacy: Values,
    security: Values,
    expected: Values,
    humanitarian: Values,
    competence: Values,
    abuse: Values,
    foreign: Values,
    nationalism: Values,
    p: Legitimacy,
) -> Values:
    """Legitimacy grows by service and care, and shrinks by disappointment, abuse and intrusion.

    Parameters
    ----------
    legitimacy : (...)
        Legitimacy of the security work in a community. [0-1]
    security, expected : (...)
        Security there is, and security expected. [0-1]
    humanitarian, competence : (...)
        Humanitarian work, and the cultural competence with which it is done. [0-1]
    abuse : (...)
        Abuse by soldiers. [0-1]
    foreign, nationalism : (...)
        Visibility of foreign troops, and nationalism that resents it. [0-1]
    p : Legitimacy
        service, humanitarian, abuse, visibility. [1/quarter]

    Returns
    -------
    (...)
        Legitimacy at the quarter's end. [0-1]

    Notes
    -----
    up = e1 * max(0, security - expected) + e2 * humanitarian * competence;
    down = e1 * max(0, expected - security) + e3 * abuse + e4 * foreign * nationalism;
    L' = L + up * (1 - L) - down * L. Status: assumption.
    """
    surprise = p.service * (security - expected)
    up = np.maximum(surprise, 0.0) + p.humanitarian * humanitarian * competence
    down = np.maximum(-surprise, 0.0) + p.abuse * abuse + p.visibility * foreign * nationalism
    return legitimacy + p.on * (up * (1.0 - legitimacy) - down * legitimacy)


def next_confidence(
    confidence: Values, perceived: Values, abuse: Values, reporting: Values, p: Legitimacy
) -> Values:
    """Trust in the forces follows felt security slowly, abuse quickly.

    Parameters
    ----------
    confidence : (...)
        Trust in the host's forces. [0-1]
    perceived : (...)
        Felt security. [0-1]
    abuse : (...)
        Abuse by soldiers. [0-1]
    reporting : (...)
        Public reporting on the security work. [0-1]
    p : Legitimacy
        trust_speed, abuse, openness. [1/quarter]

    Returns
    -------
    (...)
        Trust in the forces at the quarter's end. [0-1]

    Notes
    -----
    c' = c + trust_speed * (perceived - c) - abuse * a * c + openness * reporting * (1 - c).
    Status: assumption; trust_speed = 0 is the finding of Blair, Karim & Morse 2019.
    """
    drift = p.trust_speed * (perceived - confidence) + p.openness * reporting * (1.0 - confidence)
    return confidence + p.on * (drift - p.abuse * abuse * confidence)


def cooperation(legitimacy: Values, confidence: Values, p: Legitimacy) -> Values:
    """Will of a community to cooperate with the forces.

    Parameters
    ----------
    legitimacy, confidence : (...)
        Legitimacy of the work, and trust in the forces. [0-1]
    p : Legitimacy
        legitimacy_weight. [1]

    Returns
    -------
    (...)
        Cooperation; 0.5 with `on` = 0. [0-1]

    Notes
    -----
    w * L + (1 - w) * c. Status: assumption.
    """
    will = p.legitimacy_weight * legitimacy + (1.0 - p.legitimacy_weight) * confidence
    return p.on * will + (1.0 - p.on) * 0.5


def visibility(troops: Values, p: Legitimacy) -> Values:
    """How much people see of foreign troops.

    Parameters
    ----------
    troops : (...)
        Foreign troops in the country. [persons, 0-40,000]
    p : Legitimacy
        everywhere. [persons]

    Returns
    -------
    (...)
        Visibility. [0-1]

    Notes
    -----
    min(1, troops / everywhere). Status: assumption.
    """
    return np.minimum(troops / p.everywhere, 1.0)


def relief(aid: Values, p: Legitimacy) -> Values:
    """Share of the humanitarian need that is met.

    Parameters
    ----------
    aid : (...)
        Humanitarian help. [musd a quarter, 0-100]
    p : Legitimacy
        half_of_need. [musd a quarter]

    Returns
    -------
    (...)
        Share. [0-1]

    Notes
    -----
    aid / (aid + half_of_need). Status: assumption.
    """
    return aid / (aid + p.half_of_need)
