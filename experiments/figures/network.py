"""The network of ties with the host at the start and at the end, everybody in the same place."""

from __future__ import annotations

import math
import textwrap
from typing import NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.figures.palette import KIND_WORDS
from experiments.figures.style import INK, SOFT, blank, styled
from experiments.figures.view import View

MARKERS = {"partner_state": "o", "intergovernmental_body": "s", "ngo": "^", "private_firm": "D"}
#: Suppliers in the picture; of larger worlds the largest givers only.
MOST = 40
#: Beyond so many, names stand along the spokes.
CROWDED = 22
#: Characters to a line of a name.
_LINE = 18
#: Width of a character beside the ring, in widths of a panel, on the safe side.
_CHARACTER = 0.0125
_THICKEST = 9.0
#: Viridis without its palest part, which is lost on white: yellow-green distrust to violet trust.
TRUST = ListedColormap(colormaps["viridis"](np.linspace(0.88, 0.05, 256)), "trust")
_YEAR = 4


class Moment(NamedTuple):
    """Ties at one time, each (actor,), over runs."""

    title: str
    help: np.ndarray
    """Mean help a quarter. [million US$]"""
    trust: np.ndarray
    """Median trust. [0-1]"""
    over: np.ndarray
    """True where there is no partnership, any more or yet, in more than half of the runs."""


def places(kinds: list[str]) -> np.ndarray:
    """Fixed places on a ring round the host, one sector a kind, (actor, 2).

    A gap parts the sectors; the first supplier sits at the top, the others follow clockwise.
    """
    gap = 0.7 if len(set(kinds)) > 1 else 0.0
    steps = [1.0 + gap * (n > 0 and kind != kinds[n - 1]) for n, kind in enumerate(kinds)]
    turn = np.cumsum(steps) - 1.0
    angle = math.pi / 2 - 2 * math.pi * turn / (sum(steps) + gap)
    return np.column_stack([np.cos(angle), np.sin(angle)])


@styled
def network(view: View) -> Figure | None:
    """Ties at the start and at the end: width help, colour trust, dashed no tie; None without."""
    if not view.ranked:
        return None
    chosen = [n for n, name in enumerate(view.actors) if name in view.ranked[:MOST]]
    tall = 4.4 if len(chosen) > CROWDED else 3.8
    figure = blank(tall + 1.9, "Who stands with the host, at the start and at the end", view.footer)
    grid = figure.add_gridspec(2, 2, height_ratios=[tall, 0.7])
    shown = _moments(view)
    thickest = max(float(moment.help.max()) for moment in shown) or 1.0
    for column, moment in enumerate(shown):
        _draw(figure.add_subplot(grid[0, column]), view, moment, thickest, chosen)
    below = [figure.add_subplot(grid[1, column]) for column in (0, 1)]
    for axes in below:
        axes.set_axis_off()
    bar = figure.colorbar(
        ScalarMappable(Normalize(0.0, 1.0), TRUST), ax=below[0], orientation="horizontal",
        fraction=0.9, shrink=0.7, aspect=28, pad=0.0, anchor=(0.5, 0.6),
    )  # fmt: skip
    bar.set_label("trust on the tie, median over runs [0-1]")
    below[1].legend(
        handles=_key(view, thickest), loc="center", ncols=2, fontsize=8, handletextpad=1.2
    )
    return figure


def _moments(view: View) -> list[Moment]:
    trust, active, help_in = view.state("trust"), view.state("active"), view.flow("help")
    year = min(_YEAR, help_in.shape[1])
    first, last = help_in[:, :year].mean((0, 1)), help_in[:, -year:].mean((0, 1))
    span = "year" if year == _YEAR else f"{year} quarters" if year > 1 else "quarter"
    return [
        Moment(f"{_date(view.years[0])} (help of the first {span})", first,
               np.median(trust[:, 0], axis=0), (active[:, 0] < 0.5).mean(0) > 0.5),
        Moment(f"{_date(view.years[-1])} (help of the last {span})", last,
               np.median(trust[:, -1], axis=0), (active[:, -1] < 0.5).mean(0) > 0.5),
    ]  # fmt: skip


