"""The figures in order, drawn and saved."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from experiments.figures.host import host
from experiments.figures.mission import mission
from experiments.figures.money import money
from experiments.figures.network import network
from experiments.figures.style import look
from experiments.figures.survival import survival
from experiments.figures.trust import trust
from experiments.figures.view import View
from experiments.figures.who_gives import who_gives
from sim.errors import CoalitionError, nearest

if TYPE_CHECKING:
    import xarray

    from sim.scenario import Policy, Scenario


class FigureError(CoalitionError, ValueError):
    """A figure that is not there, or has nothing to show."""


@dataclass(frozen=True)
class Picture:
    """A figure, its name on disk and what it shows."""

    name: str
    caption: str
    make: Callable[[View], Figure | None]


#: All figures, the one that a person wants to see first in front.
FIGURES = (
    Picture(
        "who_gives",
        "Help that arrived, by partner and by channel; dashed, the range of the total over runs.",
        who_gives,
    ),
    Picture(
        "host",
        "Readiness, autonomy, funding gap and threat: median, 25–75% and 5–95% of the runs.",
        host,
    ),
    Picture("trust", "Trust on the ties that carry most help, and over all help.", trust),
    Picture(
        "survival",
        "Ties that last, by kind of partner. Runs are pooled, and ties of one run share its "
        "shocks, so the band is too narrow rather than too wide.",
        survival,
    ),
    Picture(
        "network",
        "Ties at the start and at the end: width is help, colour is trust, dashed is no tie.",
        network,
    ),
    Picture("mission", "Strength of missions in the country and whose troops they are.", mission),
    Picture("money", "Own spending, help, what is lost on the way, and what missions cost.", money),
)


def draw(
    history: xarray.Dataset,
    scenario: Scenario | None = None,
    policy: Policy | None = None,
    names: Iterable[str] | None = None,
) -> Iterator[tuple[Picture, Figure]]:
    """Draw the figures that the history has something to show in, one at a time.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate` or `model.history()`, with at least the variables `NEEDED`.
    scenario, policy : Scenario, Policy, optional
        Give labels and titles.
    names : iterable of str, optional
        Which figures; all unless told.
    """
    with np.errstate(all="ignore"):  # runs that went astray overflow; the view drops them
        view = View(history, scenario, policy)
    if not view.runs:
        return
    wanted = None if names is None else set(names)
    for picture in FIGURES:
        if wanted is None or picture.name in wanted:
            figure = picture.make(view)
            if figure is not None:
                yield picture, figure


def picture(
    name: str,
    history: xarray.Dataset,
    scenario: Scenario | None = None,
    policy: Policy | None = None,
) -> Figure:
    """One of the figures by its name, as a notebook shows it.

    Parameters
    ----------
    name : str
        One of `FIGURES`: "who_gives", "host", "trust", "survival", "network", "mission", "money".
    history, scenario, policy
        As for `draw`.

    Raises
    ------
    FigureError
        For a name that is not there, or where the history has nothing to show in it.
    """
    known = [one.name for one in FIGURES]
    if name not in known:
        raise FigureError(f"no figure is named {name!r}{nearest(name, known)}")
    for _, figure in draw(history, scenario, policy, [name]):
        return figure
    raise FigureError(f"the history has nothing to show in {name!r}")


def save(figure: Figure, path: pathlib.Path) -> None:
    """Write a figure as PNG, SVG or PDF, as the path's suffix says; the same bytes every time."""
    kind = path.suffix.removeprefix(".")
    metadata = {"png": {"Software": "coalition-lab"}, "svg": {"Date": None, "Creator": None}}
    with look():
        figure.savefig(path, format=kind, metadata=metadata.get(kind, {"CreationDate": None}))
