"""How far the rankings of two metrics agree."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd


def agreement(outcome: str, scores: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Kendall's tau-b between the rankings of every two metrics.

    Parameters
    ----------
    outcome : str
        What the policies are ranked by.
    scores : mapping of str to (policies,)
        Robustness by metric, more is better; NaN where undefined.

    Returns
    -------
    pandas.DataFrame
        `outcome`, `metric`, `other`, `tau` (1 the same ranking, -1 the reverse; NaN where one of
        them tells no two policies apart), `policies` that both rank.
    """
    rows = []
    for (one, left), (other, right) in itertools.combinations(scores.items(), 2):
        both = ~(np.isnan(left) | np.isnan(right))
        rows.append((outcome, one, other, tau(left[both], right[both]), int(both.sum())))
    return pd.DataFrame(rows, columns=["outcome", "metric", "other", "tau", "policies"])


def tau(left: np.ndarray, right: np.ndarray) -> float:
    """Kendall's tau-b, corrected for ties (Kendall 1945, doi:10.2307/2332303).

    >>> tau(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    0.333...
    """
    one, two = _order(left), _order(right)
    pairs = np.sqrt(float((one**2).sum()) * float((two**2).sum()))
    return float((one * two).sum() / pairs) if pairs else float("nan")


def _order(values: np.ndarray) -> np.ndarray:
    """1, 0 or -1 for every two of them, as the first is above, beside or below the second."""
    one, two = values[:, None], values[None, :]
    return (one > two).astype(float) - (one < two)
