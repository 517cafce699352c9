"""The money: what the host pays, what partners bring, what is lost, what missions cost."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bands import band_key, quantiles
from experiments.figures.labels import Label, label_right
from experiments.figures.palette import MONEY
from experiments.figures.stacks import stepped
from experiments.figures.style import INK, styled
from experiments.figures.timeline import time_figure
from experiments.figures.view import View

#: Beyond this ratio of the highest median to the smallest typical one the axis is logarithmic.
APART = 30.0
_HEIGHT = 4.2


@styled
def money(view: View) -> Figure:
    """Own spending, help, what is lost on the way, and missions."""
    found = {name: quantiles(values) for name, values in _sums(view).items()}
    figure, (axes,) = time_figure(view, "Where the money comes from and goes", [_HEIGHT])
    words = {
        "own": "the host's own spending",
        "help": "help that arrived",
        "lost": "overhead and losses",
        "mission": "spent on missions",
    }
    typical = [float(line[2].mean()) for line in found.values() if line[2].mean() > 0]
    largest = max((float(line[2].max()) for line in found.values()), default=0.0)
    logarithmic = bool(typical) and largest > APART * min(typical)
    if logarithmic:
        axes.set_yscale("log", nonpositive="mask")
    for name, lines in found.items():
        _draw(axes, view, lines, MONEY[name], logarithmic)
    _limits(axes, list(found.values()), logarithmic)
    axes.set_ylabel("million US$ a quarter" + (" (logarithmic)" if logarithmic else ""))
    axes.set_title("Money a quarter" + (", median and range over runs" if view.runs > 1 else ""))
    labels = [
        Label(_last(lines[2], logarithmic), words[name], MONEY[name])
        for name, lines in found.items()
    ]
    label_right(axes, labels, _HEIGHT)
    axes.legend(handles=band_key(INK, view.runs), loc="best")
    return figure


def _sums(view: View) -> dict[str, np.ndarray]:
    """What the figure shows, (run, quarter) each; what hardly ever flows is left out."""
    sums = {
        "own": view.flow("own_budget"),
        "help": view.flow("external"),
        "lost": (view.flow("overhead") + view.flow("leaked")).sum(-1),
        "mission": view.flow("mission_spending").sum(-1),
    }
    return {name: values for name, values in sums.items() if quantiles(values)[4].max() > 0}


def _draw(axes: Axes, view: View, lines: np.ndarray, colour: str, logarithmic: bool) -> None:
    shown = np.where(lines > 0, lines, np.nan) if logarithmic else lines
    x = stepped(view.years, shown[0])[0]
    q05, q25, q50, q75, q95 = (stepped(view.years, line)[1] for line in shown)
    if view.runs > 1:
        axes.fill_between(x, q05, q95, color=colour, alpha=0.18, linewidth=0)
        axes.fill_between(x, q25, q75, color=colour, alpha=0.32, linewidth=0)
    axes.plot(x, q50, color=colour, linewidth=1.8)


def _limits(axes: Axes, found: list[np.ndarray], logarithmic: bool) -> None:
    values = np.concatenate([lines.ravel() for lines in found]) if found else np.ones(1)
    top = float(values.max())
    if logarithmic:
        medians = [lines[2][lines[2] > 0] for lines in found]
        least = min(float(np.quantile(median, 0.05)) for median in medians if median.size)
        axes.set_ylim(0.6 * max(least, top / 1e4), 1.6 * top)
        axes.yaxis.set_major_formatter("{x:g}")
    else:
        axes.set_ylim(0.0, 1.1 * top)


def _last(line: np.ndarray, logarithmic: bool) -> float:
    """Height of a name: the last value that the axis can show."""
    shown = line[line > 0] if logarithmic else line
    return float(shown[-1]) if shown.size else float("nan")
