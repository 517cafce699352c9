"""The map of pairs: who needs whom, and who can stand in for whom."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from experiments.attribution import Attribution
from experiments.figures.style import FAINT, INK, SOFT

#: Paul Tol's "PRGn" (2021, SRON/EPS/TN/09-002): green for complements, purple for substitutes.
NEED, REPLACE = "#1b7837", "#762a83"
_SCALE = LinearSegmentedColormap.from_list(
    "pairs", [REPLACE, "#e7d4e8", "#f7f7f7", "#d9f0d3", NEED]
)


def draw_pairs(axes: Axes, found: Attribution, names: Mapping[str, str]) -> None:
    """A triangle of pairs, in the order of the bars beside it; size and colour say how strong."""
    assert found.pairs is not None
    order = {name: place for place, name in enumerate(found.values["player"])}
    count = len(order)
    most = float(found.pairs["value"].abs().max()) or 1.0
    for pair in found.pairs.to_dict("records"):
        row, column = sorted((order[pair["one"]], order[pair["other"]]), reverse=True)
        axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor="none", edgecolor=FAINT,
                                 linewidth=0.6))  # fmt: skip
        if pair["relation"] == "unclear":
            continue
        strength = abs(pair["value"]) / most
        signed = strength if pair["relation"] == "complements" else -strength
        side = 0.15 + 0.8 * np.sqrt(strength)
        axes.add_patch(
            Rectangle((column - side / 2, row - side / 2), side, side, linewidth=0,
                      facecolor=_SCALE(0.5 + 0.5 * np.sign(signed) * (0.35 + 0.65 * strength)))
        )  # fmt: skip
    axes.set_xlim(-0.5, count - 1.5)
    axes.set_ylim(count - 0.5, 0.5)
    labels = [names[name] for name in order]
    axes.set_yticks(range(1, count), labels[1:])
    axes.set_xticks(range(count - 1), labels[:-1], rotation=90)
    axes.tick_params(length=0)
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title("Who needs whom, who can stand in for whom")
    left = max(0.40, 1.0 / max(count - 1, 1) + 0.03)  # beside the one square of the top row
    step = max(0.07, 0.33 / count)
    for height, colour, text in (
        (0.97, NEED, "complements: better than the sum"),
        (0.97 - step, REPLACE, "substitutes: worse than the sum"),
        (0.97 - 2 * step, None, "empty: not sure"),
    ):
        if colour:
            axes.plot([left], [height], marker="s", markersize=7, color=colour,
                      transform=axes.transAxes, clip_on=False)  # fmt: skip
        else:
            axes.plot([left], [height], marker="s", markersize=7, markerfacecolor="white",
                      markeredgecolor=FAINT, transform=axes.transAxes, clip_on=False)  # fmt: skip
        axes.text(left + 0.04, height, text, transform=axes.transAxes, va="center", fontsize=8,
                  color=INK if colour else SOFT)  # fmt: skip
