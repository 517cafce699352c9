"""C11: are commitments kept?"""

from __future__ import annotations

import numpy as np

from sim.metrics._numbers import ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows


@outcome(
    unit="0-1",
    meaning="promises of assistance kept when a crisis called them",
    reference="Leeds 2003; Berkemeier & Fuhrmann 2018, Research & Politics",
    higher="better",
)
def reliability(h: Flows) -> np.ndarray:
    """honoured / triggered, pooled over partners and quarters; NaN where none was triggered."""
    return ratio(h.overall("honoured", "partner_state"), h.overall("triggered", "partner_state"))


@outcome(
    unit="1",
    meaning="payments over new commitments",
    reference="Celasun & Walliser 2008, Economic Policy (predictability of aid)",
    higher="better",
)
def delivery_rate(h: Flows) -> np.ndarray:
    """(help + overhead + leaked) / committed, pooled over suppliers and quarters.

    Above 1 where commitments from before the run are paid. NaN where nothing was committed.
    """
    return ratio(h.paid, h.overall("committed"))
