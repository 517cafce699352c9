"""Aid allocation: a donor weighs need, merit and its own interest, and moves its budget slowly.

a* = B * priority * need^bn * merit^bm * alignment^bs          what it would like to give
a' = (1 - k) * a + k * a*                                      what the yearly budget gives
"""

from __future__ import annotations

import numpy as np

from sim.arrays import TINY, Values, power
from sim.parameters import Parameter, Rule


class Allocation(Rule):
    """Parameters of aid allocation: elasticities of the wish, and how fast a budget follows it."""

    need_elasticity = Parameter(
        0.5,
        0.2,
        0.8,
        "1",
        "per cent more aid wished for a per cent more need (bn)",
        source="expert range; McKinlay & Little 1977, World Politics; Berthelemy 2006, Review of "
        "Development Economics",
    )
    merit_elasticity = Parameter(
        0.2,
        0.0,
        0.5,
        "1",
        "per cent more aid wished for a per cent better government (bm)",
        source="expert range; Berthelemy 2006, Review of Development Economics",
    )
    interest_elasticity = Parameter(
        0.7,
        0.3,
        1.2,
        "1",
        "per cent more aid wished for a per cent closer alignment (bs)",
        source="expert range; Alesina & Dollar 2000, Journal of Economic Growth",
    )
    inertia = Parameter(
        0.4,
        0.25,
        0.5,
        "1/fiscal year",
        "weight k of the new wish in a yearly appropriation; a low value is a slow budget",
        source="expert range; incremental budgeting",
    )
    accounts_weight = Parameter(0.5, 0.0, 1.0, "1", "weight of accountability in what donors see")
    diplomacy_weight = Parameter(0.25, 0.0, 1.0, "1", "weight of diplomacy in what donors see")
    reputation_weight = Parameter(0.25, 0.0, 1.0, "1", "weight of reputation in what donors see")


def desired_aid(
    budget: Values, priority: Values, need: Values, merit: Values, alignment: Values, p: Allocation
) -> Values:
    """Wish for a host the aid that its need, its merit and the donor's interest suggest.

    Parameters
    ----------
    budget : (...)
        What the donor can spend on all hosts. [million US$ a quarter]
    priority : (...)
        Share of it that this host would get at full need, merit and alignment. [0-2]
    need : (...)
        Security need that the donor perceives. [0-1]
    merit : (...)
        Quality of the host's government and institutions. [0-1]
    alignment : (...)
        Closeness of the host's position to the donor's own. [0-1]
    p : Allocation
        need_elasticity, merit_elasticity, interest_elasticity. [1]

    Returns
    -------
    (...)
        Aid wished for. [million US$ a quarter]

    Notes
    -----
    a* = B * priority * need^bn * merit^bm * alignment^bs; switched off, a* = B * priority.
    Status: assumption, with elasticities below or near one as in the literature.

    Examples
    --------
    A quarter of the need at elasticity 1/2 halves the wish: 20 * 0.5 * 0.5 = 5.

    >>> p = Allocation({"need_elasticity": 0.5})
    >>> round(float(desired_aid(20.0, 0.5, 0.25, 1.0, 1.0, p)), 6)
    5.0
    """
    by_need = power(need, p.on * p.need_elasticity)
    by_merit = power(merit, p.on * p.merit_elasticity)
    by_interest = power(alignment, p.on * p.interest_elasticity)
    return budget * priority * by_need * by_merit * by_interest


def next_appropriation(
    appropriation: Values, desired: Values, opens: Values, p: Allocation
) -> Values:
    """Move the appropriation part of the way to the wish when a fiscal year opens.

    Parameters
    ----------
    appropriation : (...)
        Aid in the running budget. [million US$ a quarter]
    desired : (...)
        Aid wished for. [million US$ a quarter]
    opens : (...)
        1 in the quarter in which the donor's fiscal year opens, else 0. [0-1]
    p : Allocation
        inertia. [1/fiscal year]

    Returns
    -------
    (...)
        Aid in the budget from now on. [million US$ a quarter]

    Notes
    -----
    a' = (1 - opens * k) * a + opens * k * a*; switched off, k = 1: each year starts from the wish.
    Status: assumption.
    """
    weight = opens * (1.0 - p.on * (1.0 - p.inertia))
    return (1.0 - weight) * appropriation + weight * desired


def merit(accountability: Values, diplomacy: Values, reputation: Values, p: Allocation) -> Values:
    """Merit of the host in donors' eyes: what it shows, what it says, and what is said of it.

    Parameters
    ----------
    accountability, diplomacy, reputation : (...)
        Demonstrated accountability, effort of diplomacy, standing. [0-1]
    p : Allocation
        accounts_weight, diplomacy_weight, reputation_weight. [1]

    Returns
    -------
    (...)
        Merit. [0-1]

    Notes
    -----
    Weighted mean. Status: assumption.
    """
    weights = p.accounts_weight + p.diplomacy_weight + p.reputation_weight
    seen = (
        p.accounts_weight * accountability
        + p.diplomacy_weight * diplomacy
        + p.reputation_weight * reputation
    )
    return seen / np.maximum(weights, TINY)
