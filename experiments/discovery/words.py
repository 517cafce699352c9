"""A box in sentences: where runs fail, how often, and how far that can be relied on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.discovery.labels import Label, label
from experiments.discovery.result import Discovery
from experiments.discovery.tree import tree_table

#: Share of the halves from which a restriction is called stable.
STABLE = 0.8


def clauses(found: Discovery, labels: Mapping[str, Label]) -> list[str]:
    """A clause a restriction, in the order in which they come back in halves of the points."""
    restricted = [name for name in found.leading if name in found.chosen.factors]
    return [label(labels, name).clause(found.chosen[name]) for name in restricted]


def sentence(found: Discovery, labels: Mapping[str, Label]) -> str:
    """Density, box, coverage and base rate in one sentence, with intervals.

    It tells of the runs that the box was found with; `Discovery.verdict` tells of fresh ones.
    """
    if not len(found.chosen):
        return found.verdict.words
    where = " and ".join(clauses(found, labels))
    return (
        f"Fails in {_with(found, 'density')} of worlds where {where}, against "
        f"{_with(found, 'base_rate')} over all; this box holds {_with(found, 'coverage')} of all "
        f"failures, in {found.mass:.0%} of the worlds."
    )


def stable(found: Discovery, labels: Mapping[str, Label]) -> list[str]:
    """How often each restriction of the box came back, and where its bound lay."""
    rows = []
    inside = found.stability[found.stability["chosen"]]
    for name, side, share in zip(inside["factor"], inside["side"], inside["share"], strict=True):
        told = label(labels, name)
        low, high = found.spread(name, side)
        spread = (
            f", nine of ten of them from {' to '.join(told.ends(low, high))}"
            if np.isfinite(low)
            else ""
        )
        judged = "" if share >= STABLE else "; not stable"
        rows.append(f"{told.subject}, {_sides(side)}: in {share:.0%} of halves{spread}{judged}")
    return rows


def leaves(found: Discovery, labels: Mapping[str, Label]) -> list[str]:
    """Leaves of a tree that fail more often than all worlds do, as rules, the densest first."""
    table = tree_table(found, labels)
    table = table[table["leaf"]].sort_values("density", ascending=False, kind="stable")
    above = table["density"] > found.base_rate
    told = [
        f"{row.density:.0%} of {row.worlds:,} worlds fail where {row.rule} "
        f"({row.coverage:.0%} of all failures)"
        for row in table[above].itertuples()
    ]
    others = int((~above).sum())
    rest = [f"{others} further leaves fail no more often than all worlds do"] if others else []
    return [*told, *rest]


def _sides(side: str) -> str:
    return {"low": "lower bound", "high": "upper bound"}.get(side, side)


def _with(found: Discovery, measure: str) -> str:
    low, high = found.intervals[measure]
    return f"{getattr(found, measure):.0%} ({100 * low:.0f}–{high:.0%})"
