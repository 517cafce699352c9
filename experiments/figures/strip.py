"""The strip of events above an axis of time: bars and marks in lanes, names that never overlap."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from experiments.figures.events import Event, events, weight
from experiments.figures.style import INK, SOFT, bare
from experiments.figures.view import View

EVENT, LEVER = "#7f7f7f", "#0072b2"
#: Height of a lane. [inch]
LANE = 0.19
#: More lanes than these would push the picture down; what finds no room in them gets a tick.
MOST_LANES = 6
#: Width of a character over that of the axis, on the safe side.
_CHARACTER = 0.0089
_MARGIN = 0.012
#: Names of events later than this share of the axis stand at the left of their mark.
_LATE = 0.6


class Placed(NamedTuple):
    """An event in its lane."""

    event: Event
    lane: int


class Strip(NamedTuple):
    """What the strip shows."""

    named: list[Placed]
    ticks: list[Event]
    """Events that found no room for a name."""

    @property
    def lanes(self) -> int:
        """Number of lanes in use."""
        return 1 + max((placed.lane for placed in self.named), default=-1)

    @property
    def height(self) -> float:
        """Height on paper. [inch]"""
        return LANE * (self.lanes + 0.5 + bool(self.ticks)) if self.named else 0.0

    @property
    def dated(self) -> list[tuple[Event, float]]:
        """Named events that begin alike in all runs, and when. [decimal year]"""
        found = [(placed.event, placed.event.begins) for placed in self.named]
        return [(event, begins) for event, begins in found if begins is not None]


def arranged(view: View) -> Strip:
    """Put the events of a history into lanes; the weightiest get their names first."""
    found = events(view)
    order = sorted(range(len(found)), key=lambda n: (-weight(view, found[n]), n))
    lanes: list[list[tuple[float, float]]] = [[] for _ in range(MOST_LANES)]
    chosen: list[tuple[Event, tuple[float, float]]] = []
    for n in order:
        extent = _extent(view, found[n])
        if (lane := _free(lanes, extent)) is not None:
            lanes[lane].append(extent)
            chosen.append((found[n], extent))
    # in order of time once more, so that lanes fill from the top left
    lanes = [[] for _ in range(MOST_LANES)]
    named, ticks = [], []
    for event, extent in sorted(chosen, key=lambda pair: (pair[1], pair[0].name)):
        lane = _free(lanes, extent)
        if lane is None:
            ticks.append(event)
        else:
            lanes[lane].append(extent)
            named.append(Placed(event, lane))
    kept = [placed.event for placed in named]
    return Strip(named, [event for event in found if event not in kept])


def _free(lanes: list[list[tuple[float, float]]], extent: tuple[float, float]) -> int | None:
    """First lane with room."""
    left, right = extent
    for lane, taken in enumerate(lanes):
        if all(right < start or left > end for start, end in taken):
            return lane
    return None


def _extent(view: View, event: Event) -> tuple[float, float]:
    """Left and right end of mark and name together, as shares of the axis."""
    first, last = _ends(view, event)
    width = _CHARACTER * len(event.words) + 2 * _MARGIN
    if first > _LATE:
        return min(first, _right(first, last, event) - width), last + _MARGIN
    return first - _MARGIN / 2, max(last, first + width) + _MARGIN


def _right(first: float, last: float, event: Event) -> float:
    """Where the name of a late event ends: inside its bar, or before its mark."""
    return first if _is_mark(event) else max(first, last)


def _is_mark(event: Event) -> bool:
    """Shown as a mark where it begins, not as a bar while it lasts."""
    return event.begins is not None and (event.moment or event.for_good)


def _ends(view: View, event: Event) -> tuple[float, float]:
    span = view.years[-1] - view.years[0]
    start = float((view.years[event.first] - view.years[0]) / span)
    if _is_mark(event):
        return start, start
    return start, float((view.years[event.last + 1] - view.years[0]) / span)


def draw_strip(axes: Axes, view: View, strip: Strip) -> None:
    """Draw the strip on an axis of its own."""
    bottom = strip.lanes - 0.4 + bool(strip.ticks)
    axes.set_xlim(view.years[0], view.years[-1])
    axes.set_ylim(bottom, -0.6)
    bare(axes)
    axes.tick_params(labelbottom=False, labelleft=False)
    axes.set_ylabel("events", rotation=0, ha="right", va="center", color=SOFT, labelpad=8)
    for event, lane in strip.named:
        _draw_event(axes, view, event, lane, bottom)
    for event in strip.ticks:
        axes.plot([view.years[event.first]], [strip.lanes], marker="|", markersize=5, color=EVENT)
    if strip.ticks:
        axes.text(1.005, strip.lanes, f"+{len(strip.ticks)} unnamed", va="center", fontsize=7,
                  color=SOFT, transform=axes.get_yaxis_transform())  # fmt: skip


def _draw_event(axes: Axes, view: View, event: Event, lane: int, bottom: float) -> None:
    colour = LEVER if event.lever else EVENT
    if event.begins is not None and _is_mark(event):
        shape = "v" if event.moment else ">"
        axes.plot([event.begins], [lane], marker=shape, markersize=5, color=colour, clip_on=False)
    else:
        for quarter in np.flatnonzero(event.shares):
            start, end = view.years[quarter], view.years[quarter + 1]
            alpha = 0.06 + 0.42 * math.sqrt(event.shares[quarter])
            axes.add_patch(
                Rectangle((start, lane - 0.4), end - start, 0.8, color=colour, alpha=alpha,
                          linewidth=0)
            )  # fmt: skip
    if event.begins is not None:
        axes.plot([event.begins] * 2, [lane, bottom], color=colour, linewidth=0.7, linestyle=":",
                  alpha=0.5, zorder=1)  # fmt: skip
    first, last = _ends(view, event)
    span = view.years[-1] - view.years[0]
    late = first > _LATE
    at = _right(first, last, event) - 0.7 * _MARGIN if late else first + 0.7 * _MARGIN
    axes.text(view.years[0] + at * span, lane, event.words, ha="right" if late else "left",
              va="center", fontsize=8, color=INK)  # fmt: skip
