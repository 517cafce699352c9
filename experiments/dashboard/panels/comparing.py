"""The current result against the pinned one, under the same seeds."""

from __future__ import annotations

from dataclasses import replace

from experiments.commands.summary import figure
from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.comparing import compare
from experiments.dashboard.fault import worded
from experiments.dashboard.panels.results import One
from experiments.dashboard.session import Session
from experiments.dashboard.state import World
from experiments.dashboard.stepping import shown


@solara.component
def Comparing(session: Session) -> None:
    """Pin, swap, leave, and see the differences."""
    view = session.view

    def pick(what: str) -> None:
        if what == "pin":
            session.change(replace(view, pinned=view.world))
        elif what == "swap" and view.pinned is not None:
            session.change(replace(view, pinned=view.world, world=view.pinned))
        else:
            session.change(replace(view, pinned=None))

    lone = view.pinned is None
    widgets.Buttons(
        label="Pin",
        items=[("pin", "Pin this result" if lone else "Pin this result instead", False),
               ("swap", "Swap the two", lone), ("leave", "Unpin", lone)],
        event_pick=pick,
    )  # fmt: skip
    if view.pinned is None:
        words = (
            "Pin this result, then change scenario, policy or a number: the second result is "
            "compared with the pinned one run by run, under the same seeds."
        )
        solara.v.Html(tag="p", children=[words])
        return
    solara.v.Html(tag="p", children=[f"Pinned: {named(view.pinned)}. Now: {named(view.world)}."])
    seen = session.seen
    if seen is None or seen.shown.pinned is None:
        return
    try:
        found = compare(seen.shown.current, seen.shown.pinned)
    except Exception as error:
        solara.v.Html(tag="p", class_="cl-alert", attributes={"role": "alert"},
                      children=[worded(error)])  # fmt: skip
        return
    rows = [
        [one.meaning, figure(one.pinned), figure(one.current), _signed(one.difference),
         f"{_signed(one.low)} to {_signed(one.high)}", one.unit, one.verdict, f"{one.pairs:,}"]
        for one in found
    ]  # fmt: skip
    widgets.Grid(
        caption=(
            "Now minus pinned: mean paired difference under the same seeds, with 95% intervals "
            f"that hold together for all {len(found)} outcomes."
        ),
        heads=["outcome", "pinned, mean", "now, mean", "difference", "95% interval", "unit",
               "verdict", "runs"],
        rows=rows, right=[1, 2, 3, 4, 7],
    )  # fmt: skip
    if "difference" in seen.pictures:
        One(seen.pictures["difference"])


def _signed(value: float) -> str:
    return figure(value) if not value > 0 else f"+{figure(value)}"


def named(world: World) -> str:
    """A world in a few words."""
    policy = "no policy" if world.policy == "none" else f"policy {world.policy}"
    words = [f"{world.scenario}, {policy}"]
    words += [f"with {name.replace('_', ' ')}" for name in world.levers]
    words += [f"{address} = {shown(value)}" for address, value in world.settings]
    return ", ".join(words)
