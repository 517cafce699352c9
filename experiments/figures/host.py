"""The host: how ready, how autonomous, how short of money, how threatened."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bands import band_key, draw_bands, share_limits
from experiments.figures.palette import HOST
from experiments.figures.style import styled
from experiments.figures.timeline import time_figure
from experiments.figures.view import View

#: Personnel gets a panel where it moves by more than this share.
MOVES = 0.02
_YEAR = 4


class Panel(NamedTuple):
    """What one panel shows."""

    title: str
    unit: str
    x: np.ndarray
    values: np.ndarray
    """(run, moment)."""
    share: bool = True


@styled
def host(view: View) -> Figure:
    """Readiness, autonomy, funding gap and threat with bands over runs; personnel if it moves."""
    shown = panels(view)
    height = 1.45
    figure, drawn = time_figure(view, "How the host fares", [height] * len(shown))
    for axes, panel in zip(drawn, shown, strict=True):
        found = draw_bands(axes, panel.x, panel.values, HOST)
        axes.set_title(panel.title)
        axes.set_ylabel(panel.unit)
        if panel.share:
            share_limits(axes, found)
        else:
            _padded(axes, found)
    drawn[0].legend(handles=band_key(HOST, view.runs), ncols=3, loc="lower right",
                    bbox_to_anchor=(1.0, 0.98), borderaxespad=0.0)  # fmt: skip
    return figure


def panels(view: View) -> list[Panel]:
    """What the figure shows of a history."""
    own, external = view.flow("own_budget"), view.flow("external")
    shown = [
        Panel("Readiness of the armed forces", "index [0-1]", view.years, view.state("readiness")),
        Panel(
            "Autonomy: own share of security spending, past four quarters", "share [0-1]",
            *view.at_ends(_over(_past_year(own), _past_year(own) + _past_year(external))),
        ),
        Panel("Funding gap: requirement that nobody pays", "share [0-1]",
              *view.at_ends(view.flow("funding_gap"))),
        Panel("Threat over the regions", "index [0-1]", view.years, view.state("threat")),
    ]  # fmt: skip
    soldiers = view.state("personnel")
    if np.ptp(soldiers) > MOVES * abs(float(soldiers.mean())):
        shown.append(Panel("Soldiers", "persons", view.years, soldiers, share=False))
    return shown


def _past_year(flow: np.ndarray) -> np.ndarray:
    """Sum over the past four quarters, over fewer at the beginning."""
    summed = np.cumsum(flow, axis=1)
    summed[:, _YEAR:] = summed[:, _YEAR:] - summed[:, :-_YEAR].copy()
    return summed


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _padded(axes: Axes, found: np.ndarray) -> None:
    low, high = float(np.nanmin(found)), float(np.nanmax(found))
    axes.set_ylim(max(low - 0.15 * (high - low), 0.0), high + 0.15 * (high - low))
    axes.yaxis.set_major_formatter("{x:,.0f}")
