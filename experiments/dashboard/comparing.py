"""A result against a pinned one under the same seeds: paired differences, never eyeballing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.ablation import paired
from experiments.commands.summary import CHOSEN
from experiments.dashboard.computing import Result
from experiments.dashboard.fault import DashboardError
from experiments.figures import View as Pictured
from experiments.figures.bands import band_key, draw_bands
from experiments.figures.host import Panel, panels
from experiments.figures.palette import HOST
from experiments.figures.style import INK, styled
from experiments.figures.timeline import time_figure
from sim.metrics import OUTCOMES

_HEIGHT = 1.45


class Compared(NamedTuple):
    """The difference of one outcome; see `experiments.ablation.paired`."""

    outcome: str
    meaning: str
    unit: str
    pinned: float
    current: float
    difference: float
    low: float
    high: float
    pairs: int
    verdict: str


def compare(current: Result, pinned: Result) -> list[Compared]:
    """Mean paired difference, current minus pinned, with intervals that hold together.

    Raises
    ------
    DashboardError
        When the two do not share their seeds.
    """
    if not np.array_equal(current.outcomes["seed"], pinned.outcomes["seed"]):
        raise DashboardError("The two results do not share their seeds; run both again.")
    names = [name for name in CHOSEN if name in current.outcomes]
    on, off = pinned.outcomes[names], current.outcomes[names]
    table = paired(on, off, comparisons=len(names))
    both = np.isfinite(on.to_numpy(float)) & np.isfinite(off.to_numpy(float))
    means = [_means(side, both) for side in (on, off)]
    return [
        Compared(
            name, OUTCOMES[name].meaning, OUTCOMES[name].unit, float(means[0][n]),
            float(means[1][n]), float(row["difference"]), float(row["low_all"]),
            float(row["high_all"]), int(row["runs"]), _verdict(name, row),
        )
        for n, (name, row) in enumerate(zip(names, table.to_dict("records"), strict=True))
    ]  # fmt: skip


def _means(side: pd.DataFrame, both: np.ndarray) -> np.ndarray:
    """Means over the runs in which both sides are defined."""
    values = np.where(both, side.to_numpy(float), 0.0)
    count = both.sum(axis=0)
    return np.where(count > 0, values.sum(axis=0) / count.clip(1), np.nan)


def _verdict(name: str, row: Mapping[Hashable, Any]) -> str:
    if not np.isfinite(row["difference"]):
        return "too few runs to say"
    if row["changed"] == 0.0:
        return "same in every run"
    if not row["moved"]:
        return "unclear"
    more = row["difference"] > 0.0
    higher = OUTCOMES[name].higher
    if higher == "neither":
        return "more" if more else "less"
    return "better" if more == (higher == "better") else "worse"


@styled
def differences(current: Result, pinned: Result) -> Figure:
    """Run by run, how the host fares against the pinned result: bands of the differences.

    Raises
    ------
    DashboardError
        When the two do not cover the same quarters, or no run is left in both.
    """
    ours, theirs = _together(current, pinned)
    view = Pictured(ours.history, current.prepared.scenario, current.prepared.policy)
    view.footer = f"{view.footer}  ·  minus the pinned result, run by run"
    pairs = [
        (panel, other)
        for panel in panels(view)
        for other in panels(theirs)
        if panel.title == other.title
    ]
    title = "Difference to the pinned result, run by run"
    figure, drawn = time_figure(view, title, [_HEIGHT] * len(pairs))
    for axes, (panel, other) in zip(drawn, pairs, strict=True):
        _draw(axes, panel, other)
    drawn[0].legend(handles=band_key(HOST, view.runs), ncols=3, loc="lower right",
                    bbox_to_anchor=(1.0, 0.98), borderaxespad=0.0)  # fmt: skip
    return figure


def _together(current: Result, pinned: Result) -> tuple[Pictured, Pictured]:
    """Both histories, with the runs only that are finite in both."""
    histories = current.history, pinned.history
    ours, theirs = (history["date"].values for history in histories)
    if not np.array_equal(ours, theirs):
        raise DashboardError(
            "The two results do not cover the same quarters, so no difference over time can be "
            "drawn; the table above compares their outcomes."
        )
    with np.errstate(all="ignore"):
        alive = np.logical_and(*[Pictured(history).alive for history in histories])
        kept = np.flatnonzero(alive)
        if not kept.size:
            raise DashboardError("No run is finite in both results.")
        first, second = (Pictured(history.isel(run=kept)) for history in histories)
    return first, second


def _draw(axes: Axes, panel: Panel, other: Panel) -> None:
    found = draw_bands(axes, panel.x, panel.values - other.values, HOST)
    axes.axhline(0.0, color=INK, linewidth=0.8)
    axes.set_title(panel.title)
    axes.set_ylabel(f"change of {panel.unit}")
    reach = 1.15 * float(np.nanmax(np.abs(found))) if np.isfinite(found).any() else 0.0
    axes.set_ylim(-max(reach, 1e-3), max(reach, 1e-3))
