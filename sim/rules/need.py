"""What donors see as need: a funding gap, a threat, a crisis."""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, share
from sim.parameters import Parameter, Rule

SOURCE = "Alesina & Dollar 2000, Berthelemy 2006: need counts, interest more; weights not measured"


class Need(Rule):
    """Parameters of perceived need."""

    gap_weight = Parameter(0.5, 0.0, 1.0, "1", "weight of the funding gap", source=SOURCE)
    threat_weight = Parameter(0.3, 0.0, 1.0, "1", "weight of the threat", source=SOURCE)
    crisis_weight = Parameter(0.2, 0.0, 1.0, "1", "weight of a crisis in the news", source=SOURCE)
    floor = Parameter(0.05, 0.0, 0.3, "1", "need that donors see in the calmest of times")


def need(gap: Values, threat: Values, crisis: Values, p: Need) -> Values:
    """Need as the donors see it.

    Parameters
    ----------
    gap : (...)
        Uncovered share of what the host requires. [0-1]
    threat : (...)
        Threat level. [0-1]
    crisis : (...)
        Size of a running crisis. [0-1]
    p : Need
        gap_weight, threat_weight, crisis_weight, floor. [1]

    Returns
    -------
    (...)
        Need; 1 with `on` = 0, so that every quarter is equally needy. [0-1]

    Notes
    -----
    max(floor, (w_g * gap + w_t * threat + w_c * crisis) / (w_g + w_t + w_c)). Status: assumption.

    Examples
    --------
    >>> round(float(need(0.6, 0.5, 1.0, Need())), 12)
    0.65
    """
    felt = p.gap_weight * gap + p.threat_weight * threat + p.crisis_weight * crisis
    mean = share(felt, p.gap_weight + p.threat_weight + p.crisis_weight)
    return p.on * np.maximum(mean, p.floor) + (1.0 - p.on)
