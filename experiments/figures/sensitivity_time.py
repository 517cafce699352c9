"""Which factor matters when: first-order shares stacked over time, the rest on top."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.labels import Label, label_right
from experiments.figures.palette import ACTORS, OTHERS
from experiments.figures.style import FAINT, SOFT, blank, styled

#: Factors with a colour of their own, and the share over all moments that they need for one; the
#: others are stacked as one.
_LEADING, _LEAST = 7, 0.01
_HEIGHT = 4.2


@styled
def time_bands(frame: pd.DataFrame, title: str, footer: str, label: str = "") -> Figure:
    """Draw what `experiments.sensitivity.over_time` returns as stacked bands.

    What single factors explain stands below, what only several together (or chance) explain
    above; under it the standard deviation of the outcome: a large share of little is little.

    Parameters
    ----------
    frame : pandas.DataFrame
        With the measure `first` (or `effect`, of Shapley).
    title, footer : str
        What is shown, and where it comes from.
    label : str
        Unit of the outcome.
    """
    measures = frame["measure"].unique()
    measure = "effect" if "effect" in measures else "first"
    part = frame[frame["measure"] == measure]
    shares = part.pivot_table(index="moment", columns="factor", values="value", sort=False,
                              dropna=False).clip(lower=0.0)  # fmt: skip
    total = shares.sum(axis=1)
    # Estimates may add up to more than the whole by their errors.
    shares = shares.div(total.where(total > 1.0, 1.0), axis=0)
    spread = np.sqrt(part.groupby("moment", sort=False)["variance"].first())
    over_all = shares.mul(spread**2, axis=0).sum() / float((spread**2).sum())
    order = over_all.sort_values(ascending=False, kind="stable")
    leading = order.index[: max(min(_LEADING, int((order >= _LEAST).sum())), 1)]
    layers = [(str(name), shares[name].to_numpy(), ACTORS[k]) for k, name in enumerate(leading)]
    others = order.index[len(leading) :]
    if len(others):
        rest = shares[others].sum(axis=1, min_count=1).to_numpy()
        layers.append((f"{len(others)} others", rest, OTHERS))
    if measure == "first":
        layers.append(("together, or chance", 1.0 - shares.sum(axis=1, min_count=1).to_numpy(),
                       FAINT))  # fmt: skip
    figure = blank(_HEIGHT + 2.2, title, footer)
    grid = figure.add_gridspec(2, 1, height_ratios=[_HEIGHT, 1.1])
    axes, below = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
    x = shares.index.to_numpy()
    floor = np.zeros(len(x))
    labels = []
    for name, values, colour in layers:
        roof = floor + values
        axes.fill_between(x, floor, roof, color=colour, linewidth=0)
        axes.plot(x, roof, color="white", linewidth=0.5)
        last = np.flatnonzero(np.isfinite(roof))[-1]
        labels.append(Label(float(floor[last] + roof[last]) / 2, name, colour))
        floor = roof
    axes.set_ylim(0, 1)
    axes.set_xlim(x[0], x[-1])
    axes.set_ylabel("share of variance")
    axes.yaxis.set_major_formatter("{x:.0%}")
    axes.tick_params(labelbottom=False)
    axes.grid(False)
    label_right(axes, labels, _HEIGHT)
    below.fill_between(x, 0, spread.to_numpy(), color=SOFT, alpha=0.35, linewidth=0)
    below.set_xlim(x[0], x[-1])
    below.set_ylim(0, None)
    below.set_ylabel(f"sd [{label}]" if label else "sd")
    return figure
