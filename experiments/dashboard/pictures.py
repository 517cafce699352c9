"""Pictures for the page, as bytes in memory."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from experiments.dashboard.comparing import differences
from experiments.dashboard.computing import Result, Shown
from experiments.figures import FIGURES, draw
from experiments.figures.style import look

#: Settings of matplotlib belong to the whole process: one drawing at a time.
_DRAWING = threading.Lock()
#: Of pictures on the page: sharp on a wide screen, and quick. [dots per inch]
SCREEN = 90
#: Of pictures to keep. [dots per inch]
PAPER = 150

#: Pictures of the panel "More pictures".
MORE = ("money", "mission", "survival")


@dataclass(frozen=True)
class Drawn:
    """A picture on the page."""

    name: str
    caption: str
    png: bytes


def drawn(result: Result, name: str, dpi: int = SCREEN) -> Drawn | None:
    """A figure of a result, None where the result has nothing to show in it."""
    caption = next(one.caption for one in FIGURES if one.name == name)

    def make() -> Figure | None:
        scenario, policy = result.prepared.scenario, result.prepared.policy
        return next((figure for _, figure in draw(result.history, scenario, policy, [name])), None)

    png = _png(make, dpi)
    return None if png is None else Drawn(name, caption, png)


def drawn_difference(shown: Shown, dpi: int = SCREEN) -> Drawn | None:
    """The differences of the current to the pinned result over time; None without a pinned one."""
    if shown.pinned is None:
        return None
    current, pinned = shown.current, shown.pinned
    png = _png(lambda: differences(current, pinned), dpi)
    caption = "Differences run by run under the same seeds: median, 25–75% and 5–95% of the runs."
    return None if png is None else Drawn("difference", caption, png)


def _png(make: Callable[[], Figure | None], dpi: int) -> bytes | None:
    with _DRAWING:
        figure = make()
        if figure is None:
            return None
        written = io.BytesIO()
        figure.set_dpi(dpi)
        with look():
            # not savefig: it draws twice, once to lay out and once to show
            FigureCanvasAgg(figure).print_png(written, metadata={"Software": "coalition-lab"})
        figure.clear()
        return written.getvalue()
