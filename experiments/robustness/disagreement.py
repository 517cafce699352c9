"""Which metrics name which policy, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from experiments.robustness.futures import Performance
from experiments.robustness.metric import Metric
from experiments.robustness.ranking import first
from experiments.robustness.reasons import reason

#: Reasons that are told where many metrics agree, and which of them first.
TOLD = 3
FIRST = ("laplace", "maximin", "minimax_regret", "domain")

COLUMNS = ["outcome", "winners", "metrics", "count", "rival", "why"]


def disagreements(
    found: Performance, metrics: Mapping[str, Metric], scores: Mapping[str, np.ndarray]
) -> pd.DataFrame:
    """A row each set of policies that comes first by some metrics, the most named one on top.

    Returns
    -------
    pandas.DataFrame
        `outcome`; `winners`, joined by " = " where they tie; `metrics` that name them, joined by
        ", ", and their `count`; `rival` that they are compared with: the policy that most metrics
        of level name, for that itself the next one that such metrics name or else the second by
        the mean; `why`, up to `TOLD` reasons. Metrics that are undefined for every policy are
        left out.
    """
    named: dict[tuple[int, ...], list[str]] = {}
    for name, score in scores.items():
        winners = tuple(int(place) for place in np.flatnonzero(first(score)))
        if winners:
            named.setdefault(winners, []).append(name)
    by_level = {
        winners: count
        for winners, names in named.items()
        if (count := [metrics[name].level for name in names].count(True))
    }
    contenders = [
        place for one in sorted(by_level, key=lambda one: -by_level[one]) for place in one
    ]
    rows = []
    for winners in sorted(named, key=lambda one: -len(named[one])):
        names = named[winners]
        rival = _rival(found, winners, contenders)
        rows.append(
            (
                found.outcome,
                " = ".join(found.policies[place] for place in winners),
                ", ".join(names),
                len(names),
                "" if rival is None else found.policies[rival],
                _why(found, metrics, names, winners, rival),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _rival(found: Performance, winners: tuple[int, ...], contenders: list[int]) -> int | None:
    """The policy to compare with; None where no other is left."""
    by_mean = np.argsort(-found.oriented.mean(axis=1), kind="stable").tolist()
    return next((place for place in [*contenders, *by_mean] if place not in winners), None)


def _why(
    found: Performance,
    metrics: Mapping[str, Metric],
    names: list[str],
    winners: tuple[int, ...],
    rival: int | None,
) -> str:
    if rival is None:
        return "No policy is better than another by these metrics."
    who = " and ".join(found.policies[place] for place in winners)
    order = sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    told = [
        f"{name.replace('_', ' ')} prefers {who}: {reason(found, metrics[name], winners[0], rival)}"
        for name in order[:TOLD]
    ]
    rest = ", ".join(name.replace("_", " ") for name in order[TOLD:])
    return "; ".join(told) + (f"; so do {rest}." if rest else ".")
