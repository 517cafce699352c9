"""Figures over time: panels under each other on one axis of years, events on a strip above."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from experiments.figures.events import Event, events
from experiments.figures.style import INK, SOFT, bare, blank
from experiments.figures.view import View

EVENT, LEVER = "#7f7f7f", "#0072b2"
LANE = 0.19
"""Height of a line of the strip. [inch]"""
MOST_LANES = 16
_CHARACTER = 0.0088
"""Width of a character over that of the axis, on the safe side."""


def time_figure(
    view: View, title: str, heights: Sequence[float]
) -> tuple[Figure, list[Axes]]:
    """A figure with one panel a height [inch], events above, years below."""
    happened = events(view)
    lanes = packed(view, happened)
    strip = [LANE * (len(lanes) + 0.6)] if lanes else []
    figure = blank(sum(heights) + sum(strip) + 0.35 * len(heights) + 0.75, title, view.footer)
    grid = GridSpec(len(strip) + len(heights), 1, figure, height_ratios=[*strip, *heights])
    panels = [figure.add_subplot(grid[len(strip) + row]) for row in range(len(heights))]
    for panel in panels:
        time_axis(panel, view)
        mark(panel, happened)
        panel.tick_params(labelbottom=panel is panels[-1])
    panels[-1].set_xlabel(time_label(view))
    if lanes:
        draw_strip(figure.add_subplot(grid[0]), view, lanes)
    return figure, panels


def time_label(view: View) -> str:
    """What the axis of time counts."""
    return "calendar quarter (mark at its start)" if _is_short(view) else "year (mark at 1 January)"


def time_axis(axes: Axes, view: View) -> None:
    """Set limits and marks of an axis of time."""
    axes.set_xlim(view.years[0], view.years[-1])
    if _is_short(view):
        axes.xaxis.set_major_locator(MultipleLocator(0.25))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _quarter(x)))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.0f}"))


def _is_short(view: View) -> bool:
    return bool(view.years[-1] - view.years[0] < 2.5)


def _quarter(x: float) -> str:
    year, quarter = divmod(round(4 * x), 4)
    return f"{year}Q{quarter + 1}"


def mark(axes: Axes, happened: Sequence[Event]) -> None:
    """Draw a thin line where an event begins that is dated alike in all runs."""
    for event in happened:
        if event.begins is not None:
            axes.axvline(
                event.begins, color=LEVER if event.lever else EVENT, linewidth=0.9, linestyle=":",
                zorder=2.5,
            )  # fmt: skip


def packed(view: View, happened: Sequence[Event]) -> list[list[Event]]:
    """Events in lanes, such that neither bars nor names overlap within a lane."""
    lanes: list[list[Event]] = []
    ends: list[float] = []
    for event in happened:
        left, right = _extent(view, event)
        lane = next((n for n, end in enumerate(ends) if end < left), len(lanes))
        if lane == len(lanes):
            lanes.append([])
            ends.append(0.0)
        lanes[lane].append(event)
        ends[lane] = right + 0.015
    return lanes


def _extent(view: View, event: Event) -> tuple[float, float]:
    """Left and right end of bar and name, as shares of the axis."""
    first, last = _ends(view, event)
    width = _CHARACTER * len(event.words) + 0.02
    if _name_left(first):
        return min(first, max(last, first) - width), last
    return first, max(last, first + width)


def _ends(view: View, event: Event) -> tuple[float, float]:
    span = view.years[-1] - view.years[0]
    last = event.first if event.moment and event.begins is not None else event.last
    return (
        float((view.years[event.first] - view.years[0]) / span),
        float((view.years[last + 1] - view.years[0]) / span),
    )


def _name_left(first: float) -> bool:
    """Names of late events end where they begin, so that none leaves the axis."""
    return first > 0.6


def draw_strip(axes: Axes, view: View, lanes: Sequence[Sequence[Event]]) -> None:
    """Draw one bar an event, the darker the more runs it is in force in, with its name."""
    axes.set_xlim(view.years[0], view.years[-1])
    axes.set_ylim(min(len(lanes), MOST_LANES) - 0.3, -0.7)
    bare(axes)
    axes.tick_params(labelbottom=False, labelleft=False)
    axes.set_ylabel("events", rotation=0, ha="right", va="center", color=SOFT, labelpad=8)
    for height, lane in enumerate(lanes[:MOST_LANES]):
        for event in lane:
            _draw_event(axes, view, event, height)
    left = sum(len(lane) for lane in lanes[MOST_LANES:])
    if left:
        axes.set_title(f"{left} more are not shown", fontsize=7.5, color=SOFT, loc="right")


def _draw_event(axes: Axes, view: View, event: Event, height: int) -> None:
    colour = LEVER if event.lever else EVENT
    if event.moment and event.begins is not None:
        axes.plot([event.begins], [height], marker="v", markersize=5, color=colour, clip_on=False)
    else:
        for quarter in np.flatnonzero(event.shares):
            start, end = view.years[quarter], view.years[quarter + 1]
            alpha = 0.06 + 0.42 * math.sqrt(event.shares[quarter])
            axes.add_patch(
                Rectangle(
                    (start, height - 0.4), end - start, 0.8, color=colour, alpha=alpha, linewidth=0
                )
            )
    if event.begins is not None:
        axes.plot([event.begins] * 2, [height, axes.get_ylim()[0]], color=colour, linewidth=0.7,
                  linestyle=":", alpha=0.5, zorder=1)  # fmt: skip
    first, last = _ends(view, event)
    span = view.years[-1] - view.years[0]
    if _name_left(first):
        at = max(last, first) if not event.moment else first - 0.008
        axes.text(view.years[0] + (at - 0.004) * span, height, event.words, ha="right", va="center",
                  fontsize=8, color=INK)  # fmt: skip
    else:
        axes.text(view.years[0] + (first + 0.008) * span, height, event.words, va="center",
                  fontsize=8, color=INK)  # fmt: skip
