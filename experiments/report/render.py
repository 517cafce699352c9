"""From a report to one HTML file that needs nothing else: no network, no script, no font."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup, escape

from experiments.report.blocks import Strip, Trace
from experiments.report.model import Report
from experiments.wording import MINUS
from sim import __version__

if TYPE_CHECKING:
    import jinja2

#: Tells a report from any other page.
GENERATOR = "coalition-lab"
#: Size of a strip's drawing. [CSS pixel]
WIDE, HIGH = 180, 22
_EDGE = 6.0
#: Width of a figure on a phone over its natural width: its smallest letters, 7 points at 150 dots
#: per inch, are 9 CSS pixels high there.
LEGIBLE = 0.62

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"https?://[^\s<>&\"'`]+[^\s<>&\"'`.,;:)]")


@dataclass(frozen=True)
class Drawn:
    """A strip in drawing coordinates; what is not finite is not drawn."""

    zero: float
    zone: tuple[float, float]
    value: float
    low: float
    high: float
    has_value: bool
    has_interval: bool
    has_zero: bool


def inline(text: str) -> Markup:
    """Text as HTML: escaped first, then strong words, code and web addresses are marked.

    >>> inline("**a** < `b`")
    Markup('<strong>a</strong> &lt; <code>b</code>')
    >>> inline("<script>**x**</script>")
    Markup('&lt;script&gt;<strong>x</strong>&lt;/script&gt;')
    """
    safe = str(escape(text))
    safe = _LINK.sub(lambda m: f'<a href="{m[0]}" rel="noopener noreferrer">{m[0]}</a>', safe)
    safe = _CODE.sub(r"<code>\1</code>", safe)
    return Markup(_STRONG.sub(r"<strong>\1</strong>", safe))


def drawn(strip: Strip) -> Drawn:
    """Where the parts of a strip stand.

    >>> place = drawn(Strip(0.0, -1.0, 1.0, -1.0, 1.0))
    >>> place.value, place.low, place.high
    (90.0, 6.0, 174.0)
    """
    span = strip.most - strip.least
    finite = np.isfinite([strip.value, strip.low, strip.high])

    def at(value: float) -> float:
        if not np.isfinite(value) or span <= 0:
            return WIDE / 2
        inside = float(np.clip((value - strip.least) / span, 0.0, 1.0))
        return round(_EDGE + inside * (WIDE - 2 * _EDGE), 1)

    return Drawn(
        at(0.0), (at(-strip.zone), at(strip.zone)), at(strip.value), at(strip.low), at(strip.high),
        bool(finite[0]), bool(finite[1:].all()), strip.least <= 0.0 <= strip.most,
    )  # fmt: skip


def render(report: Report) -> str:
    """The whole page.

    Parameters
    ----------
    report : Report
        What it says. Everything in it is escaped.

    Returns
    -------
    str
        HTML, UTF-8 declared; the same text for the same report.
    """
    numbered = {trace: place for place, trace in enumerate(report.traces(), 1)}

    def notes(traces: tuple[Trace, ...]) -> list[int]:
        return [numbered[trace] for trace in traces]

    page = _environment().get_template("report.html")
    return page.render(
        report=report, notes=notes, traces=numbered, generator=f"{GENERATOR} {__version__}",
    )  # fmt: skip


@functools.cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("experiments.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(spans=spans, inline=inline, drawn=drawn, anchor=anchor)
    made.globals.update(wide=WIDE, high=HIGH, legible=LEGIBLE, is_number_like=is_number_like)
    return made


def spans(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers in order as first and last of each unbroken row.

    >>> spans([3, 1, 2, 7])
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def anchor(text: str) -> str:
    """A text as part of an id.

    >>> anchor("Who gains, who loses?")
    'who-gains-who-loses'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def is_number_like(text: str) -> bool:
    """Whether a cell holds a number in words, so that it must not break.

    >>> is_number_like("−0.03 [−0.04, −0.02]"), is_number_like("one two")
    (True, False)
    """
    return bool(re.match(rf"^[{MINUS}+\d–]", text)) and len(text) < 40
