"""Colours: the same for an actor, and for a channel, in all figures of a history.

Actors take Okabe and Ito's set (2008, "Color universal design"; brown stands for its yellow,
which makes no line on white), channels Paul Tol's muted set (2021, SRON/EPS/TN/09-002). Both are
told apart under the common forms of colour blindness; a test simulates them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.columns import CHANNELS

ACTORS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a4a1e", "#4d4d4d",
)  # fmt: skip
OTHERS = "#c4c4c4"

_MUTED = (
    "#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499",
)  # fmt: skip
CHANNEL_COLOURS: Mapping[str, str] = dict(zip(CHANNELS, _MUTED, strict=True))

#: Money by purpose: Tol's high-contrast set, legible in grey print too.
MONEY = {"own": "#004488", "help": "#bb5566", "lost": "#ddaa33", "mission": "#222222"}

#: The host, and everything that is measured of it.
HOST = "#004488"

KINDS = {
    "partner_state": "#0072b2",
    "intergovernmental_body": "#d55e00",
    "ngo": "#009e73",
    "private_firm": "#e69f00",
}
KIND_WORDS = {
    "partner_state": "partner states",
    "intergovernmental_body": "intergovernmental bodies",
    "ngo": "NGOs",
    "private_firm": "firms",
}


def actor_colours(leading: Sequence[str], roster: Sequence[str]) -> dict[str, str]:
    """Colours of the leading actors, in the order of the roster; everybody else is grey.

    The order of the roster, not of the ranking, gives the colours: an actor that gives more under
    another policy keeps its colour as long as the same actors lead.

    >>> actor_colours(["China", "Mali"], ["Mali", "Togo", "China"])
    {'Mali': '#0072b2', 'Togo': '#c4c4c4', 'China': '#e69f00'}
    """
    colours = iter(ACTORS)
    return {name: next(colours, OTHERS) if name in leading else OTHERS for name in roster}
