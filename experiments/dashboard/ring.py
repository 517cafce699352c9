"""The network of ties at one moment, for a page: lines as a picture, actors as buttons."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_hex

from experiments.dashboard.computing import Result
from experiments.dashboard.labels import REACH, reaches
from experiments.figures import View as Pictured
from experiments.figures.network import TRUST, places
from experiments.figures.palette import KINDS
from sim.model import CoalitionModel
from sim.scenario import Scenario

#: Suppliers shown; of larger worlds those that gave most.
MOST = 40
_THICKEST, _THINNEST = 9.0, 1.2
_YEAR = 4


class Tie(NamedTuple):
    """A supplier on the ring."""

    actor: str
    label: str
    kind: str
    x: float
    y: float
    colour: str
    help: float
    """Help a quarter, mean of the year up to the moment and over runs. [million US$]"""
    trust: float
    """Median over runs. [0-1]"""
    stands: float
    """Share of the runs in which the partnership stands. [0-1]"""
    reach: float
    """How far out its name stands, in radii of the ring."""


class Ring(NamedTuple):
    """The ties at a moment."""

    host: str
    label: str
    when: str
    ties: list[Tie]


def of_result(result: Result, quarter: int) -> Ring:
    """Ties over the runs of an ensemble at the end of a quarter, 0 before the first."""
    scenario = result.prepared.scenario
    with np.errstate(all="ignore"):
        view = Pictured(result.history, scenario, result.prepared.policy)
    at = min(max(quarter, 0), scenario.quarters)
    given = view.flow("help")
    lately = given[:, max(at - _YEAR, 0) : max(at, 1)]
    chosen = [n for n, name in enumerate(view.actors) if name in view.ranked[:MOST]]
    return _ring(
        scenario, view.label, when(scenario, at), [view.actors[n] for n in chosen],
        lately.mean((0, 1))[chosen] if len(lately) else np.zeros(len(chosen)),
        np.median(view.state("trust")[:, at], axis=0)[chosen],
        (view.state("active")[:, at] > 0.5).mean(0)[chosen],
    )  # fmt: skip


def of_model(model: CoalitionModel, label: Callable[[str], str]) -> Ring:
    """Ties of a single run as they stand now."""
    rows = model.world.rows.of("supplier")
    names = list(model.world.rows.names[rows])
    known = model.world["known"][rows] > 0.5
    chosen = [n for n in range(len(names)) if known[n]][:MOST]
    return _ring(
        model.scenario, label, when(model.scenario, int(model.steps)), [names[n] for n in chosen],
        np.asarray(model.world["help"][rows])[chosen],
        np.asarray(model.world["trust"][rows])[chosen],
        np.asarray(model.world["active"][rows])[chosen],
    )  # fmt: skip


def when(scenario: Scenario, quarter: int) -> str:
    """A moment in words."""
    if quarter == 0:
        return f"start of {scenario.start}"
    return f"end of {scenario.start + (quarter - 1)}"


def _ring(
    scenario: Scenario,
    label: Callable[[str], str],
    moment: str,
    names: list[str],
    given: np.ndarray,
    trust: np.ndarray,
    stands: np.ndarray,
) -> Ring:
    kinds = [scenario.actors[name].kind for name in names]
    around = places(kinds) if names else np.zeros((0, 2))
    out = reaches([label(name) for name in names], around)
    ties = [
        Tie(
            name, label(name), kinds[n], float(around[n, 0]), float(around[n, 1]),
            KINDS.get(kinds[n], "#666666"), float(given[n]), float(trust[n]), float(stands[n]),
            out[n],
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    host = scenario.roster.host
    return Ring(host, label(host), moment, ties)


def lines(ring: Ring) -> str:
    """The ties as an SVG picture in a data URL: width help, colour trust, dashed no tie.

    Only numbers go into it, never a name.
    """
    most = max((tie.help for tie in ring.ties), default=0.0) or 1.0
    drawn = []
    for tie in ring.ties:
        stands = tie.stands > 0.5
        colour = to_hex(TRUST(tie.trust)) if stands else "#888888"
        width = max(_THICKEST * tie.help / most, _THINNEST) if stands else 1.0
        dash = "" if stands else ' stroke-dasharray="5 4"'
        x, y = 100 * tie.reach * tie.x, -100 * tie.reach * tie.y
        drawn.append(
            f'<line x1="0" y1="0" x2="{x:.1f}" y2="{y:.1f}" stroke="{colour}" '
            f'stroke-width="{width:.2f}"{dash}/>'
        )
    side = 100 * REACH
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-side} {-side} {2 * side} {2 * side}">'
        + "".join(drawn)
        + "</svg>"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()
