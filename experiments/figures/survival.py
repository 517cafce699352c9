"""How long ties last: Kaplan-Meier by kind of partner."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import MaxNLocator

from experiments.figures.labels import Label, label_right
from experiments.figures.palette import KIND_WORDS, KINDS, OTHERS
from experiments.figures.style import INK, bare, blank, styled
from experiments.figures.view import View
from sim.metrics import kaplan_meier, tie_lifetimes

_HEIGHT = 3.6
_QUARTERS = 4.0


@styled
def survival(view: View) -> Figure | None:
    """Share of ties that last, with 95% bands and the number at risk; None without ties."""
    ties = tie_lifetimes(view.history)
    if ties.empty:
        return None
    groups = grouped(ties, dict(zip(view.actors, view.kinds, strict=True)))
    table = 0.22 * (len(groups) + 1)
    figure = blank(_HEIGHT + table + 1.6, "How long ties last", view.footer)
    grid = GridSpec(2, 1, figure, height_ratios=[_HEIGHT, table])
    axes, below = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
    longest = float(ties["duration"].max()) / _QUARTERS
    labels = [_curve(axes, name, found, longest) for name, found in groups.items()]
    axes.set_xlim(0.0, longest)
    if longest > 3:
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    lowest = float(np.nanmin(axes.dataLim.intervaly))
    axes.set_ylim(_floor(lowest), 1.0 + 0.02 * (1.0 - _floor(lowest)))
    axes.set_xlabel("years since the tie's first help in the run")
    axes.set_ylabel("share of ties still standing [0-1]")
    pooled = "" if view.runs == 1 else f", pooled over {view.runs:,} runs"
    axes.set_title(f"Kaplan–Meier estimate with 95% band{pooled}; ties at the horizon are censored")
    label_right(axes, labels, _HEIGHT)
    _at_risk(below, axes, groups)
    return figure


def grouped(ties: pd.DataFrame, kinds: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Lifetimes of all ties, and where there are several kinds of partner, of each kind."""
    kind = ties["actor"].map(kinds)
    found = {"all ties": ties}
    if kind.nunique() > 1:
        found |= {words: ties[kind == k] for k, words in KIND_WORDS.items() if (kind == k).any()}
    return found


def _floor(lowest: float) -> float:
    """Where the axis starts: at 0, or at a round number below curves that stay high."""
    return max(0.0, math.floor(10 * lowest - 1) / 10) if lowest > 0.3 else 0.0


def _colour(name: str) -> str:
    by_words = {words: KINDS[kind] for kind, words in KIND_WORDS.items()}
    return INK if name == "all ties" else by_words.get(name, OTHERS)


def _curve(axes: Axes, name: str, ties: pd.DataFrame, longest: float) -> Label:
    found = kaplan_meier(ties["duration"], ties["terminated"])
    x = np.append(found.times / _QUARTERS, longest)
    steps = [np.append(line, line[-1]) for line in (found.survival, found.lower, found.upper)]
    colour, bold = _colour(name), name == "all ties"
    axes.fill_between(x, steps[1], steps[2], step="post", color=colour, alpha=0.15, linewidth=0)
    axes.step(x, steps[0], where="post", color=colour, linewidth=2.2 if bold else 1.4)
    return Label(float(found.survival[-1]), f"{name}  {100 * found.survival[-1]:.0f}%", colour)


def _at_risk(axes: Axes, above: Axes, groups: dict[str, pd.DataFrame]) -> None:
    """The number of ties under observation at each mark of the axis above."""
    axes.set_xlim(above.get_xlim())
    axes.set_ylim(len(groups) - 0.4, -0.6)
    bare(axes)
    axes.set_title("Number of ties at risk", fontsize=8.5)
    axes.set_yticks(range(len(groups)), list(groups), fontsize=8)
    axes.tick_params(labelbottom=False, pad=10)
    end = above.get_xlim()[1]
    for tick in above.get_xticks():
        if not 0.0 <= tick <= end:
            continue
        align = "left" if tick == 0 else "right" if tick > 0.98 * end else "center"
        for row, ties in enumerate(groups.values()):
            count = int((ties["duration"] >= max(tick * _QUARTERS, 1)).sum())
            axes.text(tick, row, f"{count:,}", ha=align, va="center", fontsize=8, color=INK)
