"""Volatile priorities: a donor's attention wanders, in part together with all other donors'.

    m' = phi * m + sd * (sqrt(c) * common + sqrt(1 - c) * own),   phi = persistence^(1/4)
    attention = exp(m - volatility^2 / 2)

Aid is more volatile than domestic revenue, and most so where it matters most (Bulir & Hamann 2003).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, power
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Priorities(Rule):
    """Parameters of wandering attention, a log-normal autoregressive process."""

    persistence = Parameter(
        0.47,
        0.3,
        0.8,
        "1",
        "correlation of log attention with itself a year later",
        source="expert range; lag-1 autocorrelation of logs of US ODA to Liberia, OECD DAC2a via "
        "World Bank WDI",
    )
    volatility = Parameter(
        0.4,
        0.1,
        0.6,
        "1",
        "standard deviation of log attention",
        source="expert range; sd of yearly log changes of net ODA to Liberia in 2004-2015: Sweden "
        "0.34, EU 0.44, Norway 0.50, USA 0.54, UK 0.58, OECD DAC2a via World Bank WDI; Bulir & "
        "Hamann 2003, IMF Staff Papers",
    )
    common = Parameter(
        0.3,
        0.0,
        0.8,
        "1",
        "correlation of the shocks of two donors",
        source="expert range; log changes of US and other DAC aid to Liberia correlate 0.55 in "
        "2003-2023 and not at all from 2009 on, OECD DAC2a via World Bank WDI",
    )


def next_mood(mood: Values, own_shock: Values, common_shock: Values, p: Priorities) -> Values:
    """Let a donor's mood drift back to its mean, and be pushed by the news.

    Parameters
    ----------
    mood : (...)
        Log attention, 0 in the mean. [-2 to 2]
    own_shock : (...)
        Standard normal draw of this donor alone. [1]
    common_shock : (...)
        Standard normal draw that all donors share. [1]
    p : Priorities
        persistence, volatility, common. [1]

    Returns
    -------
    (...)
        Mood at the quarter's end. [1]

    Notes
    -----
    m' = phi * m + sd * (sqrt(c) * common_shock + sqrt(1 - c) * own_shock), with
    phi = persistence^(1/4) and sd = volatility * sqrt(1 - phi^2), so that in the long run m has the
    standard deviation `volatility` and two donors correlate by c. Switched off, m' = phi * m.
    Not bounded, as a clipped process would no longer have these moments. Status: assumption.

    Examples
    --------
    No shock, a persistence of 0.4096 = 0.8^4: 0.5 * 0.8.

    >>> round(float(next_mood(0.5, 0.0, 0.0, Priorities({"persistence": 0.4096}))), 6)
    0.4
    """
    phi = power(p.persistence, YEARS_PER_QUARTER)
    sd = p.on * p.volatility * np.sqrt(1.0 - phi * phi)
    return phi * mood + sd * (
        np.sqrt(p.common) * common_shock + np.sqrt(1.0 - p.common) * own_shock
    )


def attention(mood: Values, p: Priorities) -> Values:
    """Turn a mood into a factor on the donor's priority for the host.

    Parameters
    ----------
    mood : (...)
        Log attention. [-2 to 2]
    p : Priorities
        volatility. [1]

    Returns
    -------
    (...)
        Factor on the priority, 1 in the long-run mean. [above 0]

    Notes
    -----
    exp(m - volatility^2 / 2), the mean of a log-normal being exp(volatility^2 / 2).
    Status: assumption.
    """
    return np.exp(p.on * (mood - 0.5 * p.volatility * p.volatility))
