"""Are there enough samples: intervals that narrow as the design grows."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from experiments.figures.labels import Label, label_right
from experiments.figures.palette import ACTORS, OTHERS
from experiments.figures.sensitivity import footnote
from experiments.figures.style import SOFT, blank, styled
from experiments.sensitivity import METHODS, Analysis

_HEIGHT = 4.6


@styled
def fan(found: Analysis, title: str, footer: str) -> Figure | None:
    """Draw the leading measure with its interval for nested parts of the design.

    The leading factors have colours and names, the others are grey; None where the design has
    no parts.
    """
    one = METHODS[found.method]
    path = found.convergence.path
    path = path[path["measure"] == one.leading]
    if path["samples"].nunique() < 2:
        return None
    figure = blank(_HEIGHT + 1.1, title, footnote(found, footer))
    axes = figure.add_subplot()
    order = found.convergence.order
    labels = []
    for place, name in reversed(list(enumerate(order))):
        part = path[path["factor"] == name].sort_values("samples")
        colour = ACTORS[place] if place < len(ACTORS) else OTHERS
        x = part["samples"].to_numpy()
        axes.fill_between(x, part["low"], part["high"], color=colour, alpha=0.16, linewidth=0)
        axes.plot(x, part["value"], color=colour, linewidth=1.6, marker="o", markersize=3)
        if place < len(ACTORS):
            labels.append(Label(float(part["value"].iloc[-1]), name, colour))
    axes.set_xscale("log", base=2)
    sizes = sorted(path["samples"].unique())
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(sizes[0], sizes[-1])
    threshold = found.convergence.threshold
    axes.axhline(threshold, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.set_xlabel(f"{one.sized} (nested parts of the design)")
    axes.set_ylabel(f"{one.leading.replace('_', ' ')} index, {found.level:.0%} interval")
    label_right(axes, labels[::-1], _HEIGHT)
    return figure
