"""Technology for communication and surveillance: it ages, it informs, it binds to its supplier."""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Technology(Rule):
    """Parameters of technology."""

    gain = Parameter(
        0.05, 0.01, 0.2, "1/musd", "share of the missing technology filled by a first useful musd"
    )
    obsolescence = Parameter(0.15, 0.05, 0.3, "1/year", "rate at which technology ages")
    sensing = Parameter(
        4.0, 0.0, 10.0, "1", "information quality that full technology adds to shared intelligence"
    )
    blindness = Parameter(
        0.4, 0.0, 0.8, "1", "share of threats that nobody sees in time without information"
    )
    lock_in = Parameter(
        0.3, 0.0, 0.8, "1", "dependence on the supplier at full technology from a single source"
    )


def next_technology(level: Values, inflow: Values, p: Technology) -> Values:
    """Age, and take delivery.

    Parameters
    ----------
    level : (...)
        Technology over what the forces could use. [0-1]
    inflow : (...)
        Useful deliveries. [musd a quarter, 0-20]
    p : Technology
        obsolescence [1/year], gain [1/musd].

    Returns
    -------
    (...)
        Technology at the quarter's end. [0-1]

    Notes
    -----
    k = level * exp(-obsolescence / 4); level' = k + (1 - k) * (1 - exp(-gain * inflow)).
    Status: assumption.

    Examples
    --------
    log(2) / 0.05 musd fill half of what is missing:

    >>> p = Technology({"gain": 0.05, "obsolescence": 0.0})
    >>> round(float(next_technology(0.2, 13.862943611198906, p)), 12)
    0.6
    """
    kept = level * np.exp(-p.on * p.obsolescence * YEARS_PER_QUARTER)
    return kept + p.on * (1.0 - kept) * (1.0 - np.exp(-p.gain * inflow))


def information_quality(level: Values, shared: Values, p: Technology) -> Values:
    """Quality of the picture from own sensors and from what partners share.

    Parameters
    ----------
    level : (...)
        Technology. [0-1]
    shared : (...)
        Intelligence shared, summed over partners. [0-10]
    p : Technology
        sensing. [1]

    Returns
    -------
    (...)
        Information quality, the argument of `intelligence.perceived`. [0-20]

    Notes
    -----
    shared + sensing * level. Status: assumption.
    """
    return shared + p.on * p.sensing * level


def supplier_dependence(level: Values, concentration: Values, p: Technology) -> Values:
    """Dependence on the suppliers of technology.

    Parameters
    ----------
    level : (...)
        Technology. [0-1]
    concentration : (...)
        Herfindahl index of its suppliers. [0-1]
    p : Technology
        lock_in. [1]

    Returns
    -------
    (...)
        Dependence; 0 with `on` = 0. [0-1]

    Notes
    -----
    lock_in * level * concentration. Status: assumption.
    """
    return p.on * p.lock_in * level * concentration


def detected(quality: Values, p: Technology) -> Values:
    """Share of threats that are seen in time.

    Parameters
    ----------
    quality : (...)
        Quality of information. [0-20]
    p : Technology
        blindness. [1]

    Returns
    -------
    (...)
        Share. [0-1]

    Notes
    -----
    1 - blindness / (1 + q). Status: assumption.
    """
    return 1.0 - p.on * p.blindness / (1.0 + quality)
