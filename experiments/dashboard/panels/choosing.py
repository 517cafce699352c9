"""Which scenario and policy, how many runs, which seed, how long."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import replace
from typing import Any

from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.fault import worded
from experiments.dashboard.preparing import fitting
from experiments.dashboard.session import Session
from experiments.dashboard.state import MOST_RUNS, World
from experiments.dashboard.uploads import MOST, UPLOADED, take
from sim.scenario import policy_names, scenario_names
from sim.scenario.tree import MAX_BYTES


@solara.component
def Choosing(session: Session) -> None:
    """Choose a world."""
    world, view = session.view.world, session.view

    def turn(**changed: Any) -> None:
        _turn(session, replace(world, **changed))

    with solara.v.Html(tag="section", class_="cl-panel", attributes={"aria-label": "World"}):
        solara.v.Html(tag="h2", children=["World"])
        widgets.Choice(
            label="Scenario", value=world.scenario,
            items=_items("scenario", world.scenario, scenario_names(), session),
            hint=session.prepared.scenario.title,
            event_pick=lambda name: turn(scenario=name),
        )  # fmt: skip
        widgets.Choice(
            label="Policy", value=world.policy,
            items=_items("policy", world.policy, ["none", *policy_names()], session),
            hint=session.prepared.policy.title,
            event_pick=lambda name: turn(policy=name),
        )  # fmt: skip
        _Whole(session, "Runs", "runs", view.runs, 1, MOST_RUNS)
        _Whole(session, "Seed", "seed", view.seed, 0, 2**63 - 1)
        _Whole(session, "Quarters", "quarters", session.prepared.scenario.quarters, 1, 400)
        widgets.Upload(
            limit=MAX_BYTES,
            event_take=lambda file: _take(session, file),
            event_refuse=lambda file: session.tell(
                [f"{file.get('name', 'The file')} is larger than {MAX_BYTES // 1024} KiB."]
            ),
        )


def _turn(session: Session, world: World) -> None:
    """Look at another world; what does not fit it is dropped, and told."""
    try:
        kept, dropped = fitting(world, session.uploads)
    except Exception as error:
        session.tell([worded(error)])
        return
    session.tell([f"Not in this world, so dropped: {', '.join(dropped)}."] if dropped else [])
    session.change(replace(session.view, world=kept, at=0, actor=""))


def _items(kind: str, now: str, shipped: list[str], session: Session) -> widgets.Pairs:
    names = [key for key, file in session.uploads.items() if file.kind == kind]
    items = [(name, name) for name in shipped]
    items += [(key, f"{key.removeprefix(UPLOADED)} (your file)") for key in names]
    return items if now in dict(items) else [*items, (now, f"{now[:60]} (not known)")]


@solara.component
def _Whole(session: Session, label: str, name: str, value: int, low: int, high: int) -> None:
    fault, set_fault = solara.use_state("")

    def commit(text: str) -> None:
        try:
            number = int(text.strip().replace(",", ""))
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            allowed = f"{low} to {high:,}" if high < 10**6 else f"at least {low}"
            set_fault(f"'{text[:30]}' is not allowed; write a whole number, {allowed}.")
            return
        set_fault("")
        changed: dict[str, Any] = {name: number}
        session.change(replace(session.view, **changed))

    widgets.Field(label=label, value=str(value), fault=fault, inputmode="numeric",
                  event_commit=commit)  # fmt: skip


def _take(session: Session, file: dict[str, Any]) -> None:
    try:
        raw = base64.b64decode(str(file.get("data", "")), validate=True)
        found = take(str(file.get("name", "")), io.BytesIO(raw), session.prepared.scenario)
    except binascii.Error:
        session.tell(["The file did not arrive whole; choose it again."])
    except Exception as error:
        session.tell(worded(error).split("\n"))
    else:
        if len(session.uploads) >= MOST and found.key not in session.uploads:
            session.tell([f"A session keeps {MOST} files; open the page anew for more."])
            return
        session.keep(found)
        session.tell([])
        changed: dict[str, Any] = {found.kind: found.key}
        world = replace(session.view.world, **changed)
        kept, dropped = fitting(world, {**session.uploads, found.key: found})
        if dropped:
            session.tell([f"Not in this world, so dropped: {', '.join(dropped)}."])
        session.change(replace(session.view, world=kept, at=0, actor=""))
