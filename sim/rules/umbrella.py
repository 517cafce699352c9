"""Umbrella links: an organisation from afar passes money on to local ones, and reaches further.

passed on = link * funds,   access' = access + (1 - access) * reach * roots
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Umbrella(Rule):
    """Parameters of links between organisations."""

    reach = Parameter(
        0.5, 0.0, 1.0, "1", "share of the missing access that fully local partners open"
    )


def passed_on(link: Values, links: Values, funds: Values, p: Umbrella) -> Values:
    """Money that goes to one partner organisation.

    Parameters
    ----------
    link : (...)
        Share of the money in hand meant for this partner. [0-1]
    links : (...)
        The same over all partners. [0-10]
    funds : (...)
        Money in hand. [million US$, 0-100]
    p : Umbrella
        on. [0 or 1]

    Returns
    -------
    (...)
        Money passed on; 0 with `on` = 0. [million US$]

    Notes
    -----
    funds * link / max(1, links): never more than there is. Status: definition.

    Examples
    --------
    >>> float(passed_on(0.25, 0.5, 2.0, Umbrella()))
    0.5
    """
    return p.on * funds * link / np.maximum(links, 1.0)


def shared_access(access: Values, roots: Values, p: Umbrella) -> Values:
    """Access of an organisation that works through local partners.

    Parameters
    ----------
    access : (...)
        Access by itself. [0-1]
    roots : (...)
        How far the partners it passes money to are local. [0-1]
    p : Umbrella
        reach. [1]

    Returns
    -------
    (...)
        Access; `access` with `on` = 0. [0-1]

    Notes
    -----
    access + (1 - access) * reach * roots. Status: assumption.
    """
    return access + p.on * (1.0 - access) * p.reach * roots
