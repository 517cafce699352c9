"""What the found policies decide: a line a policy through the axes of all decisions."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from experiments.figures.style import INK, SOFT, blank, styled
from experiments.search import FRESH, MEMBER, Proof, Space

_ROW, _HEAD = 0.42, 1.7


@styled
def decisions(chosen: pd.DataFrame, space: Space, proof: Proof, footer: str) -> Figure:
    """Draw parallel axes, one below the other so that their names can be read.

    Parameters
    ----------
    chosen : pandas.DataFrame
        policy, candidate and a column a decision.
    space : Space
        Ranges and units.
    proof : Proof
        Gives the first objective on fresh seeds, which colours the lines.
    footer : str
        Where it comes from.
    """
    names = space.names
    note = "A threshold says nothing where the intensity of its lever is near 0."
    figure = blank(_HEAD + _ROW * len(names), "What the found policies decide", f"{note} {footer}")
    axes = figure.add_subplot()
    values = chosen[names].to_numpy(dtype=float)
    scaled = (values - space.low) / (space.high - space.low)
    first = proof.objectives[0]
    worth = proof.values[FRESH][proof.of(MEMBER), 0]
    norm = Normalize(worth.min(), worth.max() if np.ptp(worth) > 0 else worth.min() + 1e-9)
    colours = colormaps["viridis"].resampled(256)
    rows = np.arange(len(names))
    for line, shade in zip(scaled, worth, strict=True):
        # the pale end of the scale cannot be seen on white
        axes.plot(line, rows, "-o", color=colours(0.92 * norm(shade)), ms=4, lw=1.3, alpha=0.85)
    axes.set_yticks(rows, [_label(space, k) for k in range(len(names))])
    axes.invert_yaxis()
    axes.set_xlim(-0.07, 1.09)
    axes.set_xticks([])
    axes.grid(axis="y", color="#d0d0d0")
    for row, (low, high) in enumerate(zip(space.low, space.high, strict=True)):
        for x, value, side in ((-0.015, low, "right"), (1.015, high, "left")):
            axes.text(x, row, f"{value:g}", ha=side, va="center", fontsize=8, color=SOFT)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(length=0, labelcolor=INK)
    shown = colormaps["viridis"].resampled(256)(np.linspace(0, 0.92, 256))
    from matplotlib.colors import ListedColormap

    scale = figure.colorbar(
        ScalarMappable(norm, ListedColormap(shown)), ax=axes, location="right", shrink=0.8,
        pad=0.01, aspect=30,
    )  # fmt: skip
    scale.outline.set_visible(False)  # type: ignore[operator]
    scale.set_label(f"{first.name} on fresh seeds [{first.unit}]", fontsize=8)
    return figure


def _label(space: Space, k: int) -> str:
    """A decision in words: the lever, and what of it."""
    _, lever, what = space.names[k].split(".")
    trigger = space.policy.levers[lever].when.trigger
    if what == "threshold" and trigger is not None:
        indicator = trigger.indicator.split(".", 2)[2]
        return f"{lever.replace('_', ' ')}: {indicator} {trigger.op}"
    return f"{lever.replace('_', ' ')}: intensity"
