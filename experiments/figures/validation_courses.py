"""Courses of the model as bands over runs, with the points that are on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from experiments.figures.bands import band_key, draw_bands
from experiments.figures.style import FAINT, INK, SOFT, blank, styled

MODEL = "#0072b2"
#: Where the hold-out begins. [decimal year]
HOLD_OUT = 2016.0
_COLUMNS = 2


@styled
def courses(
    titles: Mapping[str, tuple[str, str]],
    dates: Mapping[str, np.ndarray],
    values: Mapping[str, np.ndarray],
    points: Mapping[str, tuple[np.ndarray, np.ndarray]],
    title: str,
    footer: str,
) -> Figure:
    """Small multiples, one a series.

    Parameters
    ----------
    titles : mapping of str to (str, str)
        Title and unit by series.
    dates, values : mapping of str to array
        By series, `(dates,)` decimal years and `(runs, dates)`.
    points : mapping of str to pair of arrays
        By series, dates and values on record.
    title, footer : str
        Words over and under the picture.
    """
    names: Sequence[str] = list(titles)
    rows = -(-len(names) // _COLUMNS)
    figure = blank(1.1 + 1.95 * rows, title, footer)
    grid = figure.subplots(rows, _COLUMNS, squeeze=False, sharex=True)
    for axes, name in zip(grid.flat, names, strict=False):
        top = 1.0 if titles[name][1] == "share" else None
        _course(axes, dates[name], values[name], *points[name], top)
        axes.set_title(f"{titles[name][0]} [{titles[name][1]}]", fontsize=9)
    for axes in list(grid.flat)[len(names) :]:
        axes.set_visible(False)
    for column in range(_COLUMNS):  # the lowest panel that is there carries the years
        lowest = max(row for row in range(rows) if row * _COLUMNS + column < len(names))
        grid[lowest, column].tick_params(labelbottom=True)
    runs = max(len(one) for one in values.values())
    on_record = Line2D([], [], color=INK, marker="o", markersize=4, linestyle="none")
    on_record.set_label("on record")
    handles = [*band_key(MODEL, runs), on_record]
    figure.legend(handles=handles, loc="outside upper right", ncols=4, frameon=False)
    return figure


def _course(
    axes: Axes,
    dates: np.ndarray,
    values: np.ndarray,
    when: np.ndarray,
    what: np.ndarray,
    top: float | None,
) -> None:
    found = draw_bands(axes, dates, values, MODEL)
    axes.plot(when, what, "o", color=INK, markersize=3.6, markeredgewidth=0, zorder=4)
    highest = 1.1 * max(float(np.nanmax(found)), float(what.max())) if top is None else top
    axes.set_ylim(0.0, highest)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if dates[0] < HOLD_OUT < dates[-1]:
        axes.axvspan(HOLD_OUT, dates[-1], color=FAINT, alpha=0.35, linewidth=0, zorder=0)
        axes.text(HOLD_OUT + 0.15, 0.98 * highest, "hold-out", fontsize=7.5, color=SOFT, va="top")
    axes.set_xlim(dates[0], dates[-1])
