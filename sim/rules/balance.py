"""Structural balance: the friend of my friend becomes my friend, the foe of my friend my foe.

Two partners of one host form a triad with it. r' = m r + (1 - m) kinship
+ pressure (2 T1 - 1) (2 T2 - 1) (1 - |r|): trusted both or mistrusted both, they draw together.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values
from sim.parameters import Parameter, Rule


class Balance(Rule):
    """Parameters of structural balance."""

    pressure = Parameter(
        0.1,
        0.0,
        0.3,
        "1/quarter",
        "pull of a balanced triad on the relation of two partners",
        source="mechanism: Antal, Krapivsky & Redner 2005, Physical Review E; Marvel et al. 2011, "
        "PNAS; range: expert",
    )
    memory = Parameter(
        0.9, 0.7, 0.99, "1/quarter", "persistence of a relation against its baseline"
    )


def next_relation(
    relation: Values, kinship: Values, own_tie: Values, other_tie: Values, p: Balance
) -> Values:
    """Relation of two partners after a quarter beside the same host.

    Parameters
    ----------
    relation : (...)
        Relation of the two, foes at -1, friends at 1. [-1 to 1]
    kinship : (...)
        Baseline from their positions and history. [-1 to 1]
    own_tie, other_tie : (...)
        Trust of each with the host; below one half it counts as enmity. [0-1]
    p : Balance
        pressure, memory. [1/quarter]

    Returns
    -------
    (...)
        Relation at the quarter's end. [-1 to 1]

    Notes
    -----
    r' = m r + (1 - m) kinship + pressure (2 T1 - 1) (2 T2 - 1) (1 - |r|), held inside [-1, 1].
    With `on` = 0 a relation only drifts to its baseline. Status: assumption.

    Examples
    --------
    Both fully trusted: 0.9 * 0.5 + 0.1 * 0 + 0.1 * 1 * 1 * 0.5 = 0.5.

    >>> round(float(next_relation(0.5, 0.0, 1.0, 1.0, Balance())), 6)
    0.5
    """
    triad = (2.0 * own_tie - 1.0) * (2.0 * other_tie - 1.0)
    drift = p.memory * relation + (1.0 - p.memory) * kinship
    drawn = drift + p.on * p.pressure * triad * (1.0 - np.abs(relation))
    return np.minimum(np.maximum(drawn, -1.0), 1.0)
