"""A classification tree as a table: each node with its question, and how many worlds fail in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from experiments.discovery.box import Box, Restriction
from experiments.discovery.cart import nodes
from experiments.discovery.labels import Label, label
from experiments.discovery.measures import counted
from experiments.discovery.result import Discovery

#: Parent of the root.
NONE = -1


def tree_table(found: Discovery, labels: Mapping[str, Label]) -> pd.DataFrame:
    """Every node of the tree that was grown on all runs.

    Parameters
    ----------
    found : Discovery
        By CART.
    labels : mapping of str to Label
        What factors are called.

    Returns
    -------
    pandas.DataFrame
        A row a node, parents before their children and the left child first: node, parent (-1 of
        the root), depth, leaf, question (what this node's worlds answered last), rule (all that
        they answered), worlds, density (share of them that fail), coverage (share of all failures
        that they hold), chosen (whether it is the box that is told).
    """
    rows: list[dict[str, object]] = []
    above: list[tuple[int, Box, int]] = []  # open questions: node, box, children still to come
    for place, (box, is_leaf) in enumerate(nodes(found.sample)):
        parent, before = (above[-1][0], above[-1][1]) if above else (NONE, Box())
        counts = counted(box.holds(found.sample.table), found.sample.failing)
        rows.append(
            {
                "node": place, "parent": parent, "depth": len(above), "leaf": is_leaf,
                "question": _asked(before, box, labels),
                "rule": " and ".join(label(labels, r.factor).clause(r) for r in box.restrictions),
                "worlds": int(counts.inside), "density": counts.density,
                "coverage": counts.coverage, "chosen": box == found.chosen,
            }
        )  # fmt: skip
        if above:
            above[-1] = (*above[-1][:2], above[-1][2] - 1)
        if not is_leaf:
            above.append((place, box, 2))
        while above and above[-1][2] == 0:
            above.pop()
    return pd.DataFrame(rows)


def _asked(before: Box, box: Box, labels: Mapping[str, Label]) -> str:
    """What narrowed a box, in words: one side of one factor."""
    for one in box.restrictions:
        old = before[one.factor]
        if one == old:
            continue
        if not one.is_categorical:
            one = (
                Restriction(one.factor, low=one.low)
                if one.low != old.low
                else Restriction(one.factor, high=one.high)
            )
        return label(labels, one.factor).clause(one)
    return ""
