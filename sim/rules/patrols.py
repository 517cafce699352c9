"""Joint patrols and exercises: calmer borders, warmer neighbours, forces that work together."""

from __future__ import annotations

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Patrols(Rule):
    """Parameters of joint patrols and exercises."""

    border_effect = Parameter(
        0.3, 0.0, 0.6, "1", "share of the border threat removed by full patrols of ready forces"
    )
    unready = Parameter(0.5, 0.0, 1.0, "1", "share of that effect that unready forces have")
    trust_gain = Parameter(
        0.04, 0.0, 0.1, "1/quarter", "share of missing trust that full joint patrols create"
    )
    exercise_gain = Parameter(
        0.3, 0.0, 1.0, "1/year", "share of missing interoperability gained by full exercises"
    )
    unconnected = Parameter(
        0.7, 0.3, 1.0, "1", "share of what an exercise teaches to forces that cannot talk by radio"
    )
    exercise_loss = Parameter(
        0.2, 0.05, 0.5, "1/year", "share of interoperability lost a year as people move on"
    )


def border_calm(patrols: Values, readiness: Values, p: Patrols) -> Values:
    """Factor by which patrols lower the border threat.

    Parameters
    ----------
    patrols : (...)
        Joint patrolling. [0-1]
    readiness : (...)
        Readiness of the host's forces. [0-1]
    p : Patrols
        border_effect, unready. [1]

    Returns
    -------
    (...)
        Factor on the border threat; 1 with `on` = 0. [0-1]

    Notes
    -----
    1 - border_effect * patrols * (unready + (1 - unready) * readiness). Status: assumption.

    Examples
    --------
    1 - 0.4 * 0.5 * (0.5 + 0.5 * 0.5) = 1 - 0.2 * 0.75

    >>> p = Patrols({"border_effect": 0.4, "unready": 0.5})
    >>> round(float(border_calm(0.5, 0.5, p)), 12)
    0.85
    """
    force = p.unready + (1.0 - p.unready) * readiness
    return 1.0 - p.on * p.border_effect * patrols * force


def trust_gained(trust: Values, patrols: Values, p: Patrols) -> Values:
    """Trust between neighbours that patrol together.

    Parameters
    ----------
    trust : (...)
        Mutual trust. [0-1]
    patrols : (...)
        Joint patrolling. [0-1]
    p : Patrols
        trust_gain. [1/quarter]

    Returns
    -------
    (...)
        Trust gained this quarter; 0 with `on` = 0. [0-1]

    Notes
    -----
    trust_gain * patrols * (1 - trust). Status: assumption.
    """
    return p.on * p.trust_gain * patrols * (1.0 - trust)


def next_interoperability(
    level: Values, exercises: Values, connection: Values, p: Patrols
) -> Values:
    """Learn to work together by exercising, unlearn as people move on.

    Parameters
    ----------
    level : (...)
        Interoperability of the forces. [0-1]
    exercises : (...)
        Joint exercises and patrols. [0-1]
    connection : (...)
        How well the forces and their partners are connected. [0-1]
    p : Patrols
        exercise_gain, exercise_loss [1/year], unconnected [1].

    Returns
    -------
    (...)
        Interoperability at the quarter's end. [0-1]

    Notes
    -----
    i' = i + (exercise_gain * exercises * heard * (1 - i) - exercise_loss * i) / 4, with
    heard = unconnected + (1 - unconnected) * connection. Status: assumption.
    """
    heard = p.unconnected + (1.0 - p.unconnected) * connection
    change = p.exercise_gain * exercises * heard * (1.0 - level) - p.exercise_loss * level
    return level + p.on * change * YEARS_PER_QUARTER
