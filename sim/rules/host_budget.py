"""The host's own security budget: sticky, pressed by threats, loosened by aid.

Aid frees own money for other ends (fungibility: Feyzioglu, Swaroop & Zhu 1998), and a flow that
ends is taken over in part. The budget moves only when the fiscal year opens.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule

FUNGIBILITY = (
    "Feyzioglu, Swaroop & Zhu 1998, World Bank Economic Review: governments move own money away "
    "from most aided sectors; defence is not among those measured"
)


class HostBudget(Rule):
    """Parameters of the host's own spending."""

    revenue_growth = Parameter(0.03, -0.02, 0.08, "1/year", "growth of the planned budget")
    stickiness = Parameter(
        0.7,
        0.3,
        0.9,
        "1/fiscal year",
        "share of last year's budget kept in the next",
        source="SIPRI, partly via World Bank WDI, Liberia 2004-2015: lag-1 autocorrelation of log "
        "military expenditure 0.87 in current and 0.46 in constant prices",
    )
    urgency = Parameter(0.3, 0.0, 1.0, "1", "rise of the wanted budget at full threat")
    crowd_out = Parameter(
        0.15, 0.0, 0.5, "1", "own spending withdrawn per US$ of growing aid", source=FUNGIBILITY
    )
    take_over = Parameter(
        0.2, 0.0, 0.6, "1", "share of a lost flow that the next budget replaces, at most the plan"
    )
    floor = Parameter(0.2, 0.0, 0.5, "1", "share of the plan that is always spent (salaries)")


def next_planned(planned: Values, opens: Values, p: HostBudget) -> Values:
    """Let the planned budget grow with revenue, once a fiscal year.

    Parameters
    ----------
    planned : (...)
        Budget that the host plans in calm times. [musd a quarter, 0-50]
    opens : (...)
        1 in the quarter in which the fiscal year opens. [0-1]
    p : HostBudget
        revenue_growth. [1/year]

    Returns
    -------
    (...)
        Plan for the coming quarter. [musd a quarter]

    Notes
    -----
    m' = m * (1 + revenue_growth * opens). Status: assumption.
    """
    return planned * (1.0 + p.on * p.revenue_growth * opens)


def next_own_budget(
    own: Values,
    planned: Values,
    external: Values,
    external_before: Values,
    threat: Values,
    opens: Values,
    p: HostBudget,
) -> Values:
    """Set the host's own budget when the fiscal year opens.

    Parameters
    ----------
    own, planned : (...)
        Running budget, and the plan of calm times. [musd a quarter, 0-50]
    external, external_before : (...)
        External flow now, and a year ago. [musd a quarter, 0-500]
    threat : (...)
        Perceived threat. [0-1]
    opens : (...)
        1 in the quarter in which the fiscal year opens. [0-1]
    p : HostBudget
        stickiness, urgency, crowd_out, take_over, floor.

    Returns
    -------
    (...)
        Own budget; `planned` with `on` = 0. [musd a quarter]

    Notes
    -----
    wanted = planned * (1 + urgency * threat);
    answer = min(planned, take_over * max(0, before - external)) - crowd_out * max(0, external -
    before);
    own' = max(floor * planned, own + opens * ((1 - stickiness) * (wanted - own) + answer)).
    Status: assumption.

    Examples
    --------
    The wish draws the budget to 3 + 0.5 * (4 - 3), and a lost flow of 5 adds 0.2 * 5:

    >>> p = HostBudget({"stickiness": 0.5, "take_over": 0.2})
    >>> round(float(next_own_budget(3.0, 4.0, 10.0, 15.0, 0.0, 1.0, p)), 12)
    4.5
    """
    change = external - external_before
    wanted = planned * (1.0 + p.urgency * threat)
    replaced = np.minimum(p.take_over * np.maximum(-change, 0.0), planned)
    answer = replaced - p.crowd_out * np.maximum(change, 0.0)
    set_anew = own + opens * ((1.0 - p.stickiness) * (wanted - own) + answer)
    return p.on * np.maximum(set_anew, p.floor * planned) + (1.0 - p.on) * planned
