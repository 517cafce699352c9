"""One Mesa run, quarter by quarter; an actor's state and why it decided as it did."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import groupby
from typing import Any

from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.panels.network import Ties, Time
from experiments.dashboard.ring import when
from experiments.dashboard.session import Session
from experiments.dashboard.stepping import Line, Reason, shown
from sim.streams import run_seeds


@solara.component
def Stepping(session: Session) -> None:
    """Step a run and look at an actor."""
    view, seen = session.view, session.seen
    fault, set_fault = solara.use_state("")

    def commit(text: str) -> None:
        number = int(text) if text.strip().isdigit() else 0
        if not 1 <= number <= view.runs:
            set_fault(f"'{text[:30]}' is not allowed; write a number of a run, 1 to {view.runs}.")
            return
        set_fault("")
        session.change(replace(view, run=number - 1, at=0))

    widgets.Field(label="Run of the ensemble", value=str(view.run + 1), fault=fault,
                  inputmode="numeric", event_commit=commit)  # fmt: skip
    roster, host = session.prepared.scenario.actors, session.prepared.scenario.roster.host
    widgets.Choice(
        label="Actor", value=view.actor if view.actor in roster else host,
        items=[(name, spec.label or name) for name, spec in roster.items()],
        event_pick=lambda name: session.change(replace(view, actor=name)),
    )  # fmt: skip
    Time(session, "Step")
    if seen is None or seen.walk is None or seen.ring is None:
        return
    scenario = session.prepared.scenario
    seed = int(run_seeds(seen.view.seed, seen.view.run + 1)[-1])
    solara.v.Html(
        tag="p", class_="cl-when",
        children=[f"{when(scenario, seen.walk.steps)} · quarter {seen.walk.steps} of "
                  f"{scenario.quarters} · seed {seed}"],
    )  # fmt: skip
    Ties(seen.ring, seen.actor, lambda actor: session.change(replace(view, actor=actor)),
         many=False)  # fmt: skip
    label = dict([(seen.ring.host, seen.ring.label)] + [(t.actor, t.label) for t in seen.ring.ties])
    title = label.get(seen.actor, seen.actor)
    with solara.v.Html(tag="section", class_="cl-panel", attributes={"aria-label": title}):
        spec = scenario.actors.get(seen.actor)
        kind = "" if spec is None else spec.kind.replace("_", " ")
        solara.v.Html(tag="h2", children=[f"{title}, {kind}"])
        solara.v.Html(tag="h3", children=["Why it did what it did in this quarter"])
        if seen.reasons:
            widgets.Reasons(parts=_parts(seen.reasons))
        else:
            words = (
                "Nothing has happened yet; step a quarter." if seen.walk.steps == 0
                else "It decided nothing in this quarter."
            )  # fmt: skip
            solara.v.Html(tag="p", class_="cl-hint", children=[words])
        solara.v.Html(tag="h3", children=["Its state"])
        for group, found in groupby(seen.lines, key=lambda line: line.group):
            widgets.Grid(
                caption=group, heads=["what", "now", "a quarter ago", "unit", "column"],
                rows=[_row(line) for line in found], right=[1, 2],
            ).key(f"{seen.actor} {group}")  # fmt: skip


def _row(line: Line) -> list[str]:
    label = f": {line.label}" if line.label else ""
    column = f"{line.name}.{line.label}" if line.label else line.name
    before = "–" if math.isnan(line.before) else shown(line.before)
    return [line.meaning + label, shown(line.value), before, line.unit, column]


#: Acts that are open at first: what people ask about most.
_OPEN = ("appropriate", "reconsider", "decide", "tire")


def _parts(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Reasons by act, as the template wants them."""
    return [
        {
            "act": act.replace("_", " "), "doing": doing, "open": act in _OPEN,
            "calls": [
                {
                    "rule": one.rule, "function": one.function, "summary": one.summary,
                    "inputs": [[i.name, i.value, i.unit, i.meaning] for i in one.inputs],
                    "parameters": [[i.name, i.value, i.unit, i.meaning] for i in one.parameters],
                    "result": one.result, "unit": one.unit,
                }
                for one in calls
            ],
        }
        for (act, doing), calls in groupby(reasons, key=lambda one: (one.act, one.doing))
    ]  # fmt: skip
