"""Values and ranks of policies by every metric, and how surely each comes first."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.robustness.futures import Performance
from experiments.robustness.metric import Metric
from experiments.robustness.resampling import resampled


def scores(found: Performance, metrics: Mapping[str, Metric]) -> dict[str, np.ndarray]:
    """Robustness of each policy by each metric, `(policies,)`, more is better."""
    return {name: metric.score(found.oriented) for name, metric in metrics.items()}


def ranked(found: Performance, metrics: Mapping[str, Metric], scenario: str = "") -> pd.DataFrame:
    """A row a metric and policy, the best first.

    Returns
    -------
    pandas.DataFrame
        `scenario` ("" over all), `outcome`, `policy`, `metric`; `value` as a person reads it, its
        `unit` and which is `better` ("higher", "lower"); `score`, the same with more as better;
        `rank` from 1, equal values sharing the better one and NaN where the metric is undefined;
        `futures` that it rests on.
    """
    parts = []
    for name, score in scores(found, metrics).items():
        metric = metrics[name]
        unit = {"share": "share of futures", "number": "1"}.get(metric.measures, found.unit)
        part = pd.DataFrame(
            {
                "scenario": scenario,
                "outcome": found.outcome,
                "policy": found.policies,
                "metric": name,
                "value": metric.value(score, found.sign),
                "unit": unit,
                "better": metric.better(found.sign),
                "score": score,
                "rank": pd.Series(score).rank(ascending=False, method="min"),
                "futures": len(found.futures),
            }
        )
        parts.append(part.sort_values("rank", kind="stable"))
    return pd.concat(parts, ignore_index=True)


def first(score: np.ndarray) -> np.ndarray:
    """Share of the first place of each policy, `(..., policies)`: ties share it, NaN has none.

    >>> first(np.array([0.5, 0.5, np.nan])).tolist()
    [0.5, 0.5, 0.0]
    """
    known = np.where(np.isnan(score), -np.inf, score)
    top = (known == known.max(axis=-1, keepdims=True)) & ~np.isnan(score)
    found: np.ndarray = top / np.maximum(top.sum(axis=-1, keepdims=True), 1)
    return found


def how_often_first(
    found: Performance, metrics: Mapping[str, Metric], resamples: int, seed: int
) -> pd.DataFrame:
    """How often each policy wins by each metric when the futures are drawn anew.

    Returns
    -------
    pandas.DataFrame
        `outcome`, `metric`, `policy`, `share` of the resamples in which it is first (ties shared),
        `resamples`; the shares of a metric add up to less than 1 where it is undefined in some.

    Notes
    -----
    See `resampled`. The worst and the best of a sample are not those of all that could be: for
    metrics of extremes the shares say how much hangs on single futures, no more.
    """
    counted = {name: np.zeros(len(found.policies)) for name in metrics}
    for part in resampled(found, resamples, seed):
        for name, metric in metrics.items():
            counted[name] += first(metric.score(part)).sum(axis=0)
    parts = [
        pd.DataFrame(
            {
                "outcome": found.outcome,
                "metric": name,
                "policy": found.policies,
                "share": counts / resamples,
                "resamples": resamples,
            }
        )
        for name, counts in counted.items()
    ]
    return pd.concat(parts, ignore_index=True)
