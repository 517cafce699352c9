"""Missions in the country: how strong, and whose troops."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.bands import band_key, draw_bands
from experiments.figures.labels import Label, label_right
from experiments.figures.palette import ACTORS, HOST, MONEY, OTHERS
from experiments.figures.stacks import LEAST_SHARE, Layer, draw_stack, rest_name
from experiments.figures.style import INK, styled
from experiments.figures.timeline import time_figure
from experiments.figures.view import View

_HEIGHT = 2.5
HIGH = 0.95
_BODIES = (HOST, MONEY["help"], MONEY["lost"])


@styled
def mission(view: View) -> Figure | None:
    """Strength of missions with bands, and their contributors; None where there are no troops."""
    if "strength" not in view.history or not view.bodies:
        return None
    strength = view.state("strength")
    for standby in ("standby_out", "brigades_out"):
        if standby in view.history:
            strength = strength + view.state(standby)
    # what the widest band would show, so that a call in a run or two makes no picture
    high = np.quantile(strength, HIGH, axis=0).max(0)
    shown = [body for body in view.bodies if high[view.actors.index(body)] >= 1.0]
    if not shown:
        return None
    figure, (above, below) = time_figure(view, "Missions in the country", [_HEIGHT, _HEIGHT])
    _strengths(above, view, shown, strength)
    troops = view.flow("troops").mean(0).sum(1)
    draw_stack(below, view, contributors(view, troops), _HEIGHT, above.get_ylim()[1])
    mean = "" if view.runs == 1 else ", mean over runs"
    below.set_title(f"Missions' troops by contributing state{mean} (% of all troop-quarters)")
    for axes in (above, below):
        axes.set_ylabel("troops [persons]")
        axes.yaxis.set_major_formatter("{x:,.0f}")
    return figure


def _strengths(axes: Axes, view: View, bodies: list[str], strength: np.ndarray) -> None:
    authorised = view.state("authorised")
    labels, top = [], 1.0
    for body, colour in zip(bodies, [*_BODIES, *[OTHERS] * len(bodies)], strict=False):
        at = view.actors.index(body)
        found = draw_bands(axes, view.years, strength[..., at], colour)
        ceiling = np.median(authorised[..., at], axis=0)
        top = max(top, float(found.max()), float(ceiling.max()))
        labels.append(Label(float(found[2, -1]), view.label(body), colour))
        if ceiling.max() < 1.0:  # a standby force is called, not authorised
            continue
        # decided, not grown: it holds for the quarter that ends where its value stands
        axes.plot(
            view.years, ceiling, color=colour, linewidth=1.2, linestyle="--",
            drawstyle="steps-pre",
        )  # fmt: skip
        labels.append(Label(float(ceiling[-1]), f"{view.label(body)}, authorised (dashed)", colour))
    axes.set_ylim(0.0, 1.08 * top)
    axes.set_title("Strength of the missions, standby forces included")
    axes.legend(handles=band_key(INK if len(bodies) > 1 else HOST, view.runs), loc="best")
    label_right(axes, labels, _HEIGHT)


def contributors(view: View, troops: np.ndarray) -> list[Layer]:
    """Layers of the eight largest contributors and of the others; `troops` is (quarter, actor).

    A contributor that is also a leading giver keeps its colour; the others take what is left.
    """
    total = troops.sum(0)
    order = [int(n) for n in np.argsort(-total, kind="stable") if total[n] > 0]
    leading = [n for n in order[: len(ACTORS)] if total[n] > LEAST_SHARE * total.sum()]
    rest = order[len(leading) :]
    taken = {view.colours[view.actors[n]] for n in leading}
    free = (colour for colour in ACTORS if colour not in taken)
    layers = []
    for n in leading:
        colour = view.colours[view.actors[n]]
        colour = next(free) if colour == OTHERS else colour
        layers.append(Layer(view.label(view.actors[n]), troops[:, n], colour))
    if rest:
        layers.append(
            Layer(rest_name([view.actors[n] for n in rest], view), troops[:, rest].sum(1), OTHERS)
        )
    return layers
