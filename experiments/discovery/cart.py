"""CART through scikit-learn: from a sample to the boxes of a tree's nodes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from experiments.discovery.box import Box, Restriction
from experiments.discovery.library import library, quiet
from experiments.discovery.sample import Sample

#: Most questions from the root to a leaf.
DEPTH = 4
#: Smallest share of all runs that a leaf may hold.
MASS = 0.02


def cart(sample: Sample, depth: int = DEPTH, mass: float = MASS) -> list[Box]:
    """Boxes of all nodes of a classification tree, the root first; leaves are among them.

    Breiman, Friedman, Olshen and Stone (1984, doi:10.1201/9781315139470). Every node is a box, so
    that a tree offers the same choice between coverage, density and few restrictions as the
    trajectory of PRIM does.

    Parameters
    ----------
    sample : Sample
        What is searched.
    depth : int
        Most splits between the root and a leaf.
    mass : float
        Least share of the runs in a leaf. (0–0.5)
    """
    return [box for box, _ in nodes(sample, depth, mass)]


def nodes(sample: Sample, depth: int = DEPTH, mass: float = MASS) -> list[tuple[Box, bool]]:
    """Box of each node, and whether it is a leaf; parents before their children, left first."""
    module = library("cart")
    columns, matrix = _coded(sample.table)
    with quiet():
        # equal gains are broken by the order of columns that the seed gives
        tree = (
            module.DecisionTreeClassifier(max_depth=depth, min_samples_leaf=mass, random_state=0)
            .fit(matrix, sample.failing)
            .tree_
        )
    found: list[tuple[Box, bool]] = []
    waiting: list[tuple[int, Box]] = [(0, Box())]
    while waiting:
        node, box = waiting.pop()
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        found.append((box, left == right))
        if left == right:
            continue
        column, cut = columns[int(tree.feature[node])], float(tree.threshold[node])
        below, above = (_narrowed(box, sample.table, column, cut, side) for side in (0, 1))
        waiting += [(right, above), (left, below)]
    return found


def _coded(table: pd.DataFrame) -> tuple[list[tuple[str, Any]], np.ndarray]:
    """A column a number, and a column of 0 and 1 for each label; what each of them stands for."""
    names: list[tuple[str, Any]] = []
    columns = []
    for name in map(str, table.columns):
        column = table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            for label in column.cat.categories:
                names.append((name, label))
                columns.append((column == label).to_numpy(dtype=float))
        else:
            names.append((name, None))
            columns.append(column.to_numpy(dtype=float))
    return names, np.stack(columns, axis=-1)


def _narrowed(
    box: Box, table: pd.DataFrame, column: tuple[str, Any], cut: float, above: int
) -> Box:
    """One side of a split."""
    name, label = column
    before, others = box[name], tuple(one for one in box.restrictions if one.factor != name)
    values = table[name]
    if not isinstance(values.dtype, pd.CategoricalDtype):
        # A cut lies between two values; the nearest of them would move with a resample.
        now = (
            replace(before, low=max(before.low, cut))
            if above
            else replace(before, high=min(before.high, cut))
        )
        return Box((*others, now))
    held = before.values or tuple(values.cat.categories)
    left = tuple(one for one in held if (one == label) == bool(above))
    without = tuple(one for one in values.cat.categories if one not in left)
    return Box((*others, Restriction(name, without=without, values=left)))
