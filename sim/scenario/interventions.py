"""Events and levers: what moves the numbers of a world from outside."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.roster import Target


@dataclass(frozen=True)
class Trigger:
    """A condition on the state: true once it held for so many quarters in a row.

    Attributes
    ----------
    indicator : str
        Address of a column, always with its actor: ``actors.Liberia.funding_gap``.
    op : str
        ">" or "<".
    threshold : float
        Number that the indicator is compared with, in the indicator's unit.
    quarters : int
        Quarters in a row for which the condition must hold.
    """

    indicator: str
    op: str
    threshold: float
    quarters: int = 1


@dataclass(frozen=True)
class When:
    """When an event happens or a lever begins; quarters are counted from the scenario's start.

    Attributes
    ----------
    kind : str
        "date", "between" (drawn uniformly in each run), "rate" or "trigger".
    first, last : int or None
        First and last possible quarter, both included; negative before the start. Equal for a
        date; None where a rate has no limit, and for a trigger.
    rate : float
        Chance a year; 0 for other kinds.
    trigger : Trigger or None
        The condition of a trigger.
    """

    kind: str
    first: int | None = None
    last: int | None = None
    rate: float = 0.0
    trigger: Trigger | None = None


@dataclass(frozen=True)
class Effect:
    """What an intervention does to its targets.

    Attributes
    ----------
    targets : tuple of Target
        Numbers that are moved; empty when the scenario has no actor of the addressed kind.
    how : str
        "scale": value * (1 + depth * by). "add": value + depth * by. "set": the value moves to
        `by` by the share depth.
    by : float
        The number after `how`.
    address : str
        The address as it was written.
    """

    targets: tuple[Target, ...]
    how: str
    by: float
    address: str


@dataclass(frozen=True)
class Intervention:
    """An event of a scenario or a lever of a policy.

    Attributes
    ----------
    lasts : tuple of float or None
        Fewest and most quarters, equal when fixed; None for good. [quarters]
    depth : tuple of float
        Least and greatest magnitude, equal when fixed; for a lever its intensity. [0-1]
    ramp : int
        Quarters until full strength. [quarters]
    cost : float
        Cost at full intensity; 0 for an event. [million US$ a quarter]
    """

    name: str
    title: str
    when: When
    lasts: tuple[float, float] | None
    depth: tuple[float, float]
    ramp: int
    effects: tuple[Effect, ...]
    cost: float = 0.0
    description: str = ""
    source: str = ""
