"""The box, factor by factor: which part of each range it takes, and how stable that is."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.discovery import Discovery, Label, label
from experiments.figures.discovery import CHOSEN, footnote
from experiments.figures.style import FAINT, INK, SOFT, blank, styled

#: The part inside the box, under dark lines.
LIGHT = "#7fa8cc"
#: Height of a row and of the rest [inch]; most rows; letters of a name.
_ROW, _REST, _MOST, _NAME = 0.52, 1.55, 14, 44


@styled
def ranges(found: Discovery, labels: Mapping[str, Label], title: str, footer: str) -> Figure | None:
    """Draw the range of each factor, the part inside the box, and the spread of its bounds.

    Factors outside the box stand below, with how often halves of the points restricted them. None
    where there is no box.
    """
    if not len(found.chosen):
        return None
    names = found.leading[: max(_MOST, len(found.chosen))]
    figure = blank(_REST + _ROW * len(names), title, footnote(found, footer))
    axes = figure.add_subplot()
    for place, name in enumerate(names):
        column = found.sample.table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            _of_labels(axes, found, name, place)
        else:
            _of_numbers(axes, found, name, label(labels, name), place)
        _share(axes, found, name, place)
    axes.set_yticks(range(len(names)), [_name(label(labels, name), name) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.75)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.grid(False)
    axes.tick_params(axis="y", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.text(
        0,
        -0.62,
        "range searched; blue: the box; line: 5–95% of its bound over halves",
        fontsize=8.5,
        color=SOFT,
    )
    if found.held_out.halves:
        axes.text(1.02, -0.62, "came back in", fontsize=8.5, color=SOFT)
    return figure


def _of_numbers(axes: Axes, found: Discovery, name: str, words: Label, place: int) -> None:
    column, one = found.sample.table[name], found.chosen[name]
    least, most = float(column.min()), float(column.max())
    low, high = max(one.low, least), min(one.high, most)
    at = (np.array([low, high]) - least) / (most - least)
    axes.barh(place, 1, height=0.3, color=FAINT, zorder=1)
    if not one.is_free:
        axes.barh(place, at[1] - at[0], left=at[0], height=0.3, color=LIGHT, zorder=2)
    for side, end in (("low", at[0]), ("high", at[1])):
        spread = (np.array(found.spread(name, side)) - least) / (most - least)
        if np.isfinite(spread).all():
            axes.plot(spread, [place, place], color=INK, linewidth=1.2, zorder=3)
            axes.plot(spread, [place, place], "|", color=INK, markersize=7, zorder=3)
        bound = one.low if side == "low" else one.high
        if np.isfinite(bound):
            axes.text(
                end, place - 0.22, words.number(bound), ha=_aligned(float(end)), va="bottom",
                fontsize=8, color=CHOSEN, fontweight="bold",
            )  # fmt: skip
    for x, value, side in ((0.0, least, "left"), (1.0, most, "right")):
        axes.text(
            x,
            place + 0.19,
            _near(value, most - least, words),
            ha=side,
            va="top",
            fontsize=7,
            color=SOFT,
        )


def _of_labels(axes: Axes, found: Discovery, name: str, place: int) -> None:
    column, one = found.sample.table[name], found.chosen[name]
    every = list(column.cat.categories)
    width = 1.0 / len(every)
    for number, value in enumerate(every):
        inside = bool(one.without) and value not in one.without
        axes.barh(
            place, width - 0.006, left=number * width + 0.003, height=0.36,
            color=LIGHT if inside else FAINT,
        )  # fmt: skip
        text = textwrap.shorten(str(value).rpartition("/")[2], int(100 * width), placeholder="…")
        axes.text(
            (number + 0.5) * width, place, text, ha="center", va="center", fontsize=7.5,
            color=INK if inside else SOFT,
        )  # fmt: skip


def _share(axes: Axes, found: Discovery, name: str, place: int) -> None:
    share = found.share(name)
    if not found.held_out.halves or not np.isfinite(share):
        return
    inside = name in found.chosen.factors
    text = f"{share:.0%} of halves" if inside else f"{share:.0%} (not in the box)"
    axes.text(1.02, place, text, va="center", fontsize=8.5, color=INK if inside else SOFT)


def _near(value: float, span: float, words: Label) -> str:
    """A value to a hundredth of the range; only per cent has its unit beside it."""
    near = round(value, 2 - math.ceil(math.log10(span))) + 0.0
    return words.number(near) if words.unit == "%" else f"{near:g}"


def _name(words: Label, name: str) -> str:
    unit = "" if words.unit in ("", "1", "%") or words.switch else f" [{words.unit}]"
    return "\n".join(textwrap.wrap(f"{words.subject or name}{unit}", _NAME)[:3])


def _aligned(at: float) -> str:
    return "left" if at < 0.08 else "right" if at > 0.92 else "center"
