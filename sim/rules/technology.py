"""Technology: it ages, it informs, it connects, it warns, and it binds to its supplier.

Three kinds have an effect each, with a switch each: surveillance (drones, sensors) detects,
communication connects partners and shortens delays, analytics sharpens what is known.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Technology(Rule):
    """Parameters of technology."""

    gain = Parameter(
        0.05,
        0.01,
        0.2,
        "1/million US$",
        "share of the missing technology filled by a first useful million US$",
    )
    obsolescence = Parameter(0.15, 0.05, 0.3, "1/year", "rate at which technology ages")
    sensing = Parameter(
        4.0, 0.0, 10.0, "1", "information quality that full analytics adds to shared intelligence"
    )
    blindness = Parameter(
        0.4, 0.0, 0.8, "1", "share of threats that nobody sees in time without information"
    )
    sight = Parameter(
        0.7, 0.0, 1.0, "1", "share of the unseen threats that full surveillance sees in time"
    )
    warning = Parameter(
        0.1, 0.0, 0.5, "1", "how far a unit of information from partners warns of local threats"
    )
    radio = Parameter(
        0.5, 0.0, 1.0, "1", "share of the missing connection that radios and vehicles' sets make up"
    )
    lock_in = Parameter(
        0.3, 0.0, 0.8, "1", "dependence on the supplier at full technology from a single source"
    )
    memory = Parameter(
        0.5, 0.2, 2.0, "1/year", "rate at which who delivered technology ceases to matter"
    )
    surveillance = Parameter(
        1, 0, 1, "1", "1 where surveillance and drones have an effect, else 0", integer=True
    )
    communications = Parameter(
        1, 0, 1, "1", "1 where communication and information sharing have one", integer=True
    )
    analytics = Parameter(
        1, 0, 1, "1", "1 where data analytics and prediction have one", integer=True
    )


def next_technology(level: Values, inflow: Values, p: Technology) -> Values:
    """Age, and take delivery.

    Parameters
    ----------
    level : (...)
        Technology over what the forces could use. [0-1]
    inflow : (...)
        Useful deliveries; of one kind of the three, three times as much. [musd a quarter, 0-60]
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
        Analytics. [0-1]
    shared : (...)
        Intelligence received from partners. [0-10]
    p : Technology
        sensing, analytics. [1]

    Returns
    -------
    (...)
        Information quality, the argument of `intelligence.perceived`. [0-20]

    Notes
    -----
    shared + sensing * level. Status: assumption.
    """
    return shared + p.on * p.analytics * p.sensing * level


def connection(level: Values, radios: Values, p: Technology) -> Values:
    """How well the forces and their partners can talk and send data.

    Parameters
    ----------
    level : (...)
        Technology for communication and information sharing. [0-1]
    radios : (...)
        Communications equipment in service. [0-1]
    p : Technology
        radio, communications. [1]

    Returns
    -------
    (...)
        Connection; 0 with `on` = 0. [0-1]

    Notes
    -----
    level + radio * radios * (1 - level). Status: assumption.
    """
    return p.on * p.communications * (level + p.radio * radios * (1.0 - level))


def next_delivered(lately: Values, delivered: Values, p: Technology) -> Values:
    """Remember who delivered technology.

    Parameters
    ----------
    lately, delivered : (...)
        A supplier's deliveries so far, faded, and in the quarter. [musd a quarter, 0-50]
    p : Technology
        memory. [1/year]

    Returns
    -------
    (...)
        Deliveries, faded. [musd a quarter]

    Notes
    -----
    l' = l + memory / 4 * (delivered - l), in every run. Status: assumption.
    """
    return lately + p.memory * YEARS_PER_QUARTER * (delivered - lately)


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


def detected(level: Values, quality: Values, p: Technology) -> Values:
    """Share of threats that are seen in time.

    Parameters
    ----------
    level : (...)
        Surveillance. [0-1]
    quality : (...)
        Quality of information from partners and analysis. [0-20]
    p : Technology
        blindness, sight, warning, surveillance. [1]

    Returns
    -------
    (...)
        Share. [0-1]

    Notes
    -----
    1 - blindness * (1 - sight * level) / (1 + warning * q): partners who share what they know
    warn of what happens locally only a little. Status: assumption.
    """
    unseen = p.blindness * (1.0 - p.surveillance * p.sight * level)
    return 1.0 - p.on * unseen / (1.0 + p.warning * quality)
