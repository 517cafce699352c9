"""The page: what is looked at stands in the link, and everything follows from it.

Nothing here or in a panel lives longer than a session: state is held by the component, results by
its worker.
"""

from __future__ import annotations

import pathlib
from dataclasses import replace

import reacton

from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.fault import worded
from experiments.dashboard.panels.choosing import Choosing
from experiments.dashboard.panels.comparing import Comparing
from experiments.dashboard.panels.network import Network
from experiments.dashboard.panels.numbers import Levers, Numbers
from experiments.dashboard.panels.results import Outcomes, Pictures
from experiments.dashboard.panels.stepping import Stepping
from experiments.dashboard.panels.taking import Taking
from experiments.dashboard.preparing import Prepared, prepare
from experiments.dashboard.seeing import see
from experiments.dashboard.session import Session
from experiments.dashboard.state import SHOWS, View, World, parsed
from experiments.dashboard.uploads import Uploaded
from experiments.dashboard.worker import Told, Worker

_CSS = pathlib.Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_TARGET = {"id": "results", "tabindex": "-1", "aria-label": "Results"}
_PANELS = {"compare": Comparing, "table": Outcomes, "network": Network, "step": Stepping}


@solara.component
def Page() -> None:
    """The dashboard."""
    router = solara.use_router()
    query = router.search or ""
    view, faults = solara.use_memo(lambda: parsed(query), [query])
    uploads, set_uploads = solara.use_state({})
    notices, set_notices = solara.use_state([])
    cell = solara.use_reactive(Told())
    worker = solara.use_memo(lambda: Worker(cell), [])
    broken, mend = reacton.use_exception()
    prepared, fault = solara.use_memo(
        lambda: _prepared(view, uploads), [view.world, view.quarters, uploads]
    )

    def change(new: View) -> None:
        if new.query != view.query or not query:
            router.push("/?" + new.query)

    def keep(file: Uploaded) -> None:
        set_uploads({**uploads, file.key: file})

    def begin(*_: object) -> None:
        before = cell.get().result
        if not fault:
            worker.start(lambda tick: see(view, uploads, tick, before))

    solara.use_effect(begin, [view, uploads])
    solara.use_effect(lambda: worker.leave, [])
    told = cell.value
    session = Session(view, change, prepared, told.result, uploads, keep, set_notices)
    said = [*faults, fault, told.fault, told.result.trouble if told.result else ""]
    if broken is not None:
        said.append(worded(broken))

    def again(*_: object) -> None:
        mend()
        begin()

    solara.Title("coalition-lab")
    solara.Style(_CSS)
    with solara.v.Html(tag="div", class_="cl-page"):
        _head()
        with solara.v.Html(tag="div", class_="cl-columns"):
            with solara.v.Html(tag="div", class_="cl-choices"):
                Choosing(session)
            with solara.v.Html(tag="section", class_="cl-results", attributes=_TARGET):
                widgets.Status(
                    state=_state(told, bool(fault)), share=told.share, words=_words(told, view),
                    seen=told.result.view.query if told.result else "",
                    faults=[one for text in said for one in text.split("\n") if one],
                    notices=notices, event_stop=lambda *_: worker.stop(), event_run=again,
                )  # fmt: skip
                widgets.Tabs(
                    items=list(SHOWS.items()), value=view.show,
                    event_pick=lambda name: change(replace(view, show=name)),
                )  # fmt: skip
                if not fault and broken is None:
                    _PANELS.get(view.show, Pictures)(session).key(view.show)
                    Taking(session)
                widgets.Link(query=view.query)
            with solara.v.Html(tag="div", class_="cl-tuning"):
                Levers(session)
                Numbers(session)


def _head() -> None:
    with solara.v.Html(tag="header", class_="cl-head"):
        solara.v.Html(tag="a", class_="cl-skip", attributes={"href": "#results"},
                      children=["To the results"])  # fmt: skip
        solara.v.Html(tag="h1", children=["coalition-lab"])
        words = "Illustrative worlds under stated assumptions; no forecast about any named state."
        solara.v.Html(tag="p", children=[words])


def _prepared(view: View, uploads: dict[str, Uploaded]) -> tuple[Prepared, str]:
    """The world of the view and what is wrong with it; then a plain world, to choose another in."""
    try:
        return prepare(view.world, view.quarters, uploads), ""
    except Exception as error:
        fault = worded(error)
    for world in (World(scenario=view.world.scenario), World()):
        try:
            return prepare(world, None, uploads), fault
        except Exception:
            continue
    raise AssertionError("the shipped baseline is always fit to run")


def _state(told: Told, faulty: bool) -> str:
    if told.running and not faulty:
        return "running"
    return "stopped" if told.stopped else "failed" if told.fault or faulty else "done"


def _words(told: Told, view: View) -> str:
    if told.running:
        return f"Running … {100 * told.share:.0f}%"
    if told.stopped:
        return "Cancelled; what you see is the result before."
    if told.result is None:
        return "Nothing was run yet."
    result = told.result.shown.current
    words = f"{result.runs:,} runs of {result.prepared.scenario.quarters} quarters"
    if result.failures:
        words += f"; {len(result.failures):,} went astray and are left out"
    return words + f"; seed {result.seed}."
