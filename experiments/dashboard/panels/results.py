"""Pictures and outcomes of the ensemble."""

from __future__ import annotations

import base64

from experiments.commands.summary import CHOSEN, DISCLAIMER, FEWEST, figure
from experiments.dashboard import widgets
from experiments.dashboard.base import solara
from experiments.dashboard.pictures import MORE, Drawn
from experiments.dashboard.session import Session
from sim.metrics import OUTCOMES, summary


@solara.component
def Pictures(session: Session) -> None:
    """The pictures of what is shown."""
    if session.seen is None:
        return
    show = session.view.show
    for name in MORE if show == "more" else (show,):
        if name in session.seen.pictures:
            One(session.seen.pictures[name])


@solara.component
def One(drawn: Drawn | None) -> None:
    """A picture, or that there is none."""
    src = solara.use_memo(lambda: "" if drawn is None else _url(drawn.png), [drawn])
    if drawn is None:
        solara.v.Html(tag="p", class_="cl-hint", children=["There is nothing to show in this."])
    else:
        widgets.Picture(src=src, caption=drawn.caption)


def _url(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


@solara.component
def Outcomes(session: Session) -> None:
    """Medians and ranges of the outcomes."""
    if session.seen is None:
        return
    result = session.seen.shown.current
    found = summary(result.outcomes[[name for name in CHOSEN if name in result.outcomes]])
    rows = [
        [OUTCOMES[str(name)].meaning, *(figure(row[part]) for part in ("median", "low", "high")),
         str(row["unit"]), f"{int(row['runs']):,}"]
        for name, row in found.iterrows()
    ]  # fmt: skip
    few = "" if result.runs >= FEWEST else f" Fewer than {FEWEST} runs: ranges say little."
    widgets.Grid(
        caption=f"Outcomes over {result.runs:,} runs: median and the range of nine runs in ten."
        + few,
        heads=["outcome", "median", "5%", "95%", "unit", "runs"], rows=rows, right=[1, 2, 3, 5],
    )  # fmt: skip
    solara.v.Html(tag="p", class_="cl-hint", children=[DISCLAIMER])
