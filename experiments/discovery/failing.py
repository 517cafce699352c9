"""What failing means where nobody said it: worse than most worlds of the reference policy."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.discovery.condition import Condition
from experiments.discovery.fault import DiscoveryError
from experiments.discovery.units import measured
from sim.metrics import OUTCOMES

#: Share of the reference's worlds that fail by this definition.
SHARE = 0.2


def default_condition(
    table: pd.DataFrame, outcome: str, reference: str, share: float = SHARE
) -> tuple[Condition, str]:
    """Worse than the worst fifth of the reference policy's worlds, over all scenarios and points.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run, with the columns `policy` and `outcome`.
    outcome : str
        With a direction: `higher` is "better" or "worse".
    reference : str
        Policy whose worlds set the threshold.
    share : float
        Share of its worlds that fail. (0–1)

    Returns
    -------
    condition : Condition
        With the threshold rounded to four digits.
    words : str
        The same in words.

    Raises
    ------
    DiscoveryError
        For an outcome of which neither more nor less is to be wished, or without a defined run.
    """
    known = OUTCOMES.get(outcome)
    if known is None or known.higher == "neither":
        raise DiscoveryError(
            f"of {outcome} neither more nor less is to be wished; say what failing means, "
            f"such as '{outcome} < 0.4'"
        )
    values = table.loc[table["policy"].astype(str) == reference, outcome].to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    if not len(values):
        raise DiscoveryError(f"{outcome} is defined in no world of the policy {reference}")
    low = known.higher == "better"
    edge = float(np.quantile(values, share if low else 1.0 - share))
    threshold = float(f"{edge:.4g}")
    told = measured(threshold, known.unit)
    words = (
        f"{outcome.replace('_', ' ')} is {'below' if low else 'above'} {told}: worse than in "
        f"{1 - share:.0%} of the worlds of {reference}"
    )
    return Condition(outcome, "<" if low else ">", threshold), words
