"""Where it tips: the probability over two factors with its boundary, and the levers beyond it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import FAINT, INK, SOFT, blank, styled
from experiments.tipping import LEVEL, Axis, Cells, Rescue, Surface

#: From never to always: Tol's "sunset" without its middle tones, told apart in grey print.
PROBABILITY = LinearSegmentedColormap.from_list(
    "probability", ["#364b9a", "#98cae1", "#f7f4e9", "#fdb366", "#a50026"]
)
_LINE = 150
_DISC = {"boxstyle": "circle,pad=0.18", "facecolor": "white", "alpha": 0.75, "linewidth": 0}


@styled
def tipping_map(
    found: Cells,
    smooth: Surface,
    axes_of: tuple[Axis, Axis],
    words: str,
    title: str,
    footer: str,
    point: tuple[float, float] | None = None,
) -> Figure:
    """Draw the map: cells with what was counted, the boundary, and the band in which it may lie.

    Parameters
    ----------
    found : Cells
        What was counted.
    smooth : Surface
        The surface through it.
    axes_of : (Axis, Axis)
        What stands across and up.
    words : str
        The condition in words.
    title, footer : str
        What is shown, and where it comes from.
    point : (float, float), optional
        Where levers were tried.
    """
    x, y = axes_of
    figure = blank(6.2, title, footer)
    axes = figure.add_subplot()
    image = axes.pcolormesh(smooth.x, smooth.y, smooth.probability, cmap=PROBABILITY, vmin=0,
                            vmax=1, shading="gouraud", rasterized=True)  # fmt: skip
    keys: list[Line2D | Patch] = []
    if (smooth.sure == 0).any():
        tail = (1.0 - LEVEL) / 2.0
        axes.contourf(smooth.x, smooth.y, smooth.above, levels=[tail, 1.0 - tail], colors="none",
                      hatches=["////"])  # fmt: skip
        keys.append(Patch(facecolor="none", edgecolor=INK, hatch="////", linewidth=0,
                          label=f"may lie on either side ({LEVEL:.0%})"))  # fmt: skip
    if smooth.probability.min() < smooth.level < smooth.probability.max():
        axes.contour(smooth.x, smooth.y, smooth.probability, levels=[smooth.level], colors=INK,
                     linewidths=2.2)  # fmt: skip
        keys.append(Line2D([], [], color=INK, linewidth=2.2, label=f"boundary: {smooth.level:.0%}"))
    _cells(axes, found)
    counted = "counted in a cell [%]"
    keys.append(Line2D([], [], color=INK, marker="o", linestyle="none", markersize=5,
                       markerfacecolor="white", label=counted))  # fmt: skip
    keys += _marks(axes, x, y, point)
    axes.grid(False)
    axes.set_xlabel(_label(x))
    axes.set_ylabel(_label(y))
    _margins(axes, smooth)
    scale = figure.colorbar(image, ax=axes, shrink=0.9, aspect=26, pad=0.02)
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.set_ticks([0.0, 0.25, 0.5, 0.75, 1.0], labels=["0%", "25%", "50%", "75%", "100%"])
    scale.set_label(f"share of worlds in which {words}")
    _key(axes, keys)
    return figure


def _label(axis: Axis) -> str:
    return "\n".join([*textwrap.wrap(axis.label, 70), axis.address])


def _cells(axes: Axes, found: Cells) -> None:
    """What was counted in each cell, as far as it can be read."""
    rows, columns = found.probability.shape
    size = 7.0 if max(rows, columns) <= 13 else 5.0
    for row, column in np.ndindex(rows, columns):
        share = found.probability[row, column]
        words = "–" if np.isnan(share) else f"{100 * share:.0f}"
        axes.text(float(found.x[column]), float(found.y[row]), words, ha="center", va="center",
                  fontsize=size, color=INK, bbox=_DISC)  # fmt: skip


def _marks(axes: Axes, x: Axis, y: Axis, point: tuple[float, float] | None) -> list[Line2D | Patch]:
    """Where the scenario stands, and where levers were tried."""
    keys: list[Line2D | Patch] = []
    marks = [((x.now, y.now), "P", "#004488", "where the scenario stands")]
    if point is not None:
        marks.append((point, "*", "#ddaa33", "where levers are tried"))
    for (right, up), marker, colour, label in marks:
        if x.low <= right <= x.high and y.low <= up <= y.high:
            dot = axes.plot([right], [up], marker=marker, markersize=15, color=colour,
                            markeredgecolor="white", linestyle="none", zorder=5,
                            label=label)  # fmt: skip
            keys += dot
    return keys


def _margins(axes: Axes, smooth: Surface) -> None:
    """Room at the edges, so that marks and numbers on them stay whole."""
    for values, limit in ((smooth.x, axes.set_xlim), (smooth.y, axes.set_ylim)):
        room = 0.035 * (values[-1] - values[0])
        limit(values[0] - room, values[-1] + room)


@styled
def rescue_map(found: Rescue, words: str, title: str, footer: str) -> Figure:
    """Draw what every lever does at every intensity, and the cheapest way back.

    Parameters
    ----------
    found : Rescue
        From `experiments.tipping.cheapest`.
    words : str
        The condition in words.
    title, footer : str
        What is shown, and where it comes from.
    """
    levers = found.scan.iloc[1:]
    best = levers.groupby("lever", sort=False)["probability"].min().sort_values(kind="stable")
    names = list(best.index)
    figure = blank(1.9 + 0.235 * max(len(names), 4), title,
                   "\n".join([*textwrap.wrap(found.words, _LINE), footer]))  # fmt: skip
    axes = figure.add_subplot()
    none = found.scan.iloc[0]
    axes.axvspan(none["low"], none["high"], color=FAINT, alpha=0.6, linewidth=0)
    axes.axvline(none["probability"], color=SOFT, linewidth=1.2)
    axes.axvline(found.level, color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
    place = {name: row for row, name in enumerate(names)}
    at = levers["lever"].map(place).to_numpy(dtype=float)
    image = axes.scatter(levers["probability"], at, c=levers["cost_musd"], cmap="viridis_r",
                         s=18 + 60 * levers["intensity"] ** 2, edgecolor="white", linewidth=0.6,
                         zorder=3)  # fmt: skip
    keys = [
        Line2D([], [], color=SOFT, linewidth=1.2, label="no further lever (95%)"),
        Line2D([], [], color=INK, linewidth=1.2, linestyle=(0, (4, 3)),
               label=f"back below {found.level:.0%}"),
        Line2D([], [], color=SOFT, marker="o", linestyle="none", markersize=5,
               label="a lever; the larger, the more intense"),
    ]  # fmt: skip
    if found.answer is not None:
        row = found.confirmed.iloc[found.answer]
        middle, up = row["probability"], place[row["lever"]] + 0.33
        axes.errorbar([middle], [up], xerr=[[middle - row["low"]], [row["high"] - middle]],
                      fmt="*", markersize=11, color="#bb5566", capsize=3, zorder=4)  # fmt: skip
        keys.append(Line2D([], [], color="#bb5566", marker="*", linestyle="none", markersize=10,
                           label="cheapest way back, on fresh seeds"))  # fmt: skip
    axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names], fontsize=8)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"share of worlds in which {words}")
    scale = figure.colorbar(image, ax=axes, shrink=0.9, aspect=26, pad=0.02)
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.set_label("cost [million US$ a quarter]")
    _key(axes, keys)
    return figure


def _key(axes: Axes, keys: Sequence[Line2D | Patch]) -> None:
    """The legend in a line above, clear of what is drawn; its width moves nothing."""
    axes.set_title(" ")
    key = axes.legend(handles=keys, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=len(keys),
                      frameon=False, fontsize=8, handletextpad=0.5, columnspacing=1.4,
                      borderaxespad=0.2)  # fmt: skip
    key.set_in_layout(False)
