"""The order of collapse as falling steps."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from matplotlib.axes import Axes

from experiments.attribution import Attribution
from experiments.figures.palette import HOST
from experiments.figures.style import INK, SOFT

#: Characters of a name on one line below a step, and sizes of the names: longer ones are smaller.
_LINE, _SIZE, _SMALL = 11, 8.0, 7.0


def draw_steps(axes: Axes, found: Attribution, names: Mapping[str, str]) -> None:
    """A step a loss: what is left when those named so far have gone."""
    assert found.steps is not None
    table = found.steps
    step, worth = table["step"].to_numpy(), table["worth"].to_numpy()
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    for place in range(len(step)):
        left, right = step[place] - 0.42, step[place] + 0.42
        axes.fill_between(
            [left, right], low[place], high[place], color=HOST, alpha=0.18, linewidth=0
        )
        axes.plot([left, right], [worth[place]] * 2, color=HOST, linewidth=2.2,
                  solid_capstyle="butt")  # fmt: skip
        if place:
            axes.plot([left - 0.08] * 2, [worth[place - 1], worth[place]], color=SOFT,
                      linewidth=0.8, linestyle=(0, (2, 2)))  # fmt: skip
    for level, (at, _) in found.losses.items():
        if min(low.min(), high.min()) <= at <= max(high.max(), low.max()):
            axes.axhline(at, color=INK, linewidth=0.8, linestyle=(0, (5, 3)))
            axes.annotate(
                level, (1.0, at), xycoords=("axes fraction", "data"), fontsize=8, color=INK,
                ha="right", va="bottom", xytext=(0, 1), textcoords="offset points",
            )  # fmt: skip
    words = ["nobody\ngone yet"]
    for row in table.iloc[1:].to_dict("records"):
        name = textwrap.fill(names[row["player"]], _LINE, break_long_words=False)
        words.append(f"{name}\n({_percent(row['agreement'])})")
    widest = max(len(line) for word in words for line in word.split("\n"))
    axes.set_xticks(step, words, fontsize=_SIZE if widest <= _LINE else _SMALL)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, step[-1] + 0.6)
    axes.set_xlabel("who goes next")
    axes.margins(y=0.1)
    unit = f" [{found.unit}]" if found.unit else ""
    axes.set_ylabel(f"{found.outcome.replace('_', ' ')}{unit}")
    axes.set_title(
        "Order of collapse: at each step goes the one that is missed most "
        "(in brackets: resamples that agree)"
    )


def _percent(share: float) -> str:
    """A share in words that never rounds to a certainty.

    >>> _percent(1.0), _percent(0.9991), _percent(0.42), _percent(0.001)
    ('100%', '>99%', '42%', '<1%')
    """
    if 0.99 < share < 1.0:
        return ">99%"
    return "<1%" if 0.0 < share < 0.01 else f"{share:.0%}"
