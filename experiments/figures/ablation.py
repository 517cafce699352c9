"""The heat map of an ablation: mechanisms by outcomes, coloured where the effect is sure."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure

from experiments.ablation import SLIGHT, strongest
from experiments.figures.style import INK, SOFT, blank, styled
from sim.metrics import OUTCOMES

#: Classes of the standardised effect on either side of zero; from the last on all is one class.
BOUNDS = (SLIGHT, 0.3, 1.0, 3.0)
#: Paul Tol's "sunset" (2021, SRON/EPS/TN/09-002) without its middle: safe for colour blindness.
LOWER = ("#364b9a", "#4a7bb7", "#6ea6cd", "#98cae1", "#c2e4ef")
HIGHER = ("#fee9b0", "#fdb366", "#f67e4b", "#dd3d2d", "#a50026")
UNDEFINED = "#e9e9e9"

#: Height of a row; of names of outcomes and the scale together. [inch]
_ROW, _REST = 0.165, 2.75


@styled
def heat_map(effects: pd.DataFrame, title: str, footer: str) -> Figure:
    """Draw what switching off each mechanism does to each outcome.

    Parameters
    ----------
    effects : pandas.DataFrame
        From `experiments.ablation.effects`, of one scenario or of several one below the other;
        of several, a cell shows the strongest effect that is sure.
    title, footer : str
        What is shown, and where it comes from.
    """
    strength = matrix(effects)
    figure = blank(_REST + _ROW * len(strength), title, footer)
    axes = figure.add_subplot()
    colours = ListedColormap([*LOWER, *HIGHER])
    edges = [-np.inf, *(-b for b in reversed(BOUNDS)), 0.0, *BOUNDS, np.inf]
    classes = np.digitize(strength, edges[1:-1]) + 0.5
    shown = np.ma.masked_where(strength.isna(), classes)
    norm = BoundaryNorm(np.arange(len(edges)), colours.N)
    image = axes.pcolormesh(shown, cmap=colours, norm=norm, edgecolors="white", linewidth=0.6)
    _undefined(axes, effects, strength)
    _signs(axes, strength)
    _names(axes, strength)
    scale = figure.colorbar(
        image, ax=axes, location="bottom", shrink=0.62, aspect=42, pad=0.012, anchor=(0.5, 0.0)
    )
    scale.set_ticks(
        list(range(1, len(edges) - 1)),
        labels=[*(f"−{b:g}" for b in reversed(BOUNDS)), "0", *(f"{b:g}" for b in BOUNDS)],
    )
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.ax.tick_params(length=0)
    scale.set_label(
        "Without the mechanism the outcome is lower (−) or higher (+), in standard deviations over "
        "runs.\nWhite: no sure difference. Grey: the outcome is undefined with or without it.",
        fontsize=8,
    )
    return figure


def matrix(effects: pd.DataFrame) -> pd.DataFrame:
    """Standardised effects, mechanism by outcome; NaN where none is sure.

    Mechanisms that move most outcomes by `SLIGHT` or more come first; outcomes stand
    in the order of `OUTCOMES`.
    """
    best = strongest(effects)
    table = best.pivot(index="mechanism", columns="outcome", values="effect").astype(float)
    table = table.reindex(index=list(effects["mechanism"].unique()))
    counts = weighty(table)
    present = set(effects["outcome"])
    return table.reindex(
        index=sorted(table.index, key=lambda name: (-counts[name], name)),
        columns=[name for name in OUTCOMES if name in present],
    )


def weighty(strength: pd.DataFrame) -> pd.Series:
    """Number of outcomes that each mechanism moves by `SLIGHT` or more."""
    return (strength.abs() >= SLIGHT).sum(axis=1)


def _undefined(axes: Axes, effects: pd.DataFrame, strength: pd.DataFrame) -> None:
    """Grey for what no scenario could judge."""
    judged = effects.assign(judged=effects["difference"].notna())
    table = judged.pivot_table(index="mechanism", columns="outcome", values="judged", aggfunc="max")
    table = table.reindex(index=strength.index, columns=strength.columns)
    grey = np.ma.masked_where(table.to_numpy(dtype=bool), np.zeros(table.shape))
    axes.pcolormesh(grey, cmap=ListedColormap([UNDEFINED]), edgecolors="white", linewidth=0.6)


def _signs(axes: Axes, strength: pd.DataFrame) -> None:
    """The direction once more, for print without colours."""
    values = strength.to_numpy()
    for row, column in np.argwhere(np.isfinite(values) | np.isinf(values)):
        value = values[row, column]
        strong = value > BOUNDS[-2] or value < -BOUNDS[-2]
        axes.text(column + 0.5, row + 0.53, "+" if value > 0 else "−", ha="center", va="center",
                  fontsize=6, color="white" if strong else INK)  # fmt: skip


def _names(axes: Axes, strength: pd.DataFrame) -> None:
    axes.grid(False)
    axes.invert_yaxis()
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    axes.set_xticks(np.arange(strength.shape[1]) + 0.5)
    axes.set_xticklabels([name.replace("_", " ") for name in strength.columns], rotation=90,
                         fontsize=7)  # fmt: skip
    counts = weighty(strength)
    axes.set_yticks(np.arange(strength.shape[0]) + 0.5)
    axes.set_yticklabels([str(name).replace("_", " ") for name in strength.index], fontsize=8)
    for row, count in enumerate(counts):
        axes.text(strength.shape[1] + 0.4, row + 0.5, str(count), va="center", fontsize=7,
                  color=SOFT)  # fmt: skip
    axes.text(strength.shape[1] + 0.4, -0.5, f"≥ {SLIGHT:g}", va="center", fontsize=7,
              color=SOFT)  # fmt: skip
    groups = [OUTCOMES[str(name)].compute.__module__ for name in strength.columns]
    for column in range(1, len(groups)):
        if groups[column] != groups[column - 1]:
            axes.axvline(column, color="#b5b5b5", linewidth=0.6)
    for row in range(5, strength.shape[0], 5):
        axes.axhline(row, color="#e0e0e0", linewidth=0.5)
