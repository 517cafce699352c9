"""Donor fatigue: who gives much and sees little grows tired of giving."""

from __future__ import annotations

from sim.arrays import Values, clip01
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Fatigue(Rule):
    """Parameters of donor fatigue."""

    gain = Parameter(
        0.12, 0.0, 0.4, "1/year", "fatigue gained a year at full burden and no progress"
    )
    rest = Parameter(
        0.22,
        0.15,
        0.29,
        "1/year",
        "share of fatigue shed a year; range of the fade in four surge-and-fade pairs",
        "stylised fact",
        "World Bank WDI net ODA, log-linear fit from peak year to 2022 (UK-Sierra Leone, "
        "US-Sierra Leone, US-Guinea, US-Haiti)",
    )


def next_fatigue(fatigue: Values, burden: Values, progress: Values, p: Fatigue) -> Values:
    """Tire a donor that gives much and sees little.

    Parameters
    ----------
    fatigue : (...)
        Goodwill already spent. [0-1]
    burden : (...)
        Aid over budget. [1]
    progress : (...)
        Host capacity that the donor observes. [0-1]
    p : Fatigue
        gain, rest. [1/year]

    Returns
    -------
    (...)
        Fatigue at the quarter's end. [0-1]

    Notes
    -----
    f' = f + (gain * burden * (1 - progress) - rest * f) / 4; nobody is tired with `on` = 0.
    Status: assumption.

    Examples
    --------
    >>> round(float(next_fatigue(0.4, 1.0, 0.5, Fatigue({"gain": 0.2, "rest": 0.2}))), 6)
    0.405
    """
    wear = p.gain * burden * (1.0 - progress) - p.rest * fatigue
    return p.on * clip01(fatigue + wear * YEARS_PER_QUARTER)
