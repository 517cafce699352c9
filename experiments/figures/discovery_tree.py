"""The tree of questions that tells failing worlds from others, from the root at the left."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.discovery import Discovery, Label, tree_table
from experiments.discovery.tree import NONE
from experiments.figures.discovery import CHOSEN, footnote
from experiments.figures.style import INK, SOFT, WIDTH, bare, blank, styled

#: Worlds that fail, from none to all: light enough for dark letters.
_SHADES = LinearSegmentedColormap.from_list("failing", ["#ffffff", "#f3d9dc", "#dd9aa3"])
#: Height of a row and of the rest; margin round a card. [inch]
_ROW, _REST, _GAP = 1.0, 1.3, 0.08
#: Room for a letter of a question [inch]; its lines and letters at most.
_LETTER, _LINES, _MOST = 0.062, 4, 46


@styled
def tree(found: Discovery, labels: Mapping[str, Label], title: str, footer: str) -> Figure | None:
    """Draw every node as a card: its question, the share of its worlds that fail, and how many.

    Leaves have a dark frame and say which share of all failures they hold; the box that is told
    has a blue one. None where there is no tree, or nothing was asked.

    Parameters
    ----------
    found : Discovery
        By CART.
    labels : mapping of str to Label
        What factors are called.
    title, footer : str
        What is shown, and where it comes from.
    """
    if found.method != "cart":
        return None
    table = tree_table(found, labels)
    if len(table) < 2:
        return None
    up = _heights(table)
    columns, rows = int(table["depth"].max()) + 1, int(table["leaf"].sum())
    figure = blank(_REST + _ROW * rows, title, footnote(found, footer))
    axes = figure.add_subplot()
    bare(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0.0, columns)
    axes.set_ylim(rows - 0.5, -0.75)
    wide = WIDTH / columns
    for row in table.to_dict("records"):
        at, place = float(row["depth"]), up[row["node"]]
        if row["parent"] != NONE:
            half = _GAP / wide
            xs, ys = [at - 2 * half, at - half, at - half, at], up[row["parent"]]
            axes.plot(xs, [ys, ys, place, place], color=SOFT, linewidth=0.9, zorder=1)
        _card(axes, row, place, wide)
    words = (
        "how many fail is the density, of all failures the coverage; dark frame: a leaf; blue "
        "frame: the box that is told; the redder, the denser"
    )
    axes.text(0.0, -0.65, words, fontsize=8.5, color=SOFT, va="center")
    return figure


def _heights(table: pd.DataFrame) -> dict[int, float]:
    """Leaves one below the other, every other node in the middle of its children."""
    found: dict[int, float] = {}
    leaves = table.loc[table["leaf"], "node"].tolist()
    found.update({node: float(place) for place, node in enumerate(leaves)})
    for node in table["node"].tolist()[::-1]:
        if node not in found:
            below = table.loc[table["parent"] == node, "node"].tolist()
            found[node] = float(np.mean([found[one] for one in below]))
    return found


def _card(axes: Axes, row: Mapping[Hashable, Any], place: float, wide: float) -> None:
    """One node: a frame, its question, what became of its worlds."""
    density, depth = float(row["density"]), float(row["depth"])
    leaf, chosen = bool(row["leaf"]), bool(row["chosen"])
    edge = CHOSEN if chosen else INK if leaf else SOFT
    axes.add_patch(
        Rectangle(
            (depth, place - 0.44), 1.0 - 2.0 * _GAP / wide, 0.88, facecolor=_SHADES(density),
            edgecolor=edge, linewidth=2.4 if chosen else 1.4 if leaf else 0.6, zorder=2,
        )
    )  # fmt: skip
    asked = str(row["question"]) or "all worlds"
    letters = min(int((wide - 4.0 * _GAP) / _LETTER), _MOST)
    lines = textwrap.wrap(asked, letters, max_lines=_LINES, placeholder=" …")
    told = f"{density:.0%} of {row['worlds']:,} fail"
    if leaf:
        told += f"\n{row['coverage']:.0%} of all failures"
    left = depth + _GAP / wide
    axes.text(left, place - 0.39, "\n".join(lines), fontsize=7.5, color=INK, va="top", zorder=3)
    axes.text(
        left, place + 0.4, told, fontsize=8, color=INK, va="bottom", zorder=3,
        fontweight="bold" if density > 0 and leaf else "normal",
    )  # fmt: skip
