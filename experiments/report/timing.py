"""When an event or a lever works, how strongly and how long, in words."""

from __future__ import annotations

from experiments.wording import number
from sim.calendar import Quarter
from sim.scenario import Intervention, Trigger


def when(start: Quarter, what: Intervention) -> str:
    """When it happens.

    Parameters
    ----------
    start : Quarter
        First quarter of the scenario.
    what : Intervention
        The event or lever.
    """
    at = what.when
    if at.kind == "date" and at.first is not None:
        return "from the start" if at.first <= 0 else str(start + at.first)
    if at.kind == "between" and at.first is not None and at.last is not None:
        return f"at some time from {start + at.first} to {start + at.last}"
    if at.kind == "rate":
        return f"{100 * at.rate:g}% a year"
    return triggered(at.trigger) if at.trigger is not None else "–"


def triggered(trigger: Trigger) -> str:
    """A trigger's condition.

    >>> triggered(Trigger("actors.Liberia.funding_gap", ">", 0.3, 2))
    'when actors.Liberia.funding_gap is above 0.3 for 2 quarters'
    """
    side = "above" if trigger.op == ">" else "below"
    held = f" for {trigger.quarters} quarters" if trigger.quarters > 1 else ""
    return f"when {trigger.indicator} is {side} {trigger.threshold:g}{held}"


def between(pair: tuple[float, float] | None, unit: str = "", never: str = "–") -> str:
    """A fixed number, or the range that it is drawn from.

    >>> between((2.0, 4.0), "quarters"), between((1.0, 1.0)), between(None, never="for good")
    ('2–4 quarters', '1', 'for good')
    """
    if pair is None:
        return never
    shown = [number(end, 0 if float(end).is_integer() else 2) for end in pair]
    text = shown[0] if shown[0] == shown[1] else "–".join(shown)
    return f"{text} {unit}".strip()
