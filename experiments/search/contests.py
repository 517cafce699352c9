"""Found policies against others: one contender each, named before it is tried."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.dominance import dominates
from experiments.search.proof import BASELINE, MEMBER, TRAINING, Proof
from experiments.sensitivity.resampling import interval

_CONTEST = [
    "rival", "policy", "setting", "objective", "unit", "difference", "low", "high",
    "dominates", "verdict",
]  # fmt: skip


def contests(found: Proof, level: float = 0.95) -> pd.DataFrame:
    """Does what was found beat the baselines?

    For each baseline one found policy is named on the training seeds alone: of those that
    dominate it there, the one with the largest least margin. Only this one is tried on fresh seeds
    and held-out scenarios, so that nothing is chosen on them.

    Returns
    -------
    pandas.DataFrame
        rival, policy ("" where none dominates it on the training seeds), setting,
        objective, unit, difference (policy - rival), low, high (interval of this difference
        alone), dominates (share of resamples in which the policy dominates), verdict: "beaten"
        (dominated in so large a share that all contests of a setting hold together at the level,
        Bonferroni), "not shown", or "no contender".
    """
    rivals = found.of(BASELINE)
    parts = [
        _contest(found, int(rival), _contender(found, int(rival)), setting, level, len(rivals))
        for rival in rivals
        for setting in found.values
        if setting != TRAINING
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_CONTEST)


def _contender(found: Proof, rival: int) -> int | None:
    """Place of the policy that is tried against a rival; None where there is none."""
    mine, loss = found.of(MEMBER), found.loss(TRAINING)
    better = mine[dominates(loss[mine], loss[rival])]
    if not len(better):
        return None
    span = np.ptp(loss, axis=0)
    margin = (loss[rival] - loss[better]) / np.where(span > 0.0, span, 1.0)
    # where the least margins are equal, as where something is free, the whole decides
    order = np.lexsort([-margin.sum(axis=1), -margin.min(axis=1)])
    return int(better[order[0]])


def _contest(
    found: Proof, rival: int, chosen: int | None, setting: str, level: float, together: int
) -> pd.DataFrame:
    names = [one.name for one in found.objectives]
    rows = pd.DataFrame(
        {
            "rival": found.names[rival],
            "policy": "" if chosen is None else found.names[chosen],
            "setting": setting,
            "objective": names,
            "unit": [one.unit for one in found.objectives],
        }
    )
    if chosen is None:
        empty = dict.fromkeys(("difference", "low", "high", "dominates"), np.nan)
        return rows.assign(**empty, verdict="no contender")
    values, draws = found.values[setting], found.draws[setting]
    low, high = interval(draws[:, chosen] - draws[:, rival], level)
    drawn = found.drawn(setting)
    share = float(dominates(drawn[:, chosen], drawn[:, rival]).mean())
    sure = share >= 1.0 - (1.0 - level) / together
    return rows.assign(
        difference=values[chosen] - values[rival], low=low, high=high, dominates=share,
        verdict="beaten" if sure else "not shown",
    )  # fmt: skip
