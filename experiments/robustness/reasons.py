"""Why a metric prefers one policy to another, in words computed from the numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.robustness.futures import Performance
from experiments.robustness.metric import LEFT_OUT, Metric
from experiments.robustness.transforms import behind_the_best

Words = Callable[["Pair"], str]


class Pair:
    """Two policies of a performance, side by side: the first is preferred."""

    def __init__(self, found: Performance, metric: Metric, winner: int, other: int):
        self.found, self.metric = found, metric
        self.places = (winner, other)
        self.value = metric.value(metric.score(found.oriented), found.sign)

    @property
    def other(self) -> str:
        """Name of the policy that is not preferred."""
        return self.found.policies[self.places[1]]

    @property
    def values(self) -> tuple[str, str]:
        """What the metric makes of the two, with the unit of the second."""
        unit = self.found.unit if self.metric.measures in ("level", "distance") else ""
        one, two = told(self.value[list(self.places)])
        return one, two + (f" {unit}" if unit not in ("", "1", "0-1") else "")

    def extreme(self, place: int, best: bool) -> str:
        """Name of a policy's best or worst future."""
        row = self.found.oriented[self.places[place]]
        return self.found.named(int(row.argmax() if best else row.argmin()))

    def regretted(self, place: int) -> str:
        """Name of the future in which a policy is furthest behind."""
        return self.found.named(
            int(behind_the_best(self.found.oriented)[self.places[place]].argmin())
        )

    def of_both(self, statistic: Callable[[np.ndarray], float]) -> tuple[str, str]:
        """A statistic over the futures of the two, in the outcome's own direction."""
        return tuple(told([statistic(self.found.values[place]) for place in self.places]))  # type: ignore[return-value]


def told(numbers: np.ndarray | list[float]) -> list[str]:
    """Numbers to three digits, and to as many more as tell two of them apart.

    >>> told([0.5, 0.25]), told([0.12341, 0.12342])
    (['0.5', '0.25'], ['0.12341', '0.12342'])
    """
    exact = [float(number) for number in numbers]
    for digits in range(3, 9):
        shown = [f"{number:.{digits}g}" for number in exact]
        if len(set(shown)) == len(set(exact)):
            break
    return [text.replace("-", "−") if text.startswith("-") else text for text in shown]


def _maximin(pair: Pair) -> str:
    one, two = pair.values
    where, there = pair.extreme(0, False), pair.extreme(1, False)
    elsewhere = "" if where == there else f" in {there}"
    return f"its worst future ({where}) comes to {one}, that of {pair.other}{elsewhere} to {two}"


def _maximax(pair: Pair) -> str:
    one, two = pair.values
    where, there = pair.extreme(0, True), pair.extreme(1, True)
    elsewhere = "" if where == there else f" in {there}"
    return f"its best future ({where}) comes to {one}, that of {pair.other}{elsewhere} to {two}"


def _hurwicz(pair: Pair) -> str:
    one, two = pair.values
    return f"worst and best future weighed together come to {one}, against {two} of {pair.other}"


def _laplace(pair: Pair) -> str:
    one, two = pair.values
    count = len(pair.found.futures)
    return f"its mean over {count:,} futures is {one}, that of {pair.other} {two}"


def _minimax_regret(pair: Pair) -> str:
    one, two = pair.values
    if pair.value[pair.places[0]] == 0.0:
        return f"no policy beats it in any future, {pair.other} is up to {two} behind the best"
    return (
        f"it is never more than {one} behind the best policy of a future, {pair.other} up to {two} "
        f"({pair.regretted(1)})"
    )


def _percentile_regret(pair: Pair) -> str:
    one, two = pair.values
    share = f"{1 - LEFT_OUT:.0%} of futures"
    return f"in {share} it is within {one} of the best policy there, {pair.other} within {two}"


def _mean_variance(pair: Pair) -> str:
    mean = pair.of_both(lambda row: float(row.mean()))
    spread = pair.of_both(lambda row: float(row.std(ddof=1)) if len(row) > 1 else 0.0)
    return (
        f"its mean is {mean[0]} with a standard deviation of {spread[0]} over futures, that of "
        f"{pair.other} {mean[1]} with {spread[1]}"
    )


def _undesirable_deviations(pair: Pair) -> str:
    one, two = pair.values
    return (
        f"its worse half of futures is on average {one} away from its own median, that of "
        f"{pair.other} {two}"
    )


def _percentile_skewness(pair: Pair) -> str:
    one, two = pair.values
    return (
        f"its median stands at {one} between its 10th and 90th percentile (1: at the good end, "
        f"−1: at the bad), that of {pair.other} at {two}"
    )


def _percentile_peakedness(pair: Pair) -> str:
    one, two = pair.values
    return (
        f"its middle eight tenths of futures span {one} times its middle half, those of "
        f"{pair.other} {two} times: more of them crowd round the middle"
    )


def _domain(pair: Pair) -> str:
    one, two = (f"{pair.value[place]:.1%}" for place in pair.places)
    (level,) = told([pair.found.sign * pair.metric.threshold])
    return f"{one} of its futures reach {level} or better, {two} of those of {pair.other}"


_WORDS: dict[str, Words] = {
    "maximin": _maximin,
    "maximax": _maximax,
    "hurwicz": _hurwicz,
    "laplace": _laplace,
    "minimax_regret": _minimax_regret,
    "percentile_regret": _percentile_regret,
    "mean_variance": _mean_variance,
    "undesirable_deviations": _undesirable_deviations,
    "percentile_skewness": _percentile_skewness,
    "percentile_peakedness": _percentile_peakedness,
    "domain": _domain,
}


def reason(found: Performance, metric: Metric, winner: int, other: int) -> str:
    """Why `metric` prefers the policy at `winner` to that at `other`.

    Examples
    --------
    >>> import pandas as pd
    >>> from experiments.robustness.metric import metrics
    >>> from experiments.robustness.futures import of_frame
    >>> returns = pd.DataFrame({"rise": [-4, 3], "fall": [12, 1]}, index=["stocks", "money"])
    >>> reason(of_frame(returns, "better"), metrics()["maximin"], 1, 0)
    'its worst future (fall) comes to 1, that of stocks in rise to −4'
    """
    pair = Pair(found, metric, winner, other)
    words = _WORDS[metric.name](pair)
    return words if metric.level else words + _caution(pair)


def _caution(pair: Pair) -> str:
    """What a metric of shape does not see."""
    mean = pair.found.oriented.mean(axis=1)[list(pair.places)]
    if mean[0] >= mean[1]:
        return ""
    one, two = told(pair.found.sign * mean)
    return f"; it looks at shape alone: the mean is {one} against {two}, which is worse"
