"""A Pareto set on the seeds that chose it, on fresh ones, and in worlds kept apart."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.figures.style import INK, PAPER, SOFT, blank, styled
from experiments.search import BASELINE, FRESH, MEMBER, TRAINING, Objective, Proof

FOUND, OTHER = "#0072b2", "#8a8a8a"

_ROW, _HEAD, _KEY = 3.5, 0.9, 0.17
_MOST_ROWS = 4
#: Room round what was found, of its own extent.
_ROOM = 0.35
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@styled
def front(proof: Proof, footer: str) -> Figure:
    """Draw objectives in pairs: arrows lead from training to fresh seeds.

    Parameters
    ----------
    proof : Proof
        What was tried again; of held-out scenarios the first three are drawn.
    footer : str
        Where it comes from.
    """
    ends = proof.objectives
    pairs = [(k, len(ends) - 1) for k in range(len(ends) - 1)] or [(0, 0)]
    settings = [name for name in proof.values if name != TRAINING][:_MOST_ROWS]
    lines = _key(proof)
    height = _HEAD + _ROW * len(settings) + _KEY * (len(lines) + 1)
    figure = blank(height, "What the search found", "\n".join([*lines, footer]))
    grid = figure.subplots(len(settings), len(pairs), squeeze=False)
    for setting, row in zip(settings, grid, strict=True):
        for (k, j), axes in zip(pairs, row, strict=True):
            _panel(axes, proof, setting, k, j)
        row[0].set_title(
            "Training seeds (hollow) and fresh seeds (filled)"
            if setting == FRESH
            else f"Held out: {setting}"
        )
    _legend(grid[0, 0], len(settings) > 1)
    return figure


def _panel(axes: Axes, proof: Proof, setting: str, k: int, j: int) -> None:
    values = proof.values[setting]
    low, high = np.quantile(proof.draws[setting], [0.025, 0.975], axis=0)
    mine = proof.of(MEMBER)
    for place in mine:
        x, y = values[place, j], values[place, k]
        axes.plot([low[place, j], high[place, j]], [y, y], color=FOUND, lw=0.7, alpha=0.6)
        axes.plot([x, x], [low[place, k], high[place, k]], color=FOUND, lw=0.7, alpha=0.6)
        if setting == FRESH:
            before = proof.values[TRAINING][place]
            axes.annotate(
                "", (x, y), (before[j], before[k]), annotation_clip=False,
                arrowprops={"arrowstyle": "->", "color": SOFT, "lw": 0.7, "shrinkA": 2,
                            "shrinkB": 2},
            )  # fmt: skip
            axes.plot(before[j], before[k], "o", ms=4, mfc="white", mec=FOUND, mew=0.8)
        axes.plot(x, y, "o", ms=5, color=FOUND, mec="white", mew=0.5, zorder=3)
    others = proof.of(BASELINE)
    axes.plot(values[others, j], values[others, k], "x", ms=4.5, color=OTHER, mew=1.1)
    ends = [(low[mine, i].min(), high[mine, i].max()) for i in (j, k)]
    if setting == FRESH:
        before = proof.values[TRAINING][mine]
        ends = [
            (min(a, before[:, i].min()), max(b, before[:, i].max()))
            for (a, b), i in zip(ends, (j, k), strict=True)
        ]
    _marks(axes, proof, values[:, [j, k]], _framed(axes, ends))
    axes.set_xlabel(_said(proof.objectives[j]))
    axes.set_ylabel(_said(proof.objectives[k]))
    axes.grid(True, axis="both")


def _framed(axes: Axes, ends: list[tuple[float, float]]) -> np.ndarray:
    """Show what was found and what lies near it; corners of the frame, `(2, axes)`."""
    frame = []
    for low, high in ends:
        room = _ROOM * (high - low) or max(abs(low), 1.0) * _ROOM
        # nothing costs less than nothing: no room below zero but for the mark
        start = max(low - room, -0.06 * high) if low >= 0.0 < high else low - room
        frame.append((start, high + room))
    axes.set_xlim(*frame[0])
    axes.set_ylim(*frame[1])
    return np.array(frame).T


def _marks(axes: Axes, proof: Proof, points: np.ndarray, frame: np.ndarray) -> None:
    """Numbers of the found, letters of the others; where several lie together, in one line."""
    near = (frame[1] - frame[0]) * np.array([0.045, 0.05])
    marks = _names(proof)
    inside = ((points >= frame[0]) & (points <= frame[1])).all(axis=1)
    left = np.flatnonzero(inside).tolist()
    if not inside.all():
        away = ", ".join(marks[place] for place in np.flatnonzero(~inside))
        axes.text(
            0.99, 0.02, f"outside the frame: {away}", transform=axes.transAxes, ha="right",
            fontsize=7.5, color=SOFT, bbox=PAPER, zorder=5,
        )  # fmt: skip
    while left:
        first = left[0]
        close = [p for p in left if (np.abs(points[p] - points[first]) <= near).all()]
        left = [p for p in left if p not in close]
        colours = {FOUND if proof.kinds[p] == MEMBER else SOFT for p in close}
        axes.annotate(
            ",".join(marks[p] for p in close), points[first], (4, 4), textcoords="offset points",
            fontsize=7.5, color=FOUND if len(colours) > 1 else colours.pop(), zorder=4,
        )  # fmt: skip


def _names(proof: Proof) -> list[str]:
    """The mark of each policy."""
    marks, others = [], 0
    for place, kind in enumerate(proof.kinds):
        if kind == MEMBER:
            marks.append(str(place + 1))
        else:
            round_, letter = divmod(others, len(_LETTERS))
            marks.append(_LETTERS[letter] * (round_ + 1))
            others += 1
    return marks


def _key(proof: Proof) -> list[str]:
    """The marks with the names they stand for, in lines of a fit length."""
    marks = _names(proof)
    words = ["numbers: search-01 and so on"]
    words += [f"{marks[p]} {proof.names[p]}" for p in proof.of(BASELINE)]
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 150:
            lines.append("")
        lines[-1] += f"{'; ' if lines[-1] else ''}{word}"
    return lines


def _said(one: Objective) -> str:
    """An objective with its unit and better side."""
    statistic = "mean" if one.statistic == "mean" else f"{one.statistic[1:]}th percentile"
    return f"{one.outcome}, {statistic} [{one.unit}], {'more' if one.more else 'less'} is better"


def _legend(axes: Axes, several: bool) -> None:
    handles = [
        Line2D(
            [], [], marker="o", ls="none", mfc="white", mec=FOUND, label="found, training seeds"
        ),
        Line2D([], [], marker="o", ls="none", color=FOUND, label="found, 95% interval"),
        Line2D([], [], marker="x", ls="none", color=OTHER, label="other policies"),
    ]
    axes.legend(handles=handles, loc="best", fontsize=7.5, labelcolor=INK)
