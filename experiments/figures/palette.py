"""Colours: the same for an actor, and for a channel, in all figures of a history.

Actors take Okabe and Ito's set (2008, "Color universal design"; brown stands for its yellow,
which makes no line on white), channels Paul Tol's muted set (2021, SRON/EPS/TN/09-002). Both are
told apart under the common forms of colour blindness; a test simulates them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sim.columns import CHANNELS

ACTORS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a4a1e", "#4d4d4d",
)  # fmt: skip
OTHERS = "#c4c4c4"

_MUTED = (
    "#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255",
    "#aa4499",
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


def actor_colours(leading: Collection[str], roster: Sequence[str]) -> dict[str, str]:
    """Colours of the leading actors; everybody else is grey.

    An actor's place in the roster, not its rank, asks for a colour, and whoever comes second to
    one takes a free one. So most keep theirs where others lead, as under another policy.

    >>> actor_colours(["China", "Mali"], ["Mali", "Togo", "China"])
    {'Mali': '#0072b2', 'Togo': '#c4c4c4', 'China': '#009e73'}
    """
    given: dict[str, str] = {}
    waiting = []
    for place, name in enumerate(roster):
        wanted = ACTORS[place % len(ACTORS)]
        if name in leading and wanted not in given.values():
            given[name] = wanted
        elif name in leading:
            waiting.append(name)
    free = iter([colour for colour in ACTORS if colour not in given.values()])
    given |= {name: next(free, OTHERS) for name in waiting}
    return {name: given.get(name, OTHERS) for name in roster}
