"""Which factors work together: second-order indices as a heat map."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from experiments.figures.ablation import HIGHER
from experiments.figures.sensitivity import footnote
from experiments.figures.style import FAINT, INK, SOFT, blank, styled
from experiments.sensitivity import Analysis
from experiments.sensitivity.convergence import NEGLIGIBLE

#: Classes of the share of variance that a pair explains.
BOUNDS = (0.0, 0.01, 0.03, 0.1, 0.2, 1.0)
_MOST, _CELL = 20, 0.32


@styled
def pairs(found: Analysis, title: str, footer: str) -> Figure:
    """Draw the shares that two factors explain together and neither alone.

    Factors that are not negligible, the most important first; a pair has a colour where its
    interval lies above zero, and is white where interaction is not sure.
    """
    part = found.measure("second").reset_index()
    held, screening = {*part["factor"], *part["other"]}, found.convergence.screening
    names = [name for name in found.convergence.order if name in held]
    counted = [name for name in names if screening.get(name) != NEGLIGIBLE]
    names = (counted if len(counted) > 1 else names)[:_MOST]
    at = {name: place for place, name in enumerate(names)}
    shown = np.full((len(names), len(names)), np.nan)
    figure = blank(1.9 + max(_CELL * len(names), 1.6), title, footnote(found, footer))
    axes = figure.add_subplot()
    for one, other, value, low in part[["factor", "other", "value", "low"]].to_numpy().tolist():
        if one in at and other in at and low > 0:
            j, k = sorted((at[one], at[other]))
            shown[k, j] = value
            axes.text(j + 0.5, k + 0.5, f"{value:.2f}".lstrip("0"), ha="center", va="center",
                      fontsize=6.5, color="white" if value > BOUNDS[3] else INK)  # fmt: skip
    colours = ListedColormap(HIGHER)
    norm = BoundaryNorm(BOUNDS, colours.N)
    image = axes.pcolormesh(np.ma.masked_invalid(shown), cmap=colours, norm=norm,
                            edgecolors="white", linewidth=0.8)  # fmt: skip
    for place in range(len(names)):
        axes.plot([0, place + 1], [place + 1] * 2, color=FAINT, linewidth=0.6, zorder=3)
        axes.plot([place + 1] * 2, [place, len(names)], color=FAINT, linewidth=0.6, zorder=3)
    if np.isnan(shown).all():
        axes.text(0.98, 0.9, "No pair surely interacts: more base samples would tell.",
                  transform=axes.transAxes, ha="right", color=SOFT)  # fmt: skip
    axes.grid(False)
    axes.set_xlim(0, len(names))
    axes.set_ylim(len(names), 0)
    axes.set_xticks(np.arange(len(names)) + 0.5, names, rotation=90)
    axes.set_yticks(np.arange(len(names)) + 0.5, names)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    scale = figure.colorbar(image, ax=axes, shrink=0.8, aspect=22, pad=0.02)
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.ax.tick_params(length=0)
    scale.ax.set_yticks(BOUNDS, [f"{bound:g}" for bound in BOUNDS])
    scale.set_label("share of variance of the pair\nwhite: not surely above zero", fontsize=8)
    return figure
