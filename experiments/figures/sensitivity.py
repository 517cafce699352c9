"""Which factors matter: a tornado with intervals, and Morris' plane of size and spread."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.labels import spread
from experiments.figures.style import FAINT, INK, PAPER, SOFT, blank, styled
from experiments.sensitivity import METHODS, Analysis
from experiments.sensitivity.convergence import MATTERS, NEGLIGIBLE

#: Colour by what screening says, told apart in grey print too.
JUDGED = {MATTERS: "#004488", "undecided": "#ddaa33", NEGLIGIBLE: "#c4c4c4"}
LIGHT = "#7fa8cc"
#: Points with a name.
_NAMED = 15
#: Height of a bar and of the rest [inch]; most bars; letters of a line at the foot.
_ROW, _REST, _MOST, _LINE = 0.26, 1.75, 40, 160


@styled
def tornado(found: Analysis, title: str, footer: str) -> Figure:
    """Draw the leading measure of each factor as a bar with its interval, the longest on top.

    Where there is a first-order index too, it stands as a lighter bar within.
    """
    lead = METHODS[found.method].leading
    part = found.measure(lead).head(_MOST)
    figure = blank(_REST + _ROW * len(part), title, footnote(found, footer))
    axes = figure.add_subplot()
    at = np.arange(len(part))
    screening = found.convergence.screening
    colours = [JUDGED.get(screening.get(str(name), MATTERS), SOFT) for name in part.index]
    axes.barh(at, part["value"], height=0.72, color=colours)
    keys: list[Line2D | Patch] = [
        Patch(color=JUDGED[what], label=f"{lead.replace('_', ' ')} index: {what}")
        for what in JUDGED
        if what in screening.values()
    ]
    if lead != "first" and "first" in found.indices["measure"].unique():
        first = found.measure("first").loc[part.index]
        axes.barh(at, first["value"].clip(lower=0), height=0.3, color=LIGHT)
        keys.append(Patch(color=LIGHT, label="first: by itself"))
    if part["low"].notna().all():
        error = np.abs(part[["low", "high"]].to_numpy().T - part["value"].to_numpy())
        axes.errorbar(part["value"], at, xerr=error, fmt="none", ecolor=INK, elinewidth=1.1,
                      capsize=2.5)  # fmt: skip
        keys.append(Line2D([], [], color=INK, label=f"{found.level:.0%} interval"))
    _threshold(axes, found, keys)
    axes.set_yticks(at, [str(name) for name in part.index])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    axes.grid(False, axis="y")
    axes.set_xlabel(METHODS[found.method].measures[lead])
    axes.legend(handles=keys, loc="lower right")
    return figure


def _threshold(axes: Axes, found: Analysis, keys: list[Line2D | Patch]) -> None:
    if not found.convergence.judged:
        return
    axes.axvline(found.convergence.threshold, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)))
    keys.append(Line2D([], [], color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)),
                       label="below: does not matter"))  # fmt: skip


def footnote(found: Analysis, footer: str) -> str:
    """The verdict, in lines that fit, and where the figure comes from."""
    return "\n".join([*textwrap.wrap(found.verdict, _LINE), footer])


@styled
def plane(found: Analysis, title: str, footer: str) -> Figure:
    """Draw Morris' plane: how far an outcome moves against how unevenly it does.

    Above the line where the spread is as large as the effect, a factor works through others or
    along a bend; near the foot it works by itself and evenly.
    """
    size, uneven = found.measure("mu_star"), found.measure("sigma")
    uneven = uneven.loc[size.index]
    known = uneven["value"].notna()
    size, uneven = size[known], uneven[known]
    figure = blank(5.4, title, footnote(found, footer))
    axes = figure.add_subplot()
    right = 1.32 * float(size["high"].max())
    top = 1.12 * max(float(uneven["high"].max()), 0.35 * right)
    axes.set_xlim(0, right)
    axes.set_ylim(0, top)
    for slope, words in ((1.0, "spread = size: bends or interacts"), (0.1, "spread = size / 10")):
        axes.plot([0, right], [0, slope * right], color=FAINT, linewidth=1)
        end = min(right, top / slope)
        axes.annotate(words, (0.98 * end, 0.98 * slope * end), fontsize=7.5, color=SOFT,
                      ha="right", va="bottom")  # fmt: skip
    screening = found.convergence.screening
    colours = [JUDGED[screening.get(str(name), MATTERS)] for name in size.index]
    axes.errorbar(
        size["value"], uneven["value"],
        xerr=np.abs(size[["low", "high"]].to_numpy().T - size["value"].to_numpy()),
        yerr=np.abs(uneven[["low", "high"]].to_numpy().T - uneven["value"].to_numpy()),
        fmt="none", ecolor="#b8b8b8", elinewidth=0.8, zorder=1,
    )  # fmt: skip
    axes.scatter(size["value"], uneven["value"], c=colours, s=34, zorder=3, clip_on=False)
    _points(axes, found, size["value"].to_numpy(), uneven["value"].to_numpy(), list(size.index))
    axes.set_xlabel("mean size of the effect of a step, mu*")
    axes.set_ylabel("spread of the effects, sigma")
    axes.legend(
        handles=[
            Line2D([], [], marker="o", linestyle="none", color=JUDGED[what], label=what)
            for what in JUDGED
            if what in screening.values()
        ],
        loc="upper left",
    )
    return figure


def _points(axes: Axes, found: Analysis, x: np.ndarray, y: np.ndarray, names: list[object]) -> None:
    """Names beside those points that matter, moved apart."""
    screening = found.convergence.screening
    top, right = axes.get_ylim()[1], axes.get_xlim()[1]
    height = np.round(y / top, 6)
    shown = [k for k in np.lexsort((-x, height)) if screening.get(str(names[k])) != NEGLIGIBLE]
    shown = shown[-_NAMED:]
    for k, at in zip(shown, spread(height[shown].tolist(), 0.042, 0.94) + 0.03, strict=True):
        axes.annotate(
            str(names[k]), (x[k], y[k]), (x[k] + 0.012 * right, at * top), fontsize=7.5, color=INK,
            va="center", bbox={**PAPER, "pad": 0.3}, zorder=4,
            arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.4, "relpos": (0, 0.5)},
        )  # fmt: skip
