"""Individual conditional expectation: an outcome along one factor, world by world."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from experiments.figures.style import FAINT, INK, blank, styled
from experiments.sensitivity import Metamodel

_ROWS, _COLUMNS, _HEIGHT = 2, 3, 2.6


@styled
def curves(model: Metamodel, factors: list[str], label: str, title: str, footer: str) -> Figure:
    """Draw the outcome along each of up to six factors, a line a world and their mean.

    Parameters
    ----------
    model : Metamodel
        What predicts the outcome.
    factors : list of str
        Factors, the most important first.
    label : str
        Outcome in words.
    title, footer : str
        What is shown, and where it comes from.
    """
    shown = factors[: _ROWS * _COLUMNS]
    columns = min(len(shown), _COLUMNS)
    rows = -(-len(shown) // columns)
    figure = blank(1.2 + _HEIGHT * rows, title, f"{model.words}\n{footer}")
    grid = np.atleast_1d(figure.subplots(rows, columns, sharey=True, squeeze=False)).ravel()
    for place, (axes, name) in enumerate(zip(grid, shown, strict=False)):
        lines = model.curves(name).pivot(index="place", columns="line", values="value")
        axes.plot(lines.index, lines.to_numpy(), color=FAINT, linewidth=0.8)
        axes.plot(lines.index, lines.mean(axis=1), color=INK, linewidth=2.0)
        axes.set_xlabel(name, fontsize=8)
        axes.set_xlim(lines.index[0], lines.index[-1])
        if place % columns == 0:
            axes.set_ylabel(label)
    for axes in grid[len(shown) :]:
        axes.set_axis_off()
    return figure
