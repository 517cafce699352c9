"""Columns: what an actor carries, declared once with unit, range and meaning.

A column is an array of the world over all actors, `(actor,)` in a single run and `(runs, actor)`
in an ensemble; a column along a further axis carries that axis in front. Read from an actor it is
the actor's row, read from the class it is the declaration.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, overload

#: Ways in which money reaches the host; each is counted in million US$ a quarter.
CHANNELS = (
    "funding",
    "training",
    "equipment",
    "infrastructure",
    "advice",
    "logistics",
    "technology",
    "intelligence",
    "humanitarian",
)

#: Special skills, beside the general one, and what can be taught.
FIELDS = ("counter_terrorism", "peacekeeping", "disaster_response")
COURSES = ("general", *FIELDS)

#: Classes of equipment.
HARDWARE = ("weapons", "vehicles", "communications")

#: Kinds of technology: drones and sensors, communication and information sharing, analytics.
SYSTEMS = ("surveillance", "communications", "analytics")

#: Axes whose labels are the same in every world; along all others lie actors.
LABELS: Mapping[str, tuple[str, ...]] = {
    "channel": CHANNELS,
    "course": COURSES,
    "field": FIELDS,
    "hardware": HARDWARE,
    "system": SYSTEMS,
}

#: setting: given by the scenario, moved only by events, levers and trends.
#: state: given at the start, then moved by the actor. stock: moved by the actor alone, because
#: money that came or went from outside would not be accounted for. flow: made anew each quarter.
Role = Literal["setting", "state", "stock", "flow"]


@dataclass(frozen=True)
class Column:
    """Declaration of one column, and the descriptor through which actors reach their row.

    Attributes
    ----------
    unit, meaning : str
        Unit in words ("1" for a pure number) and what it is.
    low, high : float
        Range that a scenario, an event or a study may not leave.
    default : float or None
        Value where the scenario says nothing; None where it must say something.
    role : {"setting", "state", "stock", "flow"}
        Who moves it, see `Role`.
    axis : str
        Name of the axis in front: one of `LABELS`, a kind of actor, or "supplier". Empty for
        none.
    keep : bool or "ends"
        Whether the history records it: each quarter, or at the start and the end only.
    follows : str
        Column whose value it takes at the start where the scenario says nothing.
    integer : bool
        True for a count or a calendar quarter.
    usual : tuple of (str, float)
        Values along the axis where the scenario states none of them.
    whole : bool
        Whether the values along the axis must sum to 1.
    """

    unit: str
    meaning: str
    low: float = 0.0
    high: float = math.inf
    default: float | None = 0.0
    role: Role = "setting"
    axis: str = ""
    keep: bool | Literal["ends"] = False
    follows: str = ""
    integer: bool = False
    usual: tuple[tuple[str, float], ...] = ()
    whole: bool = False
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, actor: None, owner: type) -> Column: ...
    @overload
    def __get__(self, actor: object, owner: type) -> Any: ...
    def __get__(self, actor: Any, owner: type) -> Any:
        return self if actor is None else actor.model.world[self.name][..., actor.row][()]

    def __set__(self, actor: Any, value: Any) -> None:
        actor.model.world.write(self.name, actor, value)

    @property
    def given(self) -> bool:
        """Whether a scenario may state it."""
        return self.role in ("setting", "state")


def share(meaning: str, default: float | None = 0.0, **more: Any) -> Column:
    """A column in [0, 1]."""
    return Column("0-1", meaning, 0.0, 1.0, default, **more)


def money(meaning: str, default: float | None = 0.0, **more: Any) -> Column:
    """A column in million US$ a quarter, at least 0."""
    return Column("million US$ a quarter", meaning, 0.0, math.inf, default, **more)


class Columns:
    """Base of the declarations of one kind of actor."""

    kind: str

    @classmethod
    def declared(cls) -> dict[str, Column]:
        """Columns by name, those of the base classes first."""
        return dict(cls._walk())

    @classmethod
    def _walk(cls) -> Iterator[tuple[str, Column]]:
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, Column):
                    yield name, value
