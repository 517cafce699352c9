"""Figures over time: panels under each other on one axis of years, events on a strip above."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from experiments.figures.strip import EVENT, LEVER, Strip, arranged, draw_strip
from experiments.figures.style import blank
from experiments.figures.view import View


def time_figure(view: View, title: str, heights: Sequence[float]) -> tuple[Figure, list[Axes]]:
    """A figure with one panel a height [inch], events above, years below."""
    strip = arranged(view)
    above = [strip.height] if strip.named else []
    figure = blank(sum(heights) + sum(above) + 0.35 * len(heights) + 0.75, title, view.footer)
    grid = GridSpec(len(above) + len(heights), 1, figure, height_ratios=[*above, *heights])
    panels = [figure.add_subplot(grid[len(above) + row]) for row in range(len(heights))]
    for panel in panels:
        time_axis(panel, view)
        mark(panel, strip)
        panel.tick_params(labelbottom=panel is panels[-1])
    panels[-1].set_xlabel(time_label(view))
    if above:
        draw_strip(figure.add_subplot(grid[0]), view, strip)
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


def mark(axes: Axes, strip: Strip, alpha: float = 0.8) -> None:
    """Draw a thin line where a named event begins that is dated alike in all runs."""
    for event, begins in strip.dated:
        axes.axvline(
            begins, color=LEVER if event.lever else EVENT, linewidth=0.8, linestyle=":",
            zorder=2.5, alpha=alpha,
        )  # fmt: skip
