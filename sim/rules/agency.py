"""Agency: the partner pays, the host acts, and their interests lie apart.

    monitoring = argmax b * (1 - d * (1 - m * c)) - k * m^2 = b * d * c / (2 * k)
    effort     = 1 - d * (1 - m * c) - shopping * competition * d
    leaked     = leak_base * (1 - effort) * (1 - transparency)

d is the distance of interests, c conditionality. Small footprints usually mean small payoffs, and
only intrusive and conditional support does better (Biddle, Macdonald & Baker 2018).
"""

from __future__ import annotations

from sim.arrays import Values, clip01
from sim.parameters import Parameter, Rule


class Agency(Rule):
    """Parameters of the agency problem in security-force assistance."""

    benefit = Parameter(1.0, 0.3, 3.0, "1", "worth of full effort to the partner (b)")
    monitoring_cost = Parameter(
        0.5,
        0.05,
        2.0,
        "1",
        "cost of full monitoring to the partner, rising with its square (k)",
        source="expert range; Biddle, Macdonald & Baker 2018, Journal of Strategic Studies",
    )
    leak_base = Parameter(0.3, 0.0, 0.6, "1", "share leaking at no effort and no transparency")
    shopping = Parameter(
        0.15,
        0.0,
        0.5,
        "1",
        "effort lost at full competition of partners and full distance",
        source="expert range; the host can shop around",
    )


def chosen_monitoring(distance: Values, conditionality: Values, p: Agency) -> Values:
    """Monitor as much as pays: where interests differ, and where it has consequences.

    Parameters
    ----------
    distance : (...)
        Distance of the host's interests from the partner's (d). [0-1]
    conditionality : (...)
        How far support depends on what is found (c). [0-1]
    p : Agency
        benefit, monitoring_cost. [1]

    Returns
    -------
    (...)
        Monitoring that maximises the partner's payoff. [0-1]

    Notes
    -----
    max over m of b * (1 - d * (1 - m * c)) - k * m^2 gives m = b * d * c / (2 * k), at most 1.
    Status: assumption.

    Examples
    --------
    1 * 0.5 * 0.8 / (2 * 0.5):

    >>> round(float(chosen_monitoring(0.5, 0.8, Agency())), 6)
    0.4
    """
    return clip01(p.on * p.benefit / (2.0 * p.monitoring_cost) * distance * conditionality)


def effort(
    distance: Values, monitoring: Values, conditionality: Values, competition: Values, p: Agency
) -> Values:
    """Work for the partner's aims as far as they are one's own, or as one is made to.

    Parameters
    ----------
    distance, conditionality : (...)
        As above. [0-1]
    monitoring : (...)
        Monitoring by the partner (m). [0-1]
    competition : (...)
        Competition of partners for this host: 0 a single one, 1 many equal ones. [0-1]
    p : Agency
        shopping. [1]

    Returns
    -------
    (...)
        Share of the support that serves the partner's aims. [0-1]

    Notes
    -----
    e = 1 - d * (1 - m * c) - shopping * competition * d, at least 0: without conditions the payoff
    falls one for one with the distance. Status: assumption; the form is a stylised fact.
    """
    slack = 1.0 - monitoring * conditionality + p.shopping * competition
    return clip01(1.0 - p.on * distance * slack)


def leaked_share(effort: Values, transparency: Values, p: Agency) -> Values:
    """Lose support that nobody works for and nobody watches.

    Parameters
    ----------
    effort : (...)
        As returned by `effort`. [0-1]
    transparency : (...)
        How openly the host accounts for what it receives. [0-1]
    p : Agency
        leak_base. [1]

    Returns
    -------
    (...)
        Share of the support that leaks. [0-1]

    Notes
    -----
    leak_base * (1 - e) * (1 - transparency). Status: assumption.
    """
    return p.on * p.leak_base * (1.0 - effort) * (1.0 - transparency)
