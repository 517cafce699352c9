"""Areas on top of each other, a step a quarter, named at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.figures.labels import Label, label_right
from experiments.figures.palette import OTHERS
from experiments.figures.view import View

#: Smaller shares of the whole are shown among the others.
LEAST_SHARE = 0.01


#: A stack that ends below this share of the axis is named by its order at the peak.
_LOW = 0.15


class Layer(NamedTuple):
    """One area of a stack."""

    name: str
    values: np.ndarray
    """Mean over runs in each quarter, (quarter,)."""
    colour: str


def stepped(years: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners of a step line: a flow holds for its whole quarter.

    >>> [corner.tolist() for corner in stepped(np.array([0.0, 0.25, 0.5]), np.array([1.0, 3.0]))]
    [[0.0, 0.25, 0.25, 0.5], [1.0, 1.0, 3.0, 3.0]]
    """
    return np.repeat(years, 2)[1:-1], np.repeat(values, 2)


def draw_stack(
    axes: Axes, view: View, layers: Sequence[Layer], height_inches: float, top: float
) -> None:
    """Stack layers, the first at the bottom, and name them at the right with their shares.

    The axis runs to `top`; names keep apart by its height on paper.
    """
    axes.set_ylim(0.0, top)
    axes.grid(False)
    whole = sum(float(layer.values.sum()) for layer in layers) or 1.0
    floor = np.zeros(len(view.years) - 1)
    height = np.asarray(sum((layer.values for layer in layers), floor))
    ends_low = bool(height[-1] < _LOW * top)
    at = int(height.argmax()) if ends_low else -1
    labels = []
    for layer in layers:
        roof = floor + layer.values
        x, low = stepped(view.years, floor)
        axes.fill_between(x, low, stepped(view.years, roof)[1], color=layer.colour, linewidth=0)
        axes.plot(x, stepped(view.years, roof)[1], color="white", linewidth=0.4)
        share = _percent(float(layer.values.sum()) / whole)
        middle = float(floor[at] + roof[at]) / 2
        labels.append(Label(middle, f"{layer.name}  {share}", layer.colour))
        floor = roof
    label_right(axes, labels, height_inches, leaders=not ends_low)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.01 else "<1%"


def rest_name(others: Sequence[str], view: View) -> str:
    """What the topmost layer is called."""
    return view.label(others[0]) if len(others) == 1 else f"{len(others)} others"


def by_actor(view: View, values: np.ndarray) -> list[Layer]:
    """Layers of the leading suppliers, the largest at the bottom, and of all others together.

    `values` is a mean over runs, (quarter, actor).
    """
    at = {name: index for index, name in enumerate(view.actors)}
    total = values.sum(0)
    least = LEAST_SHARE * float(total.sum())
    leading = sorted((n for n in view.leading if total[at[n]] > least), key=lambda n: -total[at[n]])
    layers = [Layer(view.label(n), values[:, at[n]], view.colours[n]) for n in leading]
    others = [n for n in view.actors if n not in leading and total[at[n]] > 0]
    if others:
        rest = values[:, [at[n] for n in others]].sum(1)
        layers.append(Layer(rest_name(others, view), rest, OTHERS))
    return layers