def _date(year: float) -> str:
    whole, quarter = divmod(round(4 * year), 4)
    return f"Start of {whole}" if quarter == 0 else f"Start of {whole}Q{quarter + 1}"


def _width(amount: float, thickest: float) -> float:
    return _THICKEST * amount / thickest


def _draw(axes: Axes, view: View, moment: Moment, thickest: float, chosen: list[int]) -> None:
    axes.set_aspect("equal")
    axes.set_axis_off()
    names = [_wrapped(view.label(view.actors[n])) for n in chosen]
    wide, tall = _limits(names, crowded=len(chosen) > CROWDED)
    axes.set_xlim(-wide, wide)
    axes.set_ylim(-tall, tall + 0.14)
    # inside the axes: a title above would collide where the aspect is fixed
    axes.text(0.0, 1.0, moment.title, transform=axes.transAxes, va="top", fontsize=10)
    ring = places([view.kinds[n] for n in chosen])
    for n, name, (x, y) in zip(chosen, names, ring, strict=True):
        over = bool(moment.over[n])
        width = max(_width(float(moment.help[n]), thickest), 0.8)
        axes.plot(
            [0, x], [0, y], color=SOFT if over else TRUST(float(moment.trust[n])),
            linewidth=1.0 if over else width, linestyle=(0, (4, 3)) if over else "-",
            solid_capstyle="butt", zorder=1,
        )  # fmt: skip
        axes.plot(
            [x], [y], marker=MARKERS.get(view.kinds[n], "o"), markersize=8, linestyle="none",
            color="white" if over else view.colours[view.actors[n]], markeredgecolor=INK,
            markeredgewidth=0.7, zorder=3,
        )  # fmt: skip
        _name(axes, name, x, y, crowded=len(chosen) > CROWDED)
    axes.plot([0], [0], marker="o", markersize=26, color=INK, zorder=4)
    axes.text(0, -0.17, _host(view), ha="center", va="top", weight="bold", zorder=5,
              bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1})  # fmt: skip


def _wrapped(name: str) -> str:
    return textwrap.fill(name, _LINE)


def _limits(names: list[str], *, crowded: bool) -> tuple[float, float]:
    """Half width and half height of a panel that holds the ring (radius 1) and its names."""
    if not crowded:
        return 1.72, 1.24
    longest = max(len(line) for name in names for line in name.splitlines())
    wide = max(1.72, 1.09 / (1.0 - 2.0 * _CHARACTER * longest))
    return wide, wide


def _name(axes: Axes, text: str, x: float, y: float, *, crowded: bool) -> None:
    """Write a name outside the ring, away from the host."""
    align = "center" if abs(x) < 0.15 else "left" if x > 0 else "right"
    side = "center" if abs(x) >= 0.15 else "bottom" if y > 0 else "top"
    turn = 0.0
    if crowded:
        align, side = "left" if x > 0 else "right", "center"
        turn = math.degrees(math.atan2(y, x)) - (180.0 if x <= 0 else 0.0)
    name = axes.text(
        1.09 * x, 1.09 * y, text, ha=align, va=side, rotation=turn, rotation_mode="anchor",
        fontsize=7 if crowded else 8, linespacing=0.95,
    )  # fmt: skip
    # the limits leave room for it; otherwise a long name would shrink the whole ring
    name.set_in_layout(False)


def _host(view: View) -> str:
    if view.scenario is None:
        return "host"
    return view.label(view.scenario.roster.host)


def _key(view: View, thickest: float) -> list[Line2D]:
    shapes = [
        Line2D([], [], marker=MARKERS[kind], linestyle="none", color="white", markeredgecolor=INK,
               label=words)
        for kind, words in KIND_WORDS.items()
        if kind in view.kinds
    ]  # fmt: skip
    amount = float(f"{thickest:.1g}")
    return [
        *shapes,
        Line2D([], [], color=INK, linewidth=_width(amount, thickest),
               label=f"help: {amount:g} million US$ a quarter"),
        Line2D([], [], color=SOFT, linewidth=1.0, linestyle=(0, (4, 3)),
               label="no partner in most runs" if view.runs > 1 else "no partner"),
    ]  # fmt: skip
