"""Great-power rivalry: a jealous partner withdraws from a host that drifts to its rival.

    kept = 1 - exclusivity / (1 + exp(-(rival_share - threshold) / width))
    x' = x + responsiveness * dt * (pull + autonomy * (home - x))

The host for its part leans to where the flows come from, as far as its own position lets it:
autonomy against security (Altfeld 1984; Morrow 1991), hedging in between (Kuik 2008).
"""

from __future__ import annotations

from sim.arrays import Values, clip01, logistic
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Rivalry(Rule):
    """Parameters of rivalry and realignment."""

    width = Parameter(0.1, 0.03, 0.3, "1", "how gradually a partner reacts around its threshold")
    responsiveness = Parameter(
        0.1,
        0.0,
        1.0,
        "1/year",
        "speed at which the host realigns to those who support it",
        source="expert range; Morrow 1991, American Journal of Political Science",
    )
    autonomy = Parameter(
        0.5,
        0.0,
        2.0,
        "1",
        "weight of the host's own position against the partners' pull",
        source="expert range; Altfeld 1984, Western Political Quarterly; Kuik 2008, Contemporary "
        "Southeast Asia",
    )


def retained(rival_share: Values, threshold: Values, exclusivity: Values, p: Rivalry) -> Values:
    """Keep giving to a host that also takes from a rival, up to a point.

    Parameters
    ----------
    rival_share : (...)
        Share of the host's external support that comes from rivals. [0-1]
    threshold : (...)
        Share at which the partner has withdrawn half of what it might. [0-1, usually 0.3-0.7]
    exclusivity : (...)
        Share of its support that the partner makes depend on it. [0-1, 0-0.2 if it bears rivals]
    p : Rivalry
        width. [1]

    Returns
    -------
    (...)
        Share of the partner's support that it keeps up. [0-1]

    Notes
    -----
    1 - exclusivity * logistic((rival_share - threshold) / width). Status: assumption.

    Examples
    --------
    At the threshold half of the exclusive part is gone: 1 - 0.4 / 2.

    >>> round(float(retained(0.5, 0.5, 0.4, Rivalry())), 6)
    0.8
    """
    return 1.0 - p.on * exclusivity * logistic((rival_share - threshold) / p.width)


def next_alignment(alignment: Values, pull: Values, home: Values, p: Rivalry) -> Values:
    """Turn the host towards those who support it, and back home.

    Parameters
    ----------
    alignment : (...)
        Position of the host between the two poles. [0-1]
    pull : (...)
        Mean over partners, weighted by flow, of their position minus the host's. [-1 to 1]
    home : (...)
        Position that the host would take without partners. [0-1]
    p : Rivalry
        responsiveness [1/year], autonomy [1].

    Returns
    -------
    (...)
        Position at the quarter's end. [0-1]

    Notes
    -----
    x' = x + responsiveness / 4 * (pull + autonomy * (home - x)), within [0, 1].
    Status: assumption.
    """
    drift = pull + p.autonomy * (home - alignment)
    return clip01(alignment + p.on * p.responsiveness * YEARS_PER_QUARTER * drift)
