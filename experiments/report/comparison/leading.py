"""The policy that a report speaks of first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.report.comparison.compared import Compared


def leading(compared: Compared) -> str:
    """The policy that does better on most outcomes less those on which it does worse.

    Ties go to the larger mean effect; it is a way to order the page, not a vote.
    """
    judged = compared.pooled[compared.pooled["sign"] != 0]
    judged = judged if len(judged) else compared.pooled
    points = judged["verdict"].map({"better": 1.0, "worse": -1.0}).fillna(0.0)
    size = np.zeros(len(judged))
    if "effect" in judged:  # one outcome that hardly varies must not decide
        size = np.clip(np.nan_to_num(judged["sign"] * judged["effect"], nan=0.0), -5.0, 5.0)
    frame = pd.DataFrame({"policy": judged["policy"], "points": points, "size": size})
    score = frame.groupby("policy", sort=False).agg(points=("points", "sum"), size=("size", "mean"))
    ranked = score.sort_values(["points", "size"], ascending=False, kind="stable")
    return str(ranked.index[0])
