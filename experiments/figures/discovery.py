"""Scenario discovery: what a box gains in density it pays for in coverage."""

from __future__ import annotations

import textwrap

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.discovery import Discovery
from experiments.figures.style import INK, PAPER, SOFT, blank, styled

#: Failing, and not, told apart in grey print too.
FAILS, FINE = "#bb5566", "#9db7d1"
#: The chosen box.
CHOSEN = "#004488"
#: Letters of a line at the foot.
_LINE = 178


@styled
def tradeoff(found: Discovery, title: str, footer: str) -> Figure:
    """Draw every box by coverage and density, coloured by its number of restricted factors.

    The chosen box is ringed, with its interval; a diamond with a cross shows what boxes found in
    the same way are worth on runs that their search had not seen.
    """
    figure = blank(4.6, title, footnote(found, footer))
    axes = figure.add_subplot()
    trail = found.trajectory
    most = max(int(trail["restricted"].max()), 1)
    colours = ListedColormap(
        matplotlib.colormaps["viridis_r"](np.linspace(0.08, 1.0, most + 1)), name="restricted"
    )
    norm = BoundaryNorm(np.arange(-0.5, most + 1.5), most + 1)
    shown = axes.scatter(
        trail["coverage"], trail["density"], c=trail["restricted"], cmap=colours, norm=norm, s=42,
        linewidth=0.4, edgecolor="white", zorder=3,
    )  # fmt: skip
    bar = figure.colorbar(shown, ax=axes, pad=0.02, ticks=_ticks(most))
    bar.set_label("restricted factors")
    bar.outline.set_visible(False)  # type: ignore[operator]
    axes.axhline(found.base_rate, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
    axes.text(
        0.01, found.base_rate, f"all worlds: {found.base_rate:.0%}", fontsize=8.5, color=SOFT,
        va="bottom", bbox=PAPER, zorder=2,
    )  # fmt: skip
    if len(found.chosen):
        _chosen(axes, found)
        axes.legend(
            handles=_keys(found), loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=2,
            borderpad=0.2,
        )  # fmt: skip
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("coverage: share of all failures in the box")
    axes.set_ylabel("density: share of worlds in the box that fail")
    axes.grid(True, axis="both")
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.yaxis.set_major_formatter("{x:.0%}")
    return figure


def _chosen(axes: Axes, found: Discovery) -> None:
    where = (found.coverage, found.density)
    ends = [
        [abs(at - found.intervals[name][0]), abs(found.intervals[name][1] - at)]
        for at, name in zip(where, ("coverage", "density"), strict=True)
    ]
    axes.errorbar(
        *where, xerr=np.array([ends[0]]).T, yerr=np.array([ends[1]]).T, color=INK, linewidth=1.0,
        capsize=2.5, marker="o", markersize=11, markerfacecolor="none", markeredgecolor=INK,
        markeredgewidth=1.6, linestyle="none", zorder=4,
    )  # fmt: skip
    fresh = found.held_out
    if fresh.halves > fresh.empty:
        (x, *xs), (y, *ys) = fresh.coverage, fresh.density
        axes.errorbar(
            x, y, xerr=[[x - xs[0]], [xs[1] - x]], yerr=[[y - ys[0]], [ys[1] - y]], color=FAILS,
            linewidth=1.0, marker="D", markersize=6, linestyle="none", zorder=5,
        )  # fmt: skip


def _keys(found: Discovery) -> list[Line2D]:
    keys = [
        Line2D([], [], color=INK, marker="o", markersize=10, markerfacecolor="none",
               markeredgewidth=1.6, linestyle="none",
               label=f"chosen box, {found.level:.0%} interval")
    ]  # fmt: skip
    if found.held_out.halves > found.held_out.empty:
        told = "boxes of halves on runs not seen, 5–95%"
        keys.append(Line2D([], [], color=FAILS, marker="D", linestyle="none", label=told))
    return keys


def footnote(found: Discovery, footer: str) -> str:
    """The verdict, in lines that fit, and where the figure comes from."""
    return "\n".join([*textwrap.wrap(found.verdict.words, _LINE), footer])


def _ticks(most: int) -> list[int]:
    return list(range(0, most + 1, max(1, -(-most // 8))))
