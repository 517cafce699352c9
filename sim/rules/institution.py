"""Institutional capacity: advisers build it, time and a crowd of small donors erode it.

K' = k + (1 - k) * (1 - exp(-yield * advice - lessons * knowledge)), with
k = K * exp(-decay * (1 - retention * professionalism) / 4) - eroded the capacity that is left.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Institution(Rule):
    """Parameters of institutional capacity."""

    advice_yield = Parameter(
        0.01,
        0.002,
        0.2,
        "1/million US$",
        "share of the missing capacity built by a first useful million US$",
    )
    decay = Parameter(0.06, 0.0, 0.1, "1/year", "rate at which unattended capacity is lost")
    lessons = Parameter(
        0.0002,
        0.0,
        0.005,
        "1/quarter",
        "share of the missing capacity built by a unit of knowledge",
    )
    retention = Parameter(
        0.5, 0.0, 0.8, "1", "share of the decay that a fully professional force prevents"
    )


def next_capacity(
    capacity: Values,
    advice: Values,
    knowledge: Values,
    eroded: Values,
    professionalism: Values,
    p: Institution,
) -> Values:
    """Build capacity by advice and by what partners share, against decay and erosion.

    Parameters
    ----------
    capacity : (...)
        Institutional capacity of the host. [0-1]
    advice : (...)
        Useful advice and mentoring. [musd a quarter, 0-20]
    knowledge : (...)
        Practice and lessons that partners share, summed over them. [0-30]
    eroded : (...)
        Capacity taken this quarter by fragmented aid (`fragmentation.eroded`). [0-0.1]
    professionalism : (...)
        Mean skill of those who carry the institution. [0-1]
    p : Institution
        advice_yield [1/musd], lessons [1/quarter], decay [1/year], retention [1].

    Returns
    -------
    (...)
        Capacity at the quarter's end. [0-1]

    Notes
    -----
    k = max(0, K * exp(-decay * (1 - retention * professionalism) / 4) - eroded);
    K' = k + (1 - k) * (1 - exp(-advice_yield * advice - lessons * knowledge)). Erosion after Knack
    & Rahman 2007, Journal of Development Economics; decay and gain have no measured value for
    security institutions. Status: assumption.

    Examples
    --------
    Advice of log(2) / 0.05 musd closes half of what is missing:

    >>> p = Institution({"decay": 0.0, "advice_yield": 0.05})
    >>> round(float(next_capacity(0.4, 13.862943611198906, 0.0, 0.0, 0.5, p)), 12)
    0.7
    """
    decay = p.decay * (1.0 - p.retention * professionalism)
    kept = capacity * np.exp(-p.on * decay * YEARS_PER_QUARTER) - p.on * eroded
    kept = np.maximum(kept, 0.0)
    learnt = p.advice_yield * advice + p.lessons * knowledge
    return kept + p.on * (1.0 - kept) * (1.0 - np.exp(-learnt))
