"""Trade-offs between outcomes: parallel axes, and two outcomes with their Pareto set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.labels import spread
from experiments.figures.palette import ACTORS
from experiments.figures.style import FAINT, INK, SOFT, blank, styled

#: Policies that others beat.
BEATEN = "#b0b0b0"
#: Share of the width that is left for names.
_NAMES = 0.25
_DASHES = ("-", (0, (5, 2)), (0, (1.5, 1.5)))


def marks(found: pd.DataFrame) -> dict[str, tuple[str, object]]:
    """Colour and line style of each policy: those of the Pareto set are told apart."""
    given: dict[str, tuple[str, object]] = {}
    inside = 0
    for policy, kept in found[["policy", "in_set"]].itertuples(index=False):
        if kept:
            given[policy] = (ACTORS[inside % len(ACTORS)], _DASHES[inside // len(ACTORS) % 3])
            inside += 1
        else:
            given[policy] = (BEATEN, "-")
    return given


@styled
def parallel(found: pd.DataFrame, title: str, footer: str) -> Figure:
    """Draw each policy as a line over the outcomes, the better end of each axis on top.

    Parameters
    ----------
    found : pandas.DataFrame
        From `experiments.robustness.pareto`.
    title, footer : str
        What is shown, and where it comes from.
    """
    outcomes = list(found.attrs["higher"])
    figure = blank(max(4.4, 2.2 + 0.22 * len(found)), title, _note(footer))
    axes = figure.add_subplot()
    style = marks(found)
    height = np.column_stack([_scaled(found, name) for name in outcomes])
    for kept in (False, True):
        for row in np.flatnonzero(found["in_set"].to_numpy() == kept):
            colour, dash = style[found["policy"].iloc[row]]
            axes.plot(range(len(outcomes)), height[row], color=colour, linestyle=dash,
                      linewidth=2.2 if kept else 1.1, marker="o", markersize=4.5 if kept else 3,
                      zorder=3 if kept else 2)  # fmt: skip
    for place, name in enumerate(outcomes):
        _axis(axes, place, found, name)
    left = -0.1 * (len(outcomes) - 1) - 0.05
    axes.set_xlim(left, (len(outcomes) - 1 - _NAMES * left) / (1.0 - _NAMES))
    axes.set_ylim(-0.1, 1.22)
    _names(axes, found, height[:, -1], style)
    axes.axis("off")
    return figure


def _scaled(found: pd.DataFrame, outcome: str) -> np.ndarray:
    """Place on an axis, 1 for the best policy and 0 for the worst; the middle where all are one."""
    values = found[outcome].to_numpy(dtype=float)
    low, high = values.min(), values.max()
    if low == high:
        return np.full(len(values), 0.5)
    share: np.ndarray = (values - low) / (high - low)
    return share if found.attrs["higher"][outcome] == "better" else 1.0 - share


def _axis(axes: Axes, place: int, found: pd.DataFrame, outcome: str) -> None:
    axes.plot([place, place], [0, 1], color=SOFT, linewidth=1, zorder=1)
    more = found.attrs["higher"][outcome] == "better"
    low, high = found[outcome].min(), found[outcome].max()
    best, worst = (high, low) if more else (low, high)
    for height, value, side in ((1.0, best, "bottom"), (0.0, worst, "top")):
        axes.text(place, height + (0.02 if side == "bottom" else -0.025), f"{value:.3g}",
                  ha="center", va=side, fontsize=8, color=INK)  # fmt: skip
    unit = found.attrs["units"].get(outcome, "")
    measured = f" [{unit}]" if unit not in ("", "1") else ""
    words = "more is better" if more else "less is better"
    axes.text(place, 1.085, f"{outcome.replace('_', ' ')}{measured}\n{words}", ha="center",
              va="bottom", fontsize=8.5, color=INK)  # fmt: skip


def _names(
    axes: Axes, found: pd.DataFrame, height: np.ndarray, style: dict[str, tuple[str, object]]
) -> None:
    last = len(found.attrs["higher"]) - 1
    left, right = axes.get_xlim()
    step = (right - left) / 100.0
    places = spread(height.tolist(), 0.062)
    for row, place in enumerate(places):
        policy, kept = found["policy"].iloc[row], found["in_set"].iloc[row]
        colour, _ = style[policy]
        axes.plot([last + 0.6 * step, last + 1.6 * step], [height[row], place], color=FAINT,
                  linewidth=0.7)  # fmt: skip
        axes.plot([last + 2.2 * step], [place], marker="s", markersize=4.5, color=colour)
        axes.text(
            last + 3.0 * step, place,
            f"{policy.replace('_', ' ')} ({found['probability'].iloc[row]:.0%})", va="center",
            fontsize=8.5, color=INK if kept else SOFT, fontweight="bold" if kept else "normal",
        )  # fmt: skip


def _note(footer: str) -> str:
    return (
        "In colour: no other policy is at least as good in everything and better in something. In "
        "brackets: how often that is so when worlds are drawn anew.\n"
        "Each axis runs from the worst of these policies to the best, so small differences may "
        "look large: read the numbers.\n" + footer
    )


@styled
def scatter(found: pd.DataFrame, outcomes: Sequence[str], title: str, footer: str) -> Figure:
    """Draw two outcomes against each other, with the Pareto set of these two alone.

    Parameters
    ----------
    found : pandas.DataFrame
        From `experiments.robustness.pareto`, of these or more outcomes.
    outcomes : sequence of str
        The two, across and up.
    title, footer : str
        What is shown, and where it comes from.
    """
    from experiments.robustness import undominated

    right, up = outcomes
    sign = np.array([1.0 if found.attrs["higher"][n] == "better" else -1.0 for n in (right, up)])
    values = found[[right, up]].to_numpy(dtype=float)
    inside = undominated(sign * values)
    figure = blank(5.2, title, "In colour: the Pareto set of these two outcomes.\n" + footer)
    axes = figure.add_subplot()
    order = np.flatnonzero(inside)[np.argsort(values[inside, 0], kind="stable")]
    axes.plot(values[order, 0], values[order, 1], color=FAINT, linewidth=1.5, zorder=1)
    for row, (x, y) in enumerate(values):
        axes.plot([x], [y], "o", markersize=8 if inside[row] else 6, zorder=3,
                  color=ACTORS[0] if inside[row] else BEATEN)  # fmt: skip
    _beside(axes, values, inside, list(found["policy"]))
    axes.grid(True, axis="both")
    for name, label, turn in ((right, axes.set_xlabel, sign[0]), (up, axes.set_ylabel, sign[1])):
        unit = found.attrs["units"].get(name, "")
        measured = f" [{unit}]" if unit not in ("", "1") else ""
        label(f"{name.replace('_', ' ')}{measured}, {'more' if turn > 0 else 'less'} is better")
    return figure


def _beside(axes: Axes, values: np.ndarray, inside: np.ndarray, policies: list[str]) -> None:
    """Names beside the points, moved apart upwards where they would overlap."""
    axes.margins(x=0.16, y=0.12)
    low, high = axes.get_ylim()
    left, right = axes.get_xlim()
    height = (values[:, 1] - low) / (high - low)
    at_right = values[:, 0] <= (left + right) / 2
    for side in (True, False):
        rows = np.flatnonzero(at_right == side)
        for row, place in zip(rows, spread(height[rows].tolist(), 0.045), strict=True):
            reach = (0.018 if side else -0.018) * (right - left)
            axes.annotate(
                policies[row].replace("_", " "), values[row],
                (values[row, 0] + reach, low + place * (high - low)),
                ha="left" if side else "right", va="center", fontsize=8.5, zorder=4,
                color=INK if inside[row] else SOFT,
                arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.7},
            )  # fmt: skip
