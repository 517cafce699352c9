"""Disbursement: what is committed arrives late, in part, and by chance.

    share = logistic(logit(m) + spread * z) / (1 + delay)
    cancelled = (1 - carry) * undisbursed

A logit-normal share in place of a Beta: its quantile has a closed form, so one normal draw z serves
all parameters. Commitments carry little information (Bulir & Hamann 2003), though most are met
within two years (Hudson 2013).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, logistic
from sim.parameters import Parameter, Rule


class Disbursement(Rule):
    """Parameters of disbursement."""

    mean = Parameter(
        0.85,
        0.75,
        0.95,
        "1",
        "share disbursed without delay in an ordinary quarter (m): the median, with the mean 0.01 "
        "below it at the default spread and 0.04 at the widest",
        source="expert range; Bulir & Hamann 2003, IMF Staff Papers",
    )
    spread = Parameter(
        0.5,
        0.1,
        1.0,
        "1",
        "standard deviation of the share on the logit scale",
        source="expert range; Bulir & Hamann 2003, IMF Staff Papers",
    )
    carry = Parameter(
        0.9,
        0.6,
        1.0,
        "1",
        "share of the undisbursed that stays available in the next quarter",
        source="expert range; Hudson 2013, Review of Development Finance",
    )


def disbursed_share(shock: Values, delay: Values, p: Disbursement) -> Values:
    """Pay out part of what is committed.

    Parameters
    ----------
    shock : (...)
        Standard normal draw (z). [1]
    delay : (...)
        Delay of delivery. [quarters, 0-4]
    p : Disbursement
        mean, spread. [1]

    Returns
    -------
    (...)
        Share of what is available that is paid out in the quarter. [0-1]

    Notes
    -----
    logistic(log(m / (1 - m)) + spread * z) / (1 + delay); switched off, all of it.
    Status: assumption.

    Examples
    --------
    An ordinary quarter with one quarter's delay: 0.8 / 2.

    >>> round(float(disbursed_share(0.0, 1.0, Disbursement({"mean": 0.8}))), 6)
    0.4
    """
    ordinary = np.log(p.mean / (1.0 - p.mean))
    paid = logistic(ordinary + p.spread * shock) / (1.0 + delay)
    return p.on * paid + (1.0 - p.on)


def cancelled(undisbursed: Values, p: Disbursement) -> Values:
    """Return to the treasury part of what was not paid out.

    Parameters
    ----------
    undisbursed : (...)
        Committed and not yet paid. [million US$]
    p : Disbursement
        carry. [1]

    Returns
    -------
    (...)
        Lost in this quarter. [million US$]

    Notes
    -----
    (1 - carry) * undisbursed. Status: assumption.
    """
    return p.on * (1.0 - p.carry) * undisbursed
