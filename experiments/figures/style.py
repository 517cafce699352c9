"""One look for all figures, put on and taken off again: global settings stay as they were."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

DPI = 150
WIDTH = 10.0
"""Width of every figure. [inch]"""

#: Behind words that lines would cross.
PAPER = {"facecolor": "white", "alpha": 0.85, "linewidth": 0, "pad": 1}

INK, SOFT, FAINT = "#222222", "#666666", "#d9d9d9"

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.7,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.facecolor": "white",
    "legend.edgecolor": "none",
    "legend.framealpha": 0.85,
    "legend.fontsize": 8.5,
    "figure.titlesize": 13,
    "figure.titleweight": "bold",
    "figure.constrained_layout.use": True,
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
    "svg.hashsalt": "coalition-lab",
    "svg.fonttype": "none",
    # a name may hold a dollar sign
    "text.parse_math": False,
}


@contextmanager
def look() -> Iterator[None]:
    """The project's style inside a `with` block, whatever the reader's own matplotlibrc says."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        yield


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Make a function draw in the project's style."""

    @functools.wraps(draw)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        with look():
            return draw(*args, **kwargs)

    return within


def blank(height: float, title: str, footer: str) -> Figure:
    """An empty figure with its title at the left and its origin at the foot."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left")
    figure.supxlabel(footer, x=0.01, ha="left", fontsize=7.5, color=SOFT)
    return figure


def bare(axes: Axes) -> None:
    """Take frame, ticks and grid away."""
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
