"""What each player brings, who needs whom, and the order in which losing them does most harm."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.attribution import Attribution
from experiments.figures.attribution_pairs import draw_pairs
from experiments.figures.attribution_steps import draw_steps
from experiments.figures.style import INK, SOFT, blank, styled

#: Good, bad and unclear; told apart under the common forms of colour blindness, and in grey print.
HELPS, HARMS, UNSURE = "#0072b2", "#d55e00", "#b8b8b8"

#: Height of a bar; of title, axis and legend round the bars; of the steps. [inch]
_BAR, _ROUND, _STEPS = 0.27, 1.35, 3.3


@styled
def attribution(
    found: Attribution, title: str, footer: str, labels: Mapping[str, str] | None = None
) -> Figure:
    """Draw what was found of one outcome.

    Parameters
    ----------
    found : Attribution
        From `experiments.attribution.attribute`.
    title, footer : str
        What is shown, and where it comes from.
    labels : mapping of str to str, optional
        Short names of players; their own unless given.
    """
    named = labels or {}
    names = {name: named.get(name, name).replace("_", " ") for name in found.values["player"]}
    bars = _ROUND + _BAR * len(names)
    has_steps, has_pairs = found.steps is not None, found.pairs is not None
    height = 0.75 + bars + (_STEPS if has_steps else 0.0)
    figure = blank(height, title, footer)
    grid = figure.add_gridspec(
        2 if has_steps else 1, 2, width_ratios=(1.0, 0.85),
        height_ratios=(bars, _STEPS) if has_steps else None,
    )  # fmt: skip
    draw_values(figure.add_subplot(grid[0, 0] if has_pairs else grid[0, :]), found, names)
    if found.pairs is not None:
        draw_pairs(figure.add_subplot(grid[0, 1]), found, names)
    if found.steps is not None:
        draw_steps(figure.add_subplot(grid[1, :]), found, names)
    return figure


def draw_values(axes: Axes, found: Attribution, names: Mapping[str, str]) -> None:
    """Bars with intervals, the most helpful at the top; beside them alone and last."""
    table = found.values
    place = np.arange(len(table))[::-1]
    good = found.good
    ends = good * table[["low", "high"]].to_numpy()
    colour = np.where(
        ends.min(axis=1) > 0.0, HELPS, np.where(ends.max(axis=1) < 0.0, HARMS, UNSURE)
    )
    axes.barh(place, table["value"], height=0.62, color=colour, zorder=2)
    axes.hlines(place, table["low"], table["high"], color=INK, linewidth=1.1, zorder=4)
    for column, marker, label in (
        ("alone", "o", "if it were the only one of these"),
        ("leaving", "D", "what goes if it alone leaves"),
    ):
        axes.plot(
            table[column], place, linestyle="none", marker=marker, markersize=4.2, zorder=3,
            markerfacecolor="white", markeredgecolor=SOFT, markeredgewidth=0.9, label=label,
        )  # fmt: skip
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_yticks(place, [names[name] for name in table["player"]])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x")
    axes.margins(y=0.02)
    together = found.whole["together"].value
    axes.set_title(f"What each brings, of {together:+.3g} in all".replace("-", "−"))
    words = found.outcome.replace("_", " ")
    better = "; less is better" if good < 0 else ""
    axes.set_xlabel(
        f"change of {words} [{found.unit}]{better}\nblue helps, orange harms, grey: not sure"
    )
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.5 / (_BAR * len(table) + 0.2)), ncols=2,
        frameon=False, fontsize=8, handletextpad=0.3, columnspacing=1.2,
    )  # fmt: skip
