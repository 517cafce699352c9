"""Who gives how much, and through which channel."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bands import quantiles
from experiments.figures.palette import CHANNEL_COLOURS, OTHERS
from experiments.figures.stacks import Layer, by_actor, draw_stack, stepped
from experiments.figures.style import INK, styled
from experiments.figures.timeline import time_figure
from experiments.figures.view import View

_HEIGHT = 2.7


@styled
def who_gives(view: View) -> Figure | None:
    """Help over time by partner and by channel; None where nobody gave anything."""
    if not view.ranked:
        return None
    figure, (partners, channels) = time_figure(view, "Who gives how much", [_HEIGHT, _HEIGHT])
    mean = "" if view.runs == 1 else ", mean over runs"
    total = quantiles(view.flow("help").sum(-1))
    layers = by_actor(view, view.mean_help)
    top = 1.12 * max(float(total[4].max()), float(view.mean_help.sum(-1).max()))
    draw_stack(partners, view, layers, _HEIGHT, top)
    partners.set_title(f"Help that arrived, by partner{mean} (% of all help)")
    _total_range(partners, view, total)
    delivered = view.flow("delivered").sum(-1).mean(0)
    layers = [
        Layer(name, delivered[:, n], CHANNEL_COLOURS.get(name, OTHERS))
        for n, name in enumerate(view.channels)
        if delivered[:, n].sum() > 0
    ]
    layers.sort(key=lambda layer: -float(layer.values.sum()))
    draw_stack(channels, view, layers, _HEIGHT, top)
    channels.set_title(f"The same help, by channel{mean}")
    for panel in (partners, channels):
        panel.set_ylabel("million US$ a quarter")
    return figure


def _total_range(axes: Axes, view: View, found: np.ndarray) -> None:
    if view.runs == 1:
        return
    for line, label in ((found[0], "total, 5–95% of runs"), (found[4], None)):
        axes.plot(*stepped(view.years, line), color=INK, linewidth=0.8, linestyle="--", label=label)
    axes.legend(loc="upper left")
