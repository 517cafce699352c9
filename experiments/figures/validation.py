"""Patterns: where the runs lie to each band, with the mechanism and without it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.figures.style import FAINT, INK, PAPER, SOFT, blank, styled

BAND, MODEL, PLACEBO = "#009e73", "#0072b2", "#d55e00"
_COLUMNS = 2
_HEIGHT = 1.02
#: Golden ratio less 1: heights of points that never cluster.
_GOLDEN = 0.6180339887498949


@styled
def strips(table: pd.DataFrame, statistics: pd.DataFrame, title: str, footer: str) -> Figure:
    """Each measure's runs against its band.

    Parameters
    ----------
    table, statistics : pandas.DataFrame
        Of a `Validation`, or some rows of its table.
    title, footer : str
        Words over and under the picture.
    """
    rows = -(-len(table) // _COLUMNS)
    figure = blank(1.3 + _HEIGHT * rows, title, footer)
    grid = figure.subplots(rows, _COLUMNS, squeeze=False)
    for axes, (_, one) in zip(grid.flat, table.iterrows(), strict=False):
        mine = statistics[
            (statistics["pattern"] == one["pattern"]) & (statistics["measure"] == one["measure"])
        ]
        _strip(
            axes, one, {name: part["value"].to_numpy() for name, part in mine.groupby("variant")}
        )
    for axes in list(grid.flat)[len(table) :]:
        axes.set_visible(False)
    figure.legend(handles=_key(), loc="outside upper right", ncols=4, frameon=False)
    return figure


def _strip(axes: Axes, one: pd.Series, values: dict[str, np.ndarray]) -> None:
    low, high = float(one["band_low"]), float(one["band_high"])
    axes.axvspan(low, high, color=BAND, alpha=0.16, linewidth=0)
    observed = one["observed_low"], one["observed_high"]
    shown = [low, high, *[x for x in observed if np.isfinite(x)]]
    ranges: dict[str, np.ndarray] = {}
    for place, (variant, colour) in enumerate((("model", MODEL), ("placebo", PLACEBO))):
        if variant not in values:
            continue
        runs = values[variant]
        known = np.sort(runs[np.isfinite(runs)])
        if known.size:
            ranges[variant] = np.quantile(known, [0.01, 0.99])
            heights = place + 0.56 * ((np.arange(known.size) * _GOLDEN) % 1.0 - 0.5)
            axes.plot(known, heights, ".", color=colour, markersize=3, alpha=0.35,
                      markeredgewidth=0, rasterized=True)  # fmt: skip
            axes.plot([np.median(known)] * 2, [place - 0.4, place + 0.4], color=colour, linewidth=2)
        prefix = "" if variant == "model" else "placebo_"
        axes.text(1.01, place, _share(one, prefix), transform=axes.get_yaxis_transform(),
                  va="center", fontsize=7.5, color=INK)  # fmt: skip
    if np.isfinite(observed[0]):
        axes.plot(observed, [-0.62] * 2, color=INK, linewidth=1.4, solid_capstyle="butt")
        axes.plot(observed, [-0.62] * 2, "D", color=INK, markersize=3.6, linestyle="none")
    axes.set_xlim(*_limits(shown, ranges))
    axes.set_ylim(1.5, -0.85)
    there = [n for n, variant in enumerate(("model", "placebo")) if variant in values]
    axes.set_yticks(there, [("model", "placebo")[n] for n in there])
    axes.grid(False)
    axes.tick_params(axis="y", length=0)
    axes.ticklabel_format(axis="x", useOffset=False)
    axes.spines["left"].set_color(FAINT)
    unit = "" if one["unit"] == "1" else f" [{_unit(one)}]"
    axes.set_title(f"{one['pattern']} {one['measure']}{unit}: {one['verdict']}", fontsize=9)
    if not any(np.isfinite(runs).any() for runs in values.values()):
        axes.text(0.5, 0.5, "undefined in every run", transform=axes.transAxes, bbox=PAPER,
                  ha="center", va="center", fontsize=8, color=SOFT)  # fmt: skip


def _limits(shown: list[float], ranges: dict[str, np.ndarray]) -> tuple[float, float]:
    """Limits that hold band, record and model; of a placebo as much as leaves these readable."""
    shown = [*shown, *ranges.get("model", ())]
    low, high = min(shown), max(shown)
    span = high - low
    far = ranges.get("placebo", np.array([low, high]))
    low, high = max(min(low, far[0]), low - 2 * span), min(max(high, far[1]), high + 2 * span)
    margin = 0.05 * (high - low) or 0.05 * max(abs(low), 1.0)  # one number has no width
    return low - margin, high + margin


def _unit(one: pd.Series) -> str:
    return "persons" if one["unit"] == "the column's" else str(one["unit"])


def _share(one: pd.Series, prefix: str) -> str:
    """Share of runs inside, and of undefined ones where there are any."""
    share, runs = one[f"{prefix}share"], one[f"{prefix}runs"]
    if not runs:
        return "no run"
    undefined = 1.0 - one[f"{prefix}defined"] / runs
    return f"{share:.0%} in" + (f", {undefined:.0%} undef." if undefined > 0.005 else "")


def _key() -> list[Line2D | Patch]:
    return [
        Patch(color=BAND, alpha=0.16, linewidth=0, label="band"),
        Line2D([], [], color=INK, marker="D", markersize=3.6, linewidth=1.4, label="on record"),
        Line2D([], [], color=MODEL, linewidth=2, label="median over runs, model"),
        Line2D([], [], color=PLACEBO, linewidth=2, label="without the mechanism"),
    ]
