"""The region: calm among the neighbours, and what the host gives to peace abroad."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

#: Nearness from which a state counts as a neighbour.
NEXT_DOOR = 1.0


@outcome(
    unit="0-1",
    meaning="unrest in the states next door in the last year",
    reference="ours: regional stability as a benefit of partnership",
    higher="worse",
)
def regional_unrest(h: Flows) -> np.ndarray:
    """Mean unrest over neighbours and the last four quarters; NaN without a neighbour.

    A neighbour is a partner state of proximity 1.
    """
    unrest = mean(np.swapaxes(h.quarterly("unrest", "partner_state")[:, h.year], 1, 2))
    near = 1.0 * (h.at_end("proximity", "partner_state") >= NEXT_DOOR)
    return ratio(np.asarray(total(near * unrest, -1)), np.asarray(total(near, -1)))


@outcome(
    unit="persons",
    meaning="the host's soldiers in peace operations abroad in the last year",
    reference="ours: a recipient of peacekeepers that becomes a contributor",
    higher="better",
)
def troops_abroad(h: Flows) -> np.ndarray:
    """Mean over the last four quarters of the share abroad times the soldiers in service."""
    soldiers = h.quarterly("abroad") * h.quarterly("personnel")
    return mean(soldiers[:, h.year])


@outcome(
    unit="0-1",
    meaning="share of the first memberships in bodies that are still held at the end",
    reference="ours: cohesion of regional organisations",
    higher="neither",
)
def membership_retention(h: Flows) -> np.ndarray:
    """Memberships held at the start and at the end over those at the start; NaN without any."""
    start = h.at_start("membership", "intergovernmental_body")
    kept = start * h.at_end("membership", "intergovernmental_body")
    before, after = (np.asarray(total(total(m, -1), -1)) for m in (start, kept))
    return ratio(after, before)
