"""C9: how unequally the partner states share the burden."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import gini, mean_where, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_BURDEN = "Olson & Zeckhauser 1966, Review of Economics and Statistics; Sandler 2017"
_TROOPS = "Bove & Elia 2011, Journal of Peace Research (supply)"


def contributions(h: Flows) -> np.ndarray:
    """Help of each partner state in the whole run, `(runs, state)`. [million US$]"""
    given = h.help[..., h.is_kind("partner_state")]
    return np.asarray(total(np.moveaxis(given, 1, 0)))


def troops(h: Flows) -> np.ndarray:
    """Troops of each partner state in all missions, `(runs, quarter, state)`. [persons]"""
    return np.asarray(total(np.moveaxis(h.quarterly("troops", "partner_state"), 2, 0)))


@outcome(
    unit="0-1",
    meaning="inequality of help in proportion to capability",
    reference=_BURDEN,
    higher="worse",
)
def burden_gini(h: Flows) -> np.ndarray:
    """Gini, over partner states, of help in the whole run over capability at the start.

    States without capability have no burden to bear and are left out. 0 with a single state; NaN
    where no state helped. Dues, grants and troops are not counted.
    """
    capability = h.at_start("capability", "partner_state")
    capable = capability > 0
    burden = np.where(capable, ratio(h.once(contributions), capability), 0.0)
    return gini(burden, capable)


@outcome(
    unit="0-1",
    meaning="inequality of help over partner states",
    reference=_BURDEN,
    higher="neither",
)
def contribution_gini(h: Flows) -> np.ndarray:
    """Gini, over partner states, of help in the whole run.

    0 with a single state; NaN where no state helped.
    """
    return gini(h.once(contributions))


@outcome(
    unit="0-1",
    meaning="inequality of troops over contributing states",
    reference=_TROOPS,
    higher="neither",
)
def troop_gini(h: Flows) -> np.ndarray:
    """Gini of troops over the states that have any, mean over the quarters with troops.

    0 with a single contributor; NaN where there never were troops.
    """
    sent = h.once(troops)
    unequal = gini(sent, sent > 0)
    return mean_where(unequal, np.isfinite(unequal))


@outcome(
    unit="0-1",
    meaning="Herfindahl index of troops over contributing states",
    reference=_TROOPS,
    higher="neither",
)
def troop_hhi(h: Flows) -> np.ndarray:
    """Sum of squared shares of troops, mean over the quarters with troops; NaN without any."""
    sent = h.once(troops)
    all_sent = np.asarray(total(sent, -1))
    squares = np.asarray(total(sent * sent, -1))
    return mean_where(ratio(squares, all_sent * all_sent), all_sent > 0)
