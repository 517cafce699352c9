"""How far each policy is behind the best one of a future, scenario by scenario."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.robustness.futures import Performance
from experiments.robustness.metric import LEFT_OUT
from experiments.robustness.transforms import behind_the_best


def regrets(found: Performance) -> pd.DataFrame:
    """Mean, 90th percentile and greatest regret of each policy in each scenario and over all.

    Returns
    -------
    pandas.DataFrame
        `outcome`, `policy`, `scenario` ("" over all), `mean`, `p90`, `max` [unit], `unit`,
        `best_share` (share of futures in which no policy is better), `futures`. Regret is at least
        0 and compares with the best policy of the same future (Savage 1951): it says what a wrong
        choice costs, not how good the future is.

    Examples
    --------
    >>> from experiments.robustness.futures import of_frame
    >>> returns = pd.DataFrame({"rise": [-4, 3], "fall": [12, 1]}, index=["stocks", "money"])
    >>> regrets(of_frame(returns, "better"))[["policy", "scenario", "max"]].head(2)
       policy scenario   max
    0  stocks            7.0
    1   money           11.0
    """
    behind = 0.0 - behind_the_best(found.oriented)
    scenario = found.futures["scenario"].to_numpy()
    parts = []
    for name in ("", *found.scenarios):
        some = behind if name == "" else behind[:, scenario == name]
        parts.append(
            pd.DataFrame(
                {
                    "outcome": found.outcome,
                    "policy": found.policies,
                    "scenario": name,
                    "mean": some.mean(axis=1),
                    "p90": np.quantile(some, 1.0 - LEFT_OUT, axis=1),
                    "max": some.max(axis=1),
                    "unit": found.unit,
                    "best_share": (some == 0.0).mean(axis=1),
                    "futures": some.shape[1],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
