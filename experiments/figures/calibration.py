"""Calibration: what was learnt of each parameter, and whether fresh worlds meet the record."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.calibration import Calibration, Prior
from experiments.calibration.identifiability import OPEN
from experiments.calibration.predictive import POSTERIOR, PRESENT, PRIOR
from experiments.figures.style import FAINT, INK, SOFT, blank, styled

BELIEVED, NOW, BAND = "#0072b2", "#d55e00", "#009e73"
_COLUMNS, _BINS, _PAIRS = 3, 16, 3
#: Golden ratio less 1: heights of points that never cluster.
_GOLDEN = 0.6180339887498949


@styled
def marginals(found: Calibration, title: str, footer: str) -> Figure:
    """The posterior of each parameter over its prior, with the value that the scenario has now."""
    priors = found.posterior.problem.priors
    rows = -(-len(priors) // _COLUMNS)
    columns = min(_COLUMNS, len(priors))
    figure = blank(1.5 + 1.9 * rows, title, footer)
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes, one, (_, said) in zip(grid.flat, priors, found.parameters.iterrows(), strict=False):
        _marginal(axes, one, said, found)
    for axes in list(grid.flat)[len(priors) :]:
        axes.set_visible(False)
    handles = [
        Line2D([], [], color=SOFT, linestyle="--", linewidth=1, label="prior"),
        Patch(color=BELIEVED, alpha=0.45, linewidth=0, label=found.posterior.method),
        Line2D([], [], color=BELIEVED, linewidth=3, label="5–95%"),
        Line2D([], [], color=NOW, linewidth=1.6, label="now"),
    ]
    figure.legend(handles=handles, loc="outside upper right", ncols=4, frameon=False)
    return figure


def _marginal(axes: Axes, one: Prior, said: pd.Series, found: Calibration) -> None:
    values = found.posterior.particles[one.address].to_numpy()
    edges = np.linspace(one.low, one.high, _BINS + 1)
    # relative to the prior: 1 is what was believed before
    height, _ = np.histogram(values, edges, weights=found.posterior.weights * _BINS)
    axes.stairs(height, edges, fill=True, color=BELIEVED, alpha=0.45, linewidth=0)
    axes.axhline(1.0, color=SOFT, linestyle="--", linewidth=1)
    top = max(float(height.max()) * 1.12, 1.6)
    axes.plot([said["low"], said["high"]], [-0.06 * top] * 2, color=BELIEVED, linewidth=3,
              solid_capstyle="butt")  # fmt: skip
    if np.isfinite(one.present):
        axes.axvline(one.present, color=NOW, linewidth=1.6)
    margin = 0.03 * (one.high - one.low)
    axes.set_xlim(one.low - margin, one.high + margin)
    axes.set_ylim(-0.12 * top, top)
    axes.set_yticks([0, 1], ["0", "prior"])
    unit = "" if one.unit == "1" else f" [{one.unit}]"
    axes.set_title(f"{_short(one.address)}{unit}", fontsize=9)
    axes.text(
        0.995, 0.97, f"{said['verdict']} ({said['contraction']:.2f})", transform=axes.transAxes,
        ha="right", va="top", fontsize=7.5, color=SOFT if said["verdict"] == OPEN else INK,
        bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1},
    )  # fmt: skip


@styled
def pairs(found: Calibration, title: str, footer: str) -> Figure | None:
    """Particles in the planes of the parameters known best; None for a single parameter."""
    table = found.parameters.sort_values("contraction", ascending=False, kind="stable")
    names = list(table["address"])[:_PAIRS]
    planes = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    if not planes:
        return None
    figure = blank(3.9, title, footer)
    grid = figure.subplots(1, len(planes), squeeze=False)
    known = {one.address: one for one in found.posterior.problem.priors}
    weights = found.posterior.weights
    for axes, (across, up) in zip(grid.flat, planes, strict=True):
        axes.scatter(
            found.posterior.particles[across], found.posterior.particles[up],
            s=4.0 + 26.0 * weights / weights.max(), color=BELIEVED, alpha=0.4, linewidth=0,
        )  # fmt: skip
        axes.plot(known[across].present, known[up].present, "P", color=NOW, markersize=9,
                  markeredgecolor="white", clip_on=False)  # fmt: skip
        for side, one in (("x", known[across]), ("y", known[up])):
            margin = 0.03 * (one.high - one.low)
            getattr(axes, f"set_{side}lim")(one.low - margin, one.high + margin)
            unit = "" if one.unit == "1" else f" [{one.unit}]"
            getattr(axes, f"set_{side}label")(_short(one.address) + unit)
        axes.set_title(f"correlation {found.correlations.loc[across, up]:+.2f}", fontsize=9)
    handles = [
        Line2D([], [], color=BELIEVED, marker="o", linestyle="none", markersize=4, alpha=0.6,
               label="particle, by weight"),
        Line2D([], [], color=NOW, marker="P", linestyle="none", label="now"),
    ]  # fmt: skip
    figure.legend(handles=handles, loc="outside upper right", ncols=2, frameon=False)
    return figure


@styled
def checks(found: Calibration, title: str, footer: str) -> Figure:
    """Fresh worlds of posterior, present values and prior, each against the record."""
    targets = found.posterior.problem.targets
    sources = [one for one in (PRIOR, PRESENT, POSTERIOR) if one in set(found.fresh["source"])]
    colours = {PRIOR: SOFT, PRESENT: NOW, POSTERIOR: BELIEVED}
    words = {PRIOR: "prior", PRESENT: "now", POSTERIOR: "posterior"}
    rows = -(-len(targets) // 2)
    figure = blank(1.4 + 1.25 * rows, title, footer)
    grid = figure.subplots(rows, min(2, len(targets)), squeeze=False)
    for axes, target in zip(grid.flat, targets, strict=False):
        axes.axvspan(*target.band, color=BAND, alpha=0.16, linewidth=0)
        shown = [*target.band, target.low, target.high]
        for place, source in enumerate(sources):
            runs = found.fresh.loc[found.fresh["source"] == source, target.name].to_numpy()
            runs = np.sort(runs[np.isfinite(runs)])
            if not len(runs):
                continue
            shown += list(np.quantile(runs, [0.02, 0.98]))
            heights = place + 0.56 * ((np.arange(len(runs)) * _GOLDEN) % 1.0 - 0.5)
            axes.plot(runs, heights, ".", color=colours[source], markersize=3, alpha=0.35,
                      markeredgewidth=0, rasterized=True)  # fmt: skip
            axes.plot([np.median(runs)] * 2, [place - 0.4, place + 0.4], color=colours[source],
                      linewidth=2)  # fmt: skip
        top = len(sources) - 0.35
        axes.plot([target.low, target.high], [top] * 2, color=INK, marker="D", markersize=3.6,
                  linewidth=1.4)  # fmt: skip
        margin = 0.05 * (max(shown) - min(shown)) or 1.0
        axes.set_xlim(min(shown) - margin, max(shown) + margin)
        axes.set_ylim(-0.6, len(sources) - 0.1)
        axes.set_yticks(range(len(sources)), [words[one] for one in sources])
        axes.tick_params(axis="y", length=0)
        axes.grid(False)
        axes.spines["left"].set_color(FAINT)
        unit = {"1": "", "the column's": " [persons]"}.get(target.unit, f" [{target.unit}]")
        axes.set_title(f"{target.name}{unit}", fontsize=9)
    for axes in list(grid.flat)[len(targets) :]:
        axes.set_visible(False)
    handles = [
        Patch(color=BAND, alpha=0.16, linewidth=0, label="band of the pattern"),
        Line2D([], [], color=INK, marker="D", markersize=3.6, linewidth=1.4, label="on record"),
        Line2D([], [], color=INK, linewidth=2, label="median of runs"),
    ]
    figure.legend(handles=handles, loc="outside upper right", ncols=3, frameon=False)
    return figure


def _short(address: str) -> str:
    return address.removeprefix("rules.")
