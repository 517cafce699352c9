"""Trust on the leading ties, one small panel a tie."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec

from experiments.figures.bands import band_key, draw_bands
from experiments.figures.strip import LANE, arranged, draw_strip
from experiments.figures.style import PAPER, SOFT, blank, styled
from experiments.figures.timeline import mark, time_axis, time_label
from experiments.figures.view import View

_COLUMNS = 3
_HEIGHT = 1.55
_MEAN = "#222222"


@styled
def trust(view: View) -> Figure | None:
    """Trust by tie, the largest givers first, and the mean over all help; None without ties."""
    if not view.ranked:
        return None
    strip = arranged(view)
    rows = -(-(len(view.leading) + 1) // _COLUMNS)
    above = [strip.height + 1.4 * LANE] if strip.named else []
    figure = blank(sum(above) + rows * (_HEIGHT + 0.3) + 0.8, "Trust by tie", view.footer)
    grid = GridSpec(len(above) + rows, _COLUMNS, figure, height_ratios=[*above, *[_HEIGHT] * rows])
    if above:
        long = figure.add_subplot(grid[0, :])
        draw_strip(long, view, strip)
        time_axis(long, view)
        # above the events: below them it would read as the axis of the panels
        long.xaxis.tick_top()
        long.tick_params(labeltop=True)
    drawn: list[Axes] = []
    for place in range(len(view.leading) + 1):
        row, column = divmod(place, _COLUMNS)
        axes = figure.add_subplot(grid[len(above) + row, column])
        time_axis(axes, view)
        axes.xaxis.get_major_locator().set_params(**_few(view))
        mark(axes, strip, alpha=0.5)
        axes.set_ylim(0.0, 1.0)
        axes.tick_params(labelleft=column == 0, labelbottom=place + _COLUMNS > len(view.leading))
        axes.tick_params(axis="x", labelsize=7.5)
        if column == 0:
            axes.set_ylabel("trust [0-1]")
        if place + _COLUMNS > len(view.leading):
            axes.set_xlabel(time_label(view).split(" (")[0])
        drawn.append(axes)
    _fill(view, drawn)
    return figure


def _few(view: View) -> dict[str, float]:
    """Few marks on a narrow axis."""
    span = float(view.years[-1] - view.years[0])
    return {"base": 1.0 if span >= 1 else 0.25} if span < 2.5 else {"nbins": 5}


def _fill(view: View, drawn: list[Axes]) -> None:
    values, stands = view.state("trust"), view.state("active") > 0.5
    for axes, actor in zip(drawn, view.leading, strict=False):
        tie = view.actors.index(actor)
        draw_bands(axes, view.years, values[..., tie], view.colours[actor])
        axes.set_title(view.label(actor), fontsize=9)
        over = 1.0 - float(stands[:, -1, tie].mean())
        if over > 0:
            words = f"over in {100 * over:.0f}% of runs at the end" if view.runs > 1 else "over"
            axes.text(0.98, 0.04, words, transform=axes.transAxes, ha="right", fontsize=7.5,
                      color=SOFT, bbox=PAPER)  # fmt: skip
    help_in = view.flow("help")
    weight = help_in.sum(-1)
    mean = np.divide(
        (help_in * values[:, 1:]).sum(-1), weight, out=np.full(weight.shape, np.nan),
        where=weight > 0,
    )  # fmt: skip
    draw_bands(drawn[-1], *view.at_ends(mean), _MEAN)
    drawn[-1].set_title("All ties, weighted by help", fontsize=9)
    drawn[-1].legend(handles=band_key(_MEAN, view.runs), loc="lower left", fontsize=7)
