"""Objectives: which number of an ensemble a policy is to better, and in which direction."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from experiments.search.fault import SearchError
from sim.errors import nearest
from sim.metrics import OUTCOMES

#: The objective that is no outcome: what the levers cost the host, over the quarters of the run.
COST = "cost"
COST_UNIT = "million US$ a quarter"
_QUANTILE = re.compile(r"q(\d{1,2})")
_DIRECTIONS = ("more", "less")


@dataclass(frozen=True)
class Objective:
    """A statistic of an outcome over runs, and whether more or less of it is better.

    Attributes
    ----------
    outcome : str
        One of `sim.metrics.OUTCOMES`, or "cost".
    more : bool
        Whether more is better.
    statistic : str
        "mean", or a quantile over the runs such as "q10".

    Examples
    --------
    >>> Objective.parse("readiness q10")
    Objective(outcome='readiness', more=True, statistic='q10')
    >>> Objective.parse("funding_gap").of(np.array([[0.1, 0.3], [0.2, 0.2]])).round(2).tolist()
    [0.2, 0.2]
    """

    outcome: str
    more: bool
    statistic: str = "mean"

    @classmethod
    def parse(cls, text: str) -> Objective:
        """Read "readiness", "readiness q10" or "less concentration".

        Raises
        ------
        SearchError
            Where the outcome is not known, or has no better side and none is stated.
        """
        words = text.split()
        direction = words.pop(0) if words and words[0] in _DIRECTIONS else ""
        name, *rest = words or [""]
        if name != COST and name not in OUTCOMES:
            advice = nearest(name, [*OUTCOMES, COST])
            raise SearchError(f"objective '{text}': no outcome is named '{name}'{advice}")
        statistic = rest[0] if rest else "mean"
        quantile = _QUANTILE.fullmatch(statistic)
        good = statistic == "mean" or (quantile is not None and 1 <= int(quantile[1]) <= 99)
        if len(rest) > 1 or not good:
            raise SearchError(
                f"objective '{text}' must read [more|less] OUTCOME [mean|qNN], as in "
                "'readiness', 'readiness q10' or 'less concentration'"
            )
        higher = "worse" if name == COST else OUTCOMES[name].higher
        if not direction and higher == "neither":
            raise SearchError(
                f"objective '{text}': neither more nor less of {name} is better as such; "
                f"say 'more {name}' or 'less {name}'"
            )
        more = direction == "more" if direction else higher == "better"
        return cls(name, more, statistic)

    @property
    def name(self) -> str:
        """What its column is called.

        >>> Objective("readiness", True, "q10").name, Objective("cost", False).name
        ('readiness_q10', 'cost')
        """
        return self.outcome if self.statistic == "mean" else f"{self.outcome}_{self.statistic}"

    @property
    def text(self) -> str:
        """How it is asked for, its direction stated."""
        words = ["more" if self.more else "less", self.outcome]
        return " ".join(words + [self.statistic] * (self.statistic != "mean"))

    @property
    def unit(self) -> str:
        """Unit of its value."""
        return COST_UNIT if self.outcome == COST else OUTCOMES[self.outcome].unit

    @property
    def sign(self) -> float:
        """What turns a value into one that is the better the lower it is."""
        return -1.0 if self.more else 1.0

    def of(self, values: np.ndarray) -> np.ndarray:
        """The statistic over the last axis; runs in which it is undefined are left out.

        Parameters
        ----------
        values : (..., runs)
            The outcome in each run. [unit]

        Returns
        -------
        (...)
            NaN where no run defines it.
        """
        values = np.asarray(values, dtype=float)
        whole = np.isfinite(values)
        if whole.all() and self.statistic == "mean":
            mean: np.ndarray = values.mean(axis=-1)
            return mean
        if self.statistic == "mean":
            count = whole.sum(axis=-1)
            total = np.where(whole, values, 0.0).sum(axis=-1)
            return np.where(count > 0, total / count.clip(1), np.nan)
        level = int(self.statistic[1:]) / 100
        if whole.all():
            found: np.ndarray = np.quantile(values, level, axis=-1)
            return found
        empty = ~whole.any(axis=-1)
        filled = np.where(empty[..., None], 0.0, np.where(whole, values, np.nan))
        return np.where(empty, np.nan, np.nanquantile(filled, level, axis=-1))


def over(values: np.ndarray, objective: Objective, how: str) -> np.ndarray:
    """One value of those in several scenarios: their mean, or the worst of them.

    Parameters
    ----------
    values : (scenarios, ...)
        The objective in each. [unit]
    objective : Objective
        Says which side is worse.
    how : {"mean", "worst"}
        How scenarios are joined.
    """
    if how == "worst":
        worst: np.ndarray = values.min(axis=0) if objective.more else values.max(axis=0)
        return worst
    mean: np.ndarray = values.mean(axis=0)
    return mean


def objectives(texts: list[str], cost: bool = True) -> tuple[Objective, ...]:
    """The objectives that were asked for, and cost unless it is among them or unwanted.

    >>> [one.text for one in objectives(["readiness", "funding_gap q90"])]
    ['more readiness', 'less funding_gap q90', 'less cost']
    """
    found = [Objective.parse(text) for text in texts]
    if not found:
        raise SearchError("there is no objective; name an outcome, such as readiness")
    if cost and COST not in [one.outcome for one in found]:
        found.append(Objective(COST, more=False))
    for one in found:
        if [other.name for other in found].count(one.name) > 1:
            raise SearchError(f"objective '{one.name}' is stated twice")
    return tuple(found)
