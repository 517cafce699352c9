"""Soldiers and what they can do: skill fades without practice, men and women leave.

s' = k + (1 - k) * (1 - exp(-yield * training per 1,000 soldiers)), where
k = s * exp(-decay / 4) * (1 - replaced) is the skill that is left before this quarter's training.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Forces(Rule):
    """Parameters of personnel and skill."""

    skill_decay = Parameter(
        0.7,
        0.3,
        1.0,
        "1/year",
        "rate at which unpractised skill fades; 0.7 halves it in a year",
        "stylised fact",
        "Tatel & Ackerman 2025, Psychological Bulletin: without use half of the initial gains are "
        "lost after about 6.5 (accuracy), 11 (mixed) and 13 months (speed)",
    )
    practised_decay = Parameter(
        0.1, 0.05, 0.2, "1/year", "rate at which skill fades in units that exercise"
    )
    desertion = Parameter(
        0.018,
        0.015,
        0.03,
        "1/year",
        "rate of desertion; -log(1 - 226 / 2,169) / 6 years",
        "estimate",
        "Monitor (Kampala), February 2012: at least 226 of 2,169 trained Liberian soldiers had "
        "deserted, roughly six years after recruitment began",
    )
    retirement = Parameter(0.02, 0.0, 0.06, "1/year", "rate of retirement and other discharge")
    recruitment = Parameter(
        0.6, 0.05, 1.0, "1/year", "share of the gap to the ceiling filled a year at full funding"
    )
    training_yield = Parameter(
        0.25,
        0.05,
        0.8,
        "1,000 soldiers/million US$",
        "skill gained per useful million US$ for 1,000 soldiers",
    )


def next_skill(
    skill: Values,
    training: Values,
    personnel: Values,
    practice: Values,
    replaced: Values,
    p: Forces,
) -> Values:
    """Forget, lose the skilled, and train who is there.

    Parameters
    ----------
    skill : (...)
        Mean skill of the soldiers. [0-1]
    training : (...)
        Useful training. [musd a quarter, 0-20]
    personnel : (...)
        Soldiers who share it. [persons, 100-5,000]
    practice : (...)
        How fully the units exercise. [0-1]
    replaced : (...)
        Share of the soldiers replaced by the untrained this quarter. [0-0.1]
    p : Forces
        skill_decay, practised_decay [1/year], training_yield.

    Returns
    -------
    (...)
        Mean skill at the quarter's end. [0-1]

    Notes
    -----
    k = s * exp(-(practised_decay * practice + skill_decay * (1 - practice)) / 4) * (1 - replaced);
    s' = k + (1 - k) * (1 - exp(-training_yield * training / (personnel / 1,000))).
    An unpractised skill has the half-life log(2) / skill_decay. Status: stylised fact for the
    decay (Tatel & Ackerman 2025), assumption for the gain.

    Examples
    --------
    Half the skill is lost in four quarters of idleness when the rate is log 2 a year:

    >>> p, skill = Forces({"skill_decay": 0.6931471805599453}), 0.8
    >>> for _ in range(4):
    ...     skill = next_skill(skill, 0.0, 2000.0, 0.0, 0.0, p)
    >>> round(float(skill), 12)
    0.4
    """
    decay = p.practised_decay * practice + p.skill_decay * (1.0 - practice)
    kept = skill * np.exp(-p.on * decay * YEARS_PER_QUARTER) * (1.0 - p.on * replaced)
    dose = training * 1000.0 / np.maximum(personnel, 1.0)
    return kept + p.on * (1.0 - kept) * (1.0 - np.exp(-p.training_yield * dose))


def left(personnel: Values, p: Forces) -> Values:
    """Soldiers who desert or retire this quarter.

    Parameters
    ----------
    personnel : (...)
        Soldiers in service. [persons, 0-20,000]
    p : Forces
        desertion, retirement. [1/year]

    Returns
    -------
    (...)
        Soldiers who leave. [persons]

    Notes
    -----
    (1 - exp(-(desertion + retirement) / 4)) * personnel. Status: estimate for desertion,
    assumption for retirement.
    """
    rate = (p.desertion + p.retirement) * YEARS_PER_QUARTER
    return p.on * (1.0 - np.exp(-rate)) * personnel


def next_personnel(
    personnel: Values, left: Values, ceiling: Values, funded: Values, p: Forces
) -> Values:
    """Recruit towards the ceiling, as far as there is money.

    Parameters
    ----------
    personnel : (...)
        Soldiers at the quarter's start. [persons, 0-20,000]
    left : (...)
        Soldiers who left in it. [persons, 0-500]
    ceiling : (...)
        Authorised strength. [persons, 0-20,000]
    funded : (...)
        Share of recruitment that is paid for. [0-1]
    p : Forces
        recruitment. [1/year]

    Returns
    -------
    (...)
        Soldiers at the quarter's end. [persons]

    Notes
    -----
    n = max(0, personnel - left); n' = n + recruitment / 4 * funded * max(0, ceiling - n). A force
    above its ceiling shrinks only as its soldiers leave. Recruiting goes on with `on` = 0.
    Status: assumption.
    """
    staying = np.maximum(personnel - left, 0.0)
    pace = p.recruitment * YEARS_PER_QUARTER * funded
    return staying + pace * np.maximum(ceiling - staying, 0.0)
