"""The page's parts that are drawn in the browser: each a template in `vue/` and its traits.

Every text reaches the page as text: templates put it in by interpolation, never as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from experiments.dashboard.base import solara

Pairs = list[tuple[str, str]]


@solara.component_vue("vue/choice.vue")
def Choice(
    label: str,
    value: str,
    items: Pairs,
    hint: str = "",
    event_pick: Callable[[str], None] | None = None,
) -> None:
    """One of several."""


@solara.component_vue("vue/field.vue")
def Field(
    label: str,
    value: str,
    hint: str = "",
    fault: str = "",
    inputmode: str = "text",
    event_commit: Callable[[str], None] | None = None,
) -> None:
    """A line of text."""


@solara.component_vue("vue/number.vue")
def NumberField(
    address: str,
    meaning: str,
    unit: str,
    value: str,
    usual: str,
    range: str,
    status: str,
    source: str,
    changed: bool,
    slides: bool,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    fault: str = "",
    serial: int = 0,
    event_commit: Callable[[str], None] | None = None,
    event_reset: Callable[..., None] | None = None,
) -> None:
    """A number with its unit, range and source at hand."""


@solara.component_vue("vue/tabs.vue")
def Tabs(items: Pairs, value: str, event_pick: Callable[[str], None] | None = None) -> None:
    """What to show."""


@solara.component_vue("vue/status.vue")
def Status(
    state: str,
    share: float,
    words: str,
    faults: list[str],
    notices: list[str],
    seen: str = "",
    event_stop: Callable[..., None] | None = None,
    event_run: Callable[..., None] | None = None,
) -> None:
    """How the work goes, and what went wrong."""


@solara.component_vue("vue/buttons.vue")
def Buttons(
    label: str,
    items: list[tuple[str, str, bool]],
    event_pick: Callable[[str], None] | None = None,
) -> None:
    """Buttons: key, words, and whether it is disabled."""


@solara.component_vue("vue/picture.vue")
def Picture(src: str, caption: str) -> None:
    """A figure."""


@solara.component_vue("vue/grid.vue")
def Grid(caption: str, heads: list[str], rows: list[list[str]], right: list[int]) -> None:
    """A table."""


@solara.component_vue("vue/ring.vue")
def RingOfTies(
    title: str,
    key_words: str,
    lines: str,
    host: str,
    host_label: str,
    ties: list[dict[str, Any]],
    chosen: str,
    event_pick: Callable[[str], None] | None = None,
) -> None:
    """The network: every actor a button."""


@solara.component_vue("vue/reasons.vue")
def Reasons(parts: list[dict[str, Any]]) -> None:
    """Why an actor did what it did."""


@solara.component_vue("vue/upload.vue")
def Upload(
    limit: int,
    event_take: Callable[[dict[str, Any]], None] | None = None,
    event_refuse: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """A file of one's own."""


@solara.component_vue("vue/download.vue")
def Download(
    items: Pairs,
    busy: bool,
    words: str,
    file: dict[str, str] | None = None,
    event_ask: Callable[[str], None] | None = None,
    event_done: Callable[..., None] | None = None,
) -> None:
    """What can be taken home."""


@solara.component_vue("vue/link.vue")
def Link(query: str) -> None:
    """The link that shows the same again."""
