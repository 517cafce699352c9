"""Failures over the two leading factors, with the box."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from experiments.discovery import Discovery, Label, label
from experiments.discovery.box import Box
from experiments.figures.discovery import CHOSEN, FAILS, FINE, footnote
from experiments.figures.style import SOFT, blank, styled

#: Most points; every so many is left out beyond.
_MOST = 3000
_SPREAD = 0.32
"""Half width over which points with the same label are strewn."""


@styled
def plane(found: Discovery, labels: Mapping[str, Label], title: str, footer: str) -> Figure | None:
    """Draw each point over the two factors that lead, coloured by whether it fails.

    Points that other restrictions of the box shut out are faint. None for fewer than two factors.
    """
    names = found.leading[:2]
    if len(names) < 2 or not len(found.chosen):
        return None
    figure = blank(5.2, title, footnote(found, footer))
    axes = figure.add_subplot()
    _points(axes, found, names)
    rest = [one for one in found.chosen.restrictions if one.factor not in names]
    _edges(axes, found, names)
    for name, axis, one in zip(names, (axes.xaxis, axes.yaxis), "xy", strict=True):
        words = label(labels, name)
        unit = "" if words.unit in ("", "1", "%") or words.switch else f" [{words.unit}]"
        axis.set_label_text(
            "\n".join(textwrap.wrap(f"{words.subject}{unit}", 90 if one == "x" else 46))
        )
        column = found.sample.table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            every = [str(value).rpartition("/")[2] for value in column.cat.categories]
            axis.set_ticks(range(len(every)), every)
            getattr(axes, f"set_{one}lim")(-0.5, len(every) - 0.5)
        elif words.unit == "%":
            axis.set_major_formatter("{x:.0%}")
    axes.grid(False)
    keys: list[Line2D | Patch] = [
        Line2D([], [], marker="o", color=FAILS, linestyle="none", label="fails"),
        Line2D([], [], marker="o", color=FINE, linestyle="none", label="does not fail"),
        Patch(facecolor="none", edgecolor=CHOSEN, linewidth=1.8, label="box"),
    ]
    if rest:
        told = f"faint: outside the box by {len(rest)} further factor{'s' * (len(rest) > 1)}"
        keys.append(Line2D([], [], marker="o", color=FAILS, alpha=0.25, linestyle="none",
                           label=told))  # fmt: skip
    axes.legend(handles=keys, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=4, borderpad=0.2)
    return figure


def _points(axes: Axes, found: Discovery, names: list[str]) -> None:
    sample = found.sample
    step = -(-len(sample.failing) // _MOST)
    rows = np.arange(0, len(sample.failing), step)
    others = Box(tuple(one for one in found.chosen.restrictions if one.factor not in names))
    solid = others.holds(sample.table)[rows]
    failing = sample.failing[rows]
    # strewn evenly and always alike, so that equal labels and replicates do not hide each other
    fractions = ((rows + 1) * 0.6180339887498949 % 1.0, (rows + 1) * 0.7548776662466927 % 1.0)
    x, y = (
        _placed(sample.table[name], rows, fraction)
        for name, fraction in zip(names, fractions, strict=True)
    )
    for fails, colour in ((False, FINE), (True, FAILS)):
        for full, alpha in ((False, 0.3), (True, 0.9)):
            here = (failing == fails) & (solid == full)
            axes.scatter(
                x[here], y[here], s=11, color=colour, alpha=alpha, linewidth=0, zorder=1 + full
            )


def _placed(column: pd.Series, rows: np.ndarray, fraction: np.ndarray) -> np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy()[rows] + _SPREAD * (2.0 * fraction - 1.0)
    return column.to_numpy()[rows]


def _edges(axes: Axes, found: Discovery, names: list[str]) -> None:
    """The box as rectangles: one, or one for each pair of labels that it allows."""
    spans = [_spans(found, name) for name in names]
    for left, right in spans[0]:
        for bottom, top in spans[1]:
            axes.add_patch(
                Rectangle(
                    (left, bottom),
                    right - left,
                    top - bottom,
                    facecolor="none",
                    edgecolor=CHOSEN,
                    linewidth=1.8,
                    zorder=4,
                )
            )
    axes.tick_params(color=SOFT)


def _spans(found: Discovery, name: str) -> list[tuple[float, float]]:
    column, one = found.sample.table[name], found.chosen[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        allowed = [
            place for place, value in enumerate(column.cat.categories) if value not in one.without
        ]
        return [(place - 0.45, place + 0.45) for place in allowed]
    least, most = float(column.min()), float(column.max())
    margin = 0.015 * (most - least)
    low = one.low if np.isfinite(one.low) else least - margin
    high = one.high if np.isfinite(one.high) else most + margin
    return [(low, high)]
