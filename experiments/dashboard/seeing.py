"""Everything that the page shows of a view, worked out in one go and off the page's thread."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.dashboard.computing import Shown, Tick, show
from experiments.dashboard.fault import worded
from experiments.dashboard.pictures import MORE, Drawn, drawn, drawn_difference
from experiments.dashboard.ring import Ring, of_model, of_result
from experiments.dashboard.state import View
from experiments.dashboard.stepping import Line, Reason, Walk, lines, reasons, walk
from experiments.dashboard.uploads import Uploads
from experiments.figures import View as Pictured
from sim.errors import CoalitionError

#: Shares of the work: simulating, and all of it.
_SIMULATED = 0.8


@dataclass(frozen=True, eq=False)
class Seen:
    """What is on the page.

    Attributes
    ----------
    view : View
        What was asked for.
    shown : Shown
        The ensembles.
    pictures : dict of Drawn or None
        Pictures of these ensembles by name, None where there is nothing to show.
    trouble : str
        Why a part could not be shown although the rest could.
    ring : Ring or None
        The network.
    walk : Walk or None
        The single run.
    actor : str
        Whose state is shown.
    lines, reasons : tuple
        The actor's state, and why it did what it did.
    """

    view: View
    shown: Shown
    pictures: dict[str, Drawn | None]
    trouble: str = ""
    ring: Ring | None = None
    walk: Walk | None = None
    actor: str = ""
    lines: tuple[Line, ...] = ()
    reasons: tuple[Reason, ...] = ()


def see(view: View, uploads: Uploads, tick: Tick, before: Seen | None = None) -> Seen:
    """Work out what the page shows of a view.

    Parameters
    ----------
    view, uploads, tick
        As for `computing.show`.
    before : Seen, optional
        What the page showed before: nothing is done twice.

    Raises
    ------
    ScenarioError
        For a world that is not fit to run.
    Stopped
        When `tick` says so.
    """
    known = [] if before is None else before.shown.results
    shown = show(view, uploads, lambda share: tick(_SIMULATED * share), known)
    kept = _kept(shown, before)
    trouble = ""
    try:
        pictures = {**kept, **_pictures(view, shown, kept, tick)}
    except CoalitionError as error:
        pictures, trouble = kept, worded(error)
    if view.show == "network":
        return Seen(view, shown, pictures, trouble, ring=of_result(shown.current, view.at))
    if view.show == "step":
        return _stepped(view, shown, pictures, before)
    return Seen(view, shown, pictures, trouble)


def _kept(shown: Shown, before: Seen | None) -> dict[str, Drawn | None]:
    """Pictures drawn before that still hold."""
    if before is None or before.shown.current is not shown.current:
        return {}
    same = before.shown.pinned is shown.pinned
    return {n: one for n, one in before.pictures.items() if same or n != "difference"}


def _pictures(
    view: View, shown: Shown, kept: dict[str, Drawn | None], tick: Tick
) -> dict[str, Drawn | None]:
    names = {"more": MORE, "compare": ("difference",), "table": (), "network": ("network",)}
    wanted = [] if view.show == "step" else names.get(view.show, (view.show,))
    found: dict[str, Drawn | None] = {}
    for name in wanted:
        tick(_SIMULATED)
        if name not in kept:
            found[name] = _picture(shown, name)
    return found


def _picture(shown: Shown, name: str) -> Drawn | None:
    if name == "difference":
        return drawn_difference(shown)
    return drawn(shown.current, name)


def _stepped(
    view: View, shown: Shown, pictures: dict[str, Drawn | None], before: Seen | None
) -> Seen:
    prepared = shown.current.prepared
    known = None if before is None else before.walk
    try:
        walked = walk(view, prepared, known)
    except CoalitionError as error:
        return Seen(view, shown, pictures, worded(error))
    label = Pictured(shown.current.history, prepared.scenario).label
    actor = view.actor if view.actor in prepared.scenario.actors else prepared.scenario.roster.host
    return Seen(
        view, shown, pictures, "", of_model(walked.model, label), walked, actor,
        tuple(lines(walked, actor)), tuple(reasons(walked, actor)),
    )  # fmt: skip
