"""Sovereignty: help that a host depends on costs it autonomy, the more so under conditions.

S = sigma D^2 + phi conditionality D, with D the external share of security resources. What
exceeds the host's tolerance it refuses, and what it cannot refuse breeds a backlash.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, logistic, share
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

_TRADE = (
    "autonomy against security: Morrow 1991, American Journal of Political Science; Lake 2009, "
    "Hierarchy in International Relations; range: expert"
)


class Sovereignty(Rule):
    """Parameters of the cost of sovereignty."""

    dependence_cost = Parameter(
        0.25, 0.05, 0.5, "1", "cost of full dependence (sigma)", source=_TRADE
    )
    conditionality_cost = Parameter(
        0.25, 0.0, 0.5, "1", "cost of full conditions under full dependence (phi)", source=_TRADE
    )
    steepness = Parameter(20.0, 5.0, 50.0, "1", "how sharply a host refuses beyond its tolerance")
    backlash = Parameter(0.1, 0.0, 0.4, "1/year", "rate of a nationalist backlash at a cost of 1")
    resentment = Parameter(0.5, 0.0, 1.0, "1", "share of the tolerance that a backlash takes away")
    calming = Parameter(0.5, 0.2, 2.0, "1/year", "rate at which a backlash calms down")


def dependency(external: Values, own: Values, p: Sovereignty) -> Values:
    """Share of the host's security resources that comes from outside.

    Parameters
    ----------
    external, own : (...)
        Resources from partners [musd a quarter, 0-500] and from the host itself. [0-50]
    p : Sovereignty
        Nothing of it: a share has no parameters.

    Returns
    -------
    (...)
        Dependency, 0 where there are no resources at all. [0-1]

    Notes
    -----
    D = external / (external + own). Status: definition.
    """
    return share(external, external + own)


def cost(dependency: Values, conditionality: Values, p: Sovereignty) -> Values:
    """Sovereignty that a host gives up.

    Parameters
    ----------
    dependency : (...)
        External share of security resources. [0-1]
    conditionality : (...)
        How much the partners demand for them. [0-1]
    p : Sovereignty
        dependence_cost, conditionality_cost. [1]

    Returns
    -------
    (...)
        Cost. [0-1]

    Notes
    -----
    S = sigma D^2 + phi conditionality D. Status: assumption after Morrow 1991 and Lake 2009.

    Examples
    --------
    0.25 * 0.8 * 0.8 + 0.25 * 0.5 * 0.8 = 0.16 + 0.1.

    >>> round(float(cost(0.8, 0.5, Sovereignty())), 6)
    0.26
    """
    own_weakness = p.dependence_cost * dependency * dependency
    return p.on * (own_weakness + p.conditionality_cost * conditionality * dependency)


def accepted(cost: Values, limit: Values, p: Sovereignty) -> Values:
    """Share of the offered help that the host accepts at this cost.

    Parameters
    ----------
    cost : (...)
        Sovereignty that the help costs. [0-1]
    limit : (...)
        Cost that the host tolerates: there it accepts one half. [0-1]
    p : Sovereignty
        steepness. [1]

    Returns
    -------
    (...)
        Share accepted, 1 when switched off. [0-1]

    Notes
    -----
    1 - 1 / (1 + exp(-steepness (cost - limit))). Status: assumption.
    """
    return 1.0 - p.on * logistic(p.steepness * (cost - limit))


def backlash_chance(cost: Values, p: Sovereignty) -> Values:
    """Probability of a backlash against the partners this quarter.

    Parameters
    ----------
    cost : (...)
        Sovereignty given up. [0-1]
    p : Sovereignty
        backlash. [1/year]

    Returns
    -------
    (...)
        Probability in a quarter. [0-1]

    Notes
    -----
    1 - exp(-backlash / 4 * cost). Status: assumption.
    """
    return 1.0 - np.exp(-p.on * p.backlash * YEARS_PER_QUARTER * cost)


def next_backlash(backlash: Values, begins: Values, p: Sovereignty) -> Values:
    """Let a backlash flare up, or calm down.

    Parameters
    ----------
    backlash : (...)
        Backlash so far. [0-1]
    begins : (...)
        1 when a new one begins. [0-1]
    p : Sovereignty
        calming. [1/year]

    Returns
    -------
    (...)
        Backlash at the quarter's end. [0-1]

    Notes
    -----
    max(begins, b exp(-calming / 4)). Status: assumption.
    """
    return np.maximum(begins, backlash * np.exp(-p.calming * YEARS_PER_QUARTER))


def tolerance(limit: Values, backlash: Values, p: Sovereignty) -> Values:
    """Sovereignty cost that the host still tolerates.

    Parameters
    ----------
    limit : (...)
        Tolerance in calm times. [0-1]
    backlash : (...)
        Backlash against the partners. [0-1]
    p : Sovereignty
        resentment. [1]

    Returns
    -------
    (...)
        Tolerance. [0-1]

    Notes
    -----
    limit (1 - resentment b). Status: assumption.
    """
    return limit * (1.0 - p.on * p.resentment * backlash)
