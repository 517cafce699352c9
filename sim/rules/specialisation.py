"""Special skills: counter-terrorism, peacekeeping, disaster response, each learnt by a few.

Special courses train a cadre (dynamics of `rules.forces`) and only in part the soldiers at large:

    general = training - (1 - transfer) * special

What a cadre can do sharpens what the force does in its field, and ends a disaster sooner.
"""

from __future__ import annotations

from sim.arrays import Values, clip01
from sim.parameters import Parameter, Rule


class Specialisation(Rule):
    """Parameters of special skills."""

    transfer = Parameter(
        0.5, 0.0, 1.0, "1", "share of special training that trains soldiers in general as well"
    )
    cadre = Parameter(0.15, 0.05, 0.5, "1", "share of the soldiers who take a special course")
    edge = Parameter(
        0.4, 0.0, 1.0, "1", "gain of readiness in its field from a fully skilled cadre"
    )
    relief = Parameter(
        0.3, 0.0, 0.8, "1", "share of what a quarter leaves of a crisis that a full cadre ends"
    )


def general_training(training: Values, special: Values, p: Specialisation) -> Values:
    """Training that reaches the soldiers at large.

    Parameters
    ----------
    training : (...)
        Useful training of all courses. [musd a quarter, 0-50]
    special : (...)
        Of it, special courses. [musd a quarter, 0 to `training`]
    p : Specialisation
        transfer. [1]

    Returns
    -------
    (...)
        Training. [musd a quarter, 0 to `training`]

    Notes
    -----
    training - (1 - transfer) * special; all of it with `on` = 0. Status: assumption.

    Examples
    --------
    >>> float(general_training(2.0, 1.0, Specialisation()))
    1.5
    """
    return training - p.on * (1.0 - p.transfer) * special


def cadre(personnel: Values, p: Specialisation) -> Values:
    """Soldiers who take a special course.

    Parameters
    ----------
    personnel : (...)
        Soldiers in service. [persons, 0-20,000]
    p : Specialisation
        cadre. [1]

    Returns
    -------
    (...)
        Soldiers. [persons]

    Notes
    -----
    cadre * personnel, in every run. Status: assumption.
    """
    return p.cadre * personnel


def sharpened(readiness: Values, skill: Values, p: Specialisation) -> Values:
    """Readiness in a special field.

    Parameters
    ----------
    readiness : (...)
        Readiness of the forces in general. [0-1]
    skill : (...)
        Skill of the cadre in the field. [0-1]
    p : Specialisation
        edge. [1]

    Returns
    -------
    (...)
        Readiness in the field; `readiness` with `on` = 0. [0-1]

    Notes
    -----
    min(1, readiness * (1 + edge * skill)): specialists add to a force, they do not replace it.
    Status: assumption.
    """
    return clip01(readiness * (1.0 + p.on * p.edge * skill))


def passing(decay: Values, skill: Values, p: Specialisation) -> Values:
    """Share of a crisis that passes in a quarter, with forces that know what to do.

    Parameters
    ----------
    decay : (...)
        Share that passes by itself. [0-1]
    skill : (...)
        Skill of the cadre for disaster response. [0-1]
    p : Specialisation
        relief. [1]

    Returns
    -------
    (...)
        Share that passes; `decay` with `on` = 0. [0-1]

    Notes
    -----
    decay + relief * skill * (1 - decay). Status: assumption.
    """
    return decay + p.on * p.relief * skill * (1.0 - decay)
