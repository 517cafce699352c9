"""Robustness metrics, each made of three transformations.

The set is that of McPhail et al. (2018), "Robustness metrics: how are they calculated, when should
they be used and why do they give different results?", Earth's Future 6, doi:10.1002/2017EF000649.
None of them is right: each stands for a way to look at risk, and naming one is a choice of values.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from experiments.robustness import transforms as t

Transform = Callable[[np.ndarray], np.ndarray]

#: Share of regrets that the regret of a percentile leaves out.
LEFT_OUT = 0.1


@dataclass(frozen=True)
class Metric:
    """One way to rank policies over futures.

    Attributes
    ----------
    name, meaning : str
        What it is called, and what it asks, in a line.
    reference : str
        Who proposed it.
    measures : {"level", "distance", "share", "number"}
        What its value is told in: the outcome itself, a distance in the outcome's unit where 0 is
        best, a share of futures, or a pure number.
    level : bool
        False where it looks only at the shape of a policy's own futures: a policy that does badly
        in all of them alike can then come first.
    performance, futures, number : callable
        The transformations T1, T2 and T3.
    threshold : float
        Oriented performance that a future has to reach, for the domain criterion; else NaN.
    """

    name: str
    meaning: str
    reference: str
    measures: Literal["level", "distance", "share", "number"]
    level: bool
    performance: Transform
    futures: Transform
    number: Transform
    threshold: float = math.nan

    def score(self, f: np.ndarray) -> np.ndarray:
        """Robustness of each policy, more is better.

        Parameters
        ----------
        f : (..., policies, futures)
            Performance; more is better, see `Performance.oriented`.

        Returns
        -------
        (..., policies)
            Robustness. NaN where the metric is undefined.

        Examples
        --------
        >>> two = np.array([[0.9, 0.1], [0.4, 0.3]])
        >>> metrics()["maximin"].score(two).tolist()
        [0.1, 0.3]
        """
        return self.number(self.futures(self.performance(f)))

    def value(self, score: np.ndarray, sign: float) -> np.ndarray:
        """The score as a person reads it: levels in the outcome's own direction, regrets positive.

        `sign` is -1 where less of the outcome is better, else 1.
        """
        told = {"level": sign, "distance": -1.0}.get(self.measures, 1.0)
        return np.asarray(told * score) + 0.0

    def better(self, sign: float) -> str:
        """Whether a "higher" or a "lower" value is better."""
        lower = self.measures == "distance" or (self.measures == "level" and sign < 0)
        return "lower" if lower else "higher"


def metrics(threshold: float = 0.0, pessimism: float = 0.5) -> dict[str, Metric]:
    """All metrics by name, from the most anxious of the worst to those of shape.

    Parameters
    ----------
    threshold : float
        Oriented performance that a future has to reach, for the domain criterion.
    pessimism : float
        Weight of the worst future in Hurwicz' rule. [0-1]
    """
    found = (
        Metric(
            "maximin", "whose worst future is least bad", "Wald 1950", "level", True,
            t.own_level, t.worst, t.mean,
        ),
        Metric(
            "maximax", "whose best future is best", "Wald 1950, turned round", "level", True,
            t.own_level, t.best, t.mean,
        ),
        Metric(
            "hurwicz", f"worst future by {pessimism:g} and best by {1 - pessimism:g}",
            "Hurwicz 1953", "level", True,
            t.own_level, t.worst_and_best,
            partial(_weighted, weights=(pessimism, 1.0 - pessimism)),
        ),
        Metric(
            "laplace", "whose mean over all futures is best", "Laplace & Simon 1951", "level",
            True, t.own_level, t.all_futures, t.mean,
        ),
        Metric(
            "minimax_regret", "who is never far behind the best policy", "Savage 1951",
            "distance", True, t.behind_the_best, t.worst, t.mean,
        ),
        Metric(
            "percentile_regret", "who is near the best in nine of ten futures",
            "Herman et al. 2015, doi:10.1061/(ASCE)WR.1943-5452.0000509", "distance", True,
            t.behind_the_best, partial(_percentiles, shares=(LEFT_OUT,)), t.mean,
        ),
        Metric(
            "mean_variance", "whose mean is good for its spread",
            "Hamarat et al. 2014", "number", True,
            t.own_level, t.all_futures, t.mean_and_spread,
        ),
        Metric(
            "undesirable_deviations", "whose worse futures stay near its own median",
            "Kwakkel, Eker & Pruyt 2016, doi:10.1007/978-3-319-33121-8", "distance", False,
            t.from_own_median, t.worse_half, t.mean,
        ),
        Metric(
            "percentile_skewness", "whose futures lean towards its own good end",
            "Voudouris et al. 2014", "number", False,
            t.own_level, partial(_percentiles, shares=(0.1, 0.5, 0.9)), t.lean,
        ),
        Metric(
            "percentile_peakedness", "whose futures crowd round its own middle",
            "Voudouris et al. 2014", "number", False,
            t.own_level, partial(_percentiles, shares=(0.1, 0.25, 0.75, 0.9)), t.peak,
        ),
        Metric(
            "domain", "who does well enough in most futures", "Starr 1963", "share", True,
            partial(t.satisfied, threshold=threshold), t.all_futures, t.mean, threshold,
        ),
    )  # fmt: skip
    return {metric.name: metric for metric in found}


def _weighted(f: np.ndarray, weights: tuple[float, ...]) -> np.ndarray:
    return t.weighted(f, *weights)


def _percentiles(f: np.ndarray, shares: tuple[float, ...]) -> np.ndarray:
    return t.percentiles(f, *shares)


#: Names of the metrics, in order.
METRICS = tuple(metrics())
