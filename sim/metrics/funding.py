"""C5 and sums: what was needed, what came, and what was lost on the way."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_GAP = "practice of public financial management"
_LEAK = "Biddle, Macdonald & Baker 2018, Journal of Strategic Studies (agency losses)"


@outcome(
    unit="0-1",
    meaning="share of required security funding that nobody pays",
    reference=_GAP,
    higher="worse",
)
def funding_gap(h: Flows) -> np.ndarray:
    """Mean over quarters of max(0, required - help - own) / required, as the host records it."""
    return mean(h.quarterly("funding_gap"))


@outcome(
    unit="0-1",
    meaning="funding gap in the worst quarter",
    reference=_GAP,
    higher="worse",
)
def worst_funding_gap(h: Flows) -> np.ndarray:
    """Greatest funding gap of any quarter."""
    return h.quarterly("funding_gap").max(-1)


@outcome(
    unit="million US$",
    meaning="help that arrived in the whole run",
    reference="sum",
    higher="neither",
)
def external_total_musd(h: Flows) -> np.ndarray:
    """Sum of help over quarters, as the host counts it; 0 where none arrived."""
    return np.asarray(total(h.external, -1))


@outcome(
    unit="million US$",
    meaning="the host's own security spending in the whole run",
    reference="sum",
    higher="neither",
)
def own_total_musd(h: Flows) -> np.ndarray:
    """Sum of the host's own security budget over quarters."""
    return np.asarray(total(h.own, -1))


@outcome(
    unit="0-1",
    meaning="share of what suppliers paid that was lost before its purpose",
    reference=_LEAK,
    higher="worse",
)
def leakage_share(h: Flows) -> np.ndarray:
    """leaked / (help + overhead + leaked), summed over suppliers and quarters; NaN of nothing."""
    return ratio(h.overall("leaked"), h.paid)


@outcome(
    unit="0-1",
    meaning="share of what suppliers paid that went into coordination and fees",
    reference="Acharya, Fuzzo de Lima & Moore 2006, Journal of Development Studies",
    higher="worse",
)
def overhead_share(h: Flows) -> np.ndarray:
    """overhead / (help + overhead + leaked), summed over suppliers and quarters; NaN of nothing."""
    return ratio(h.overall("overhead"), h.paid)
