"""Landscape aggregation: actors join the camp that lowers the energy of the configuration.

E = sum over pairs of s_i s_j p_ij d_ij, with d_ij = 1 across camps. An actor flips downhill, into
the camp towards which its propensities pull; where the pull is weak it stays neutral, without
which no hedging could occur.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule

_THEORY = "Axelrod & Bennett 1993, British Journal of Political Science"


class Landscape(Rule):
    """Parameters of landscape aggregation."""

    weight = Parameter(1.0, 0.3, 3.0, "1", "weight of relations in the pull", source=_THEORY)
    estrangement = Parameter(
        0.5, 0.0, 1.0, "1", "how far members of opposite camps count as rivals at the host's"
    )
    neutral = Parameter(
        0.15,
        0.0,
        0.5,
        "energy",
        "pull that an actor resists by staying neutral",
        source=f"two camps only: {_THEORY}; critique: Galam 1998, in the same journal",
    )


def propensity(relation: Values, size: Values, p: Landscape) -> Values:
    """Pull of one actor on another.

    Parameters
    ----------
    relation : (...)
        Relation of the two, foes at -1, friends at 1. [-1 to 1]
    size : (...)
        Size of the one that pulls. [0-1]
    p : Landscape
        weight. [1]

    Returns
    -------
    (...)
        Propensity, below 0 when the actor repels. [-3 to 3]

    Notes
    -----
    weight * s_j * p_ij. Status: the term of Axelrod & Bennett's energy (1993); `weight` is an
    assumption.
    """
    return p.on * p.weight * size * relation


def camp(pull: Values, p: Landscape) -> Values:
    """Camp that an actor chooses.

    Parameters
    ----------
    pull : (...)
        Propensities towards the members of camp 1 less those towards the members of camp -1.
        [energy, -5 to 5]
    p : Landscape
        neutral. [energy]

    Returns
    -------
    (...)
        1, -1, or 0 for a neutral actor. [-1, 0 or 1]

    Notes
    -----
    sign(pull) where |pull| > neutral, else 0. Status: assumption; with `neutral` = 0 it is the
    downhill flip of Axelrod & Bennett 1993.

    Examples
    --------
    >>> [float(camp(pull, Landscape())) for pull in (-1.0, 0.1, 0.2)]
    [-1.0, 0.0, 1.0]
    """
    felt = p.on * pull
    return 1.0 * (felt > p.neutral) - (felt < -p.neutral)


def opposed(rivalry: Values, own_camp: Values, other_camp: Values, p: Landscape) -> Values:
    """How far another supplier counts as a rival: by history, or by the camp it stands in.

    Parameters
    ----------
    rivalry : (...)
        Rivalry of the two by history. [0-1]
    own_camp, other_camp : (...)
        Camp of each; 0 for a neutral one and for whoever is not a state. [-1, 0 or 1]
    p : Landscape
        estrangement. [1]

    Returns
    -------
    (...)
        Rivalry; `rivalry` with `on` = 0. [0-1]

    Notes
    -----
    max(rivalry, estrangement) where the camps are opposite, else `rivalry`. Status: assumption.

    Examples
    --------
    >>> [float(opposed(0.2, 1.0, other, Landscape())) for other in (1.0, 0.0, -1.0)]
    [0.2, 0.2, 0.5]
    """
    apart = 1.0 * (own_camp * other_camp < 0.0)
    return np.maximum(rivalry, p.on * p.estrangement * apart)
