"""The network of ties over time; every actor is a button."""

from __future__ import annotations

from dataclasses import replace

from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.labels import REACH, brief
from experiments.dashboard.panels.results import One
from experiments.dashboard.ring import Ring, lines
from experiments.dashboard.session import Session


@solara.component
def Network(session: Session) -> None:
    """The ties of the ensemble at a quarter, then at start and end."""
    seen = session.seen
    Time(session, "Quarter")
    if seen is None or seen.ring is None:
        return
    Ties(seen.ring, "", lambda actor: session.change(
        replace(session.view, show="step", actor=actor)
    ), many=True)  # fmt: skip
    if "network" in seen.pictures:
        One(seen.pictures["network"])


@solara.component
def Time(session: Session, label: str) -> None:
    """Go to another quarter."""
    view, last = session.view, session.prepared.scenario.quarters

    def pick(what: str) -> None:
        moves = {"start": -last, "back": -1, "on": 1, "year": 4, "end": last}
        at = min(max(min(view.at, last) + moves[what], 0), last)
        session.change(replace(view, at=at))

    first, final = view.at <= 0, view.at >= last
    widgets.Buttons(
        label=label,
        items=[("start", "Start", first), ("back", "Quarter back", first),
               ("on", "Next quarter", final), ("year", "Next year", final), ("end", "End", final)],
        event_pick=pick,
    )  # fmt: skip


@solara.component
def Ties(ring: Ring, chosen: str, pick: object, many: bool) -> None:
    """The ring."""
    ties = [
        {
            "actor": tie.actor, "label": tie.label, "brief": brief(tie.label),
            "kind": tie.kind.replace("_", "-"),
            "stands": tie.stands > 0.5,
            "left": round(50 + 50 * tie.reach * tie.x / REACH, 2),
            "top": round(50 - 50 * tie.reach * tie.y / REACH, 2),
            "words": _words(tie.label, tie.help, tie.trust, tie.stands, many),
        }
        for tie in ring.ties
    ]  # fmt: skip
    widgets.RingOfTies(
        title=f"Ties with {ring.label}, {ring.when}",
        key_words=(
            "Width: help of the past year. " if many else "Width: help in the quarter. "
        ) + "Colour: trust, yellow-green low to violet high. Dashed: no partnership"
        + (" in most runs." if many else ".") + " Choose an actor to see its state.",
        lines=lines(ring), host=ring.host, host_label=ring.label, ties=ties, chosen=chosen,
        event_pick=pick,
    )  # fmt: skip


def _words(label: str, given: float, trust: float, stands: float, many: bool) -> str:
    if many:
        return (
            f"{label}: help {given:.2f} million US$ a quarter, trust {trust:.2f}, a partner in "
            f"{100 * stands:.0f}% of the runs"
        )
    state = "a partner" if stands > 0.5 else "no partner now"
    return f"{label}: help {given:.2f} million US$ in the quarter, trust {trust:.2f}, {state}"
