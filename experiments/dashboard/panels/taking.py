"""What a person takes home."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.computing import Tick
from experiments.dashboard.documents import (
    folder_zip,
    policy_yaml,
    report_html,
    scenario_yaml,
    table_csv,
)
from experiments.dashboard.fault import DashboardError
from experiments.dashboard.pictures import PAPER, drawn, drawn_difference
from experiments.dashboard.seeing import Seen
from experiments.dashboard.session import Session
from experiments.dashboard.worker import Told, Worker

_ITEMS = [
    ("csv", "Table (CSV)"),
    ("png", "Picture (PNG)"),
    ("scenario", "Scenario (YAML)"),
    ("policy", "Policy (YAML)"),
    ("report", "Report (HTML)"),
    ("zip", "Everything (ZIP)"),
]


@dataclass(frozen=True, eq=False)
class File:
    """A file for the browser to save."""

    name: str
    mime: str
    content: bytes


def made(kind: str, seen: Seen, show: str, tick: Tick) -> File:
    """The file of one kind.

    Raises
    ------
    DashboardError
        Where the page shows no picture.
    """
    result = seen.shown.current
    stem = result.prepared.world.scenario.rsplit("/", 1)[-1].removeprefix("upload:")
    if kind == "csv":
        return File(f"{stem}-outcomes.csv", "text/csv", table_csv(result))
    if kind == "scenario":
        return File(f"{stem}.yaml", "application/yaml", scenario_yaml(result.prepared))
    if kind == "policy":
        name = result.prepared.policy.name.replace("upload:", "").replace("+", "-")
        return File(f"{name}.yaml", "application/yaml", policy_yaml(result.prepared))
    if kind == "report":
        return File(f"{stem}-report.html", "text/html", report_html(result, seen.view, tick))
    if kind == "zip":
        return File(f"{stem}.zip", "application/zip", folder_zip(result, seen.view, tick))
    name = {"compare": "difference", "more": "money"}.get(show, show)
    if name in ("table", "step"):
        raise DashboardError("This view holds no picture to save; choose another.")
    found = (
        drawn_difference(seen.shown, PAPER) if name == "difference" else drawn(result, name, PAPER)
    )
    if found is None:
        raise DashboardError("There is no picture to save: pin a result first, or choose another.")
    return File(f"{stem}-{name}.png", "image/png", found.png)


@solara.component
def Taking(session: Session) -> None:
    """Buttons that save files."""
    cell = solara.use_reactive(Told())
    worker = solara.use_memo(lambda: Worker(cell), [])
    solara.use_effect(lambda: worker.leave, [])
    told = cell.value
    seen, show = session.seen, session.view.show

    def ask(kind: str) -> None:
        if seen is not None:
            worker.start(lambda tick: made(kind, seen, show, tick))

    def done(*_: Any) -> None:
        cell.set(Told())

    words = f"Making the file … {100 * told.share:.0f}%" if told.running else told.fault
    widgets.Download(items=_ITEMS, busy=told.running or seen is None, words=words,
                     file=_sent(told.result), event_ask=ask, event_done=done)  # fmt: skip


def _sent(file: File | None) -> dict[str, str] | None:
    if file is None:
        return None
    return {
        "name": file.name,
        "mime": file.mime,
        "data": base64.b64encode(file.content).decode(),
    }
