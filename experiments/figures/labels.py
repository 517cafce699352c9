"""Names beside lines and areas, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from experiments.figures.style import INK, SOFT


class Label(NamedTuple):
    """A name at the right end of what it names."""

    height: float
    """Where it belongs, in the unit of the axis."""
    text: str
    colour: str


def spread(wanted: Sequence[float], gap: float, top: float = 1.0) -> np.ndarray:
    """Positions in [0, top], as near to `wanted` as `gap` between neighbours allows.

    Least squares under order and gap: pool adjacent violators.

    >>> spread([0.5, 0.5, 0.9], 0.2).round(2).tolist()
    [0.4, 0.6, 0.9]
    """
    order = np.argsort(wanted, kind="stable")
    gap = min(gap, top / max(len(order) - 1, 1))
    blocks: list[list[float]] = []
    for place, index in enumerate(order):
        blocks.append([float(wanted[index]) - place * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, count = blocks.pop()
            blocks[-1] = [
                (blocks[-1][0] * blocks[-1][1] + mean * count) / (blocks[-1][1] + count),
                blocks[-1][1] + count,
            ]
    flat = np.concatenate([np.full(int(count), mean) for mean, count in blocks] or [np.zeros(0)])
    flat = np.clip(flat, 0.0, top - gap * max(len(order) - 1, 0))
    positions = np.empty(len(order))
    positions[order] = flat + gap * np.arange(len(order))
    return positions


def label_right(
    axes: Axes, labels: Sequence[Label], height_inches: float, *, leaders: bool = True
) -> None:
    """Write names at the right edge of an axis, with a chip of their colour and a thin leader.

    Set the limits of the axis before.
    """
    shown = [label for label in labels if np.isfinite(label.height)]
    if not shown:
        return
    data_to_axes = axes.transData + axes.transAxes.inverted()
    wanted = [float(data_to_axes.transform((0.0, label.height))[1]) for label in shown]
    wanted = np.clip(wanted, 0.0, 1.0).tolist()
    beside = axes.transAxes
    for label, start, end in zip(shown, wanted, spread(wanted, 0.155 / height_inches), strict=True):
        if leaders:
            axes.plot([1.003, 1.02], [start, end], color=SOFT, linewidth=0.5, transform=beside,
                      clip_on=False)  # fmt: skip
        axes.plot(
            [1.03], [end], marker="s", markersize=6, color=label.colour, transform=beside,
            clip_on=False, linestyle="none",
        )  # fmt: skip
        axes.text(1.042, end, label.text, transform=beside, va="center", fontsize=8.5, color=INK)
