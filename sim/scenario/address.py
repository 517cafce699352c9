"""Addresses: one way to reach every number that a study may vary."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.columns import Column
from sim.errors import AddressError, Fault, ScenarioError, nearest
from sim.rules import RULES
from sim.scenario.interventions import Intervention, Trigger
from sim.scenario.policy import Policy
from sim.scenario.roster import check_label, parameter
from sim.scenario.scenario import Scenario
from sim.scenario.wording import allowed, likeness, shown

MAX_QUARTERS = 400
#: Dearest lever that a study may ask about. [million US$ a quarter]
MAX_COST = 1e6


@dataclass(frozen=True)
class Setting:
    """A number that a study may vary.

    Attributes
    ----------
    address : str
        Where it stands.
    low, high : float
        Range that it may not leave; infinite where nothing bounds it. [unit]
    unit, meaning : str
        Unit in words and what the number is.
    status : str
        "estimate", "stylised fact" or "assumption".
    integer : bool
        True for a number of things.
    default : float
        Value in the scenario or the policy; the middle where a run draws it. [unit]
    kind : str
        "rule", "column", "event" or "policy".
    parts : tuple
        (rule, parameter), (actor, column, label or None), (event, field) or (lever, field).
    """

    address: str
    low: float
    high: float
    unit: str
    meaning: str
    status: str
    integer: bool
    default: float
    kind: str
    parts: tuple[Any, ...]


def parse_setting(scenario: Scenario, policy: Policy | None, address: str) -> Setting:
    """Find the number at an address.

    Parameters
    ----------
    scenario : Scenario
        The world.
    policy : Policy or None
        The policy that ``policy.*`` addresses speak of.
    address : str
        ``rules.R.P``, ``actors.A.C[.label]``, ``events.E.depth|lasts|when|threshold`` or
        ``policy.L.intensity|cost|threshold``.

    Raises
    ------
    AddressError
        With the nearest known name, when nothing has the address.
    """
    parts = address.split(".") if isinstance(address, str) else []
    match parts:
        case ["rules", rule, name]:
            return _of_rule(scenario, address, rule, name)
        case ["actors", actor, name, *label] if len(label) <= 1:
            return _of_column(scenario, address, actor, name, label[0] if label else None)
        case ["events", event, name]:
            if event not in scenario.events:
                raise AddressError(f"there is no event '{event}'{nearest(event, scenario.events)}")
            return _of_event(scenario, address, scenario.events[event], name)
        case ["policy", lever, name]:
            levers = policy.levers if policy is not None else {}
            if lever not in levers:
                known = nearest(lever, levers) or f"; it has {', '.join(levers) or 'none'}"
                raise AddressError(f"the policy has no lever '{lever}'{known}")
            return _of_lever(scenario, address, levers[lever], name)
    head = parts[0] if parts else ""
    advice = likeness(head, ("rules", "actors", "events", "policy"))
    raise AddressError(
        f"'{address}' is no address{advice or '; write one such as rules.fatigue.gain'}"
    )


def _of_rule(scenario: Scenario, address: str, rule: str, name: str) -> Setting:
    p = parameter(rule, name)
    now = scenario.rules.get(rule, {}).get(name, p.default)
    status = scenario.provenance(address).status
    return Setting(
        address, p.low, p.high, p.unit, p.meaning, status, p.integer, now, "rule", (rule, name)
    )


def _of_column(
    scenario: Scenario, address: str, actor: str, name: str, label: str | None
) -> Setting:
    column = scenario.roster.movable(actor, name)
    check_label(scenario.roster, column, label)
    if column.axis and label is None:
        labels = ", ".join(scenario.axis(column.axis)[:6])
        raise AddressError(f"'{address}' needs a label ({column.axis}), such as {labels or 'none'}")
    now = scenario.actors[actor].numbers.get(name, column.default)
    if isinstance(now, dict):
        now = now.get(str(label), column.default)
    status = scenario.provenance(address).status
    return Setting(
        address, column.low, column.high, column.unit, column.meaning, status, column.integer,
        math.nan if now is None else float(now), "column", (actor, name, label),
    )  # fmt: skip


def _of_event(scenario: Scenario, address: str, event: Intervention, name: str) -> Setting:
    fields = ["depth", "lasts"]
    fields += ["when"] * (event.when.kind == "date") + ["threshold"] * (
        event.when.kind == "trigger"
    )
    parts = _field(event, name, fields, "event")
    if name == "threshold":
        return _of_threshold(scenario, address, event, "event", parts)
    known = scenario.provenance(address).status if name != "when" else "assumption"
    if name == "depth":
        meaning, now = f"magnitude of {event.title}", sum(event.depth) / 2
        return Setting(address, 0.0, 1.0, "1", meaning, known, False, now, "event", parts)
    if name == "lasts":
        meaning, now = (
            f"duration of {event.title}",
            sum(event.lasts or (scenario.quarters,) * 2) / 2,
        )
        return Setting(
            address, 1.0, MAX_QUARTERS, "quarters", meaning, known, True, now, "event", parts
        )
    now = float(event.when.first or 0)
    low, high = min(0.0, now), max(scenario.quarters - 1.0, now)
    meaning = f"quarter of {event.title}, counted from {scenario.start}"
    return Setting(address, low, high, "quarter", meaning, known, True, now, "event", parts)


def _of_lever(scenario: Scenario, address: str, lever: Intervention, name: str) -> Setting:
    fields = ["intensity", "cost"] + ["threshold"] * (lever.when.kind == "trigger")
    parts = _field(lever, name, fields, "lever")
    if name == "threshold":
        return _of_threshold(scenario, address, lever, "policy", parts)
    status = "assumption"
    if name == "intensity":
        meaning, now = f"intensity of {lever.title}", lever.depth[0]
        return Setting(address, 0.0, 1.0, "1", meaning, status, False, now, "policy", parts)
    meaning, unit = f"cost of {lever.title} at full intensity", "million US$ a quarter"
    return Setting(
        address, 0.0, MAX_COST, unit, meaning, status, False, lever.cost, "policy", parts
    )


def _of_threshold(
    scenario: Scenario, address: str, owner: Intervention, kind: str, parts: tuple[str, str]
) -> Setting:
    trigger = owner.when.trigger
    assert isinstance(trigger, Trigger)
    _, actor, name, *_ = trigger.indicator.split(".")
    column: Column = scenario.roster.column(actor, name)
    meaning = f"{column.meaning}: {trigger.op} this triggers {owner.title}"
    return Setting(
        address, column.low, column.high, column.unit, meaning, "assumption", False,
        trigger.threshold, kind, parts,
    )  # fmt: skip


def _field(owner: Intervention, name: str, fields: list[str], what: str) -> tuple[str, str]:
    if name not in fields:
        words = ", ".join(fields)
        raise AddressError(f"the {what} '{owner.name}' has no '{name}'; a study may vary {words}")
    return owner.name, name


def check_setting(setting: Setting, value: float) -> float:
    """The value as a float, if the setting can take it.

    Raises
    ------
    ScenarioError
        With one fault that says what is allowed.
    """
    is_number = isinstance(value, int | float) and not (
        isinstance(value, bool) and setting.parts[-1] != "on"
    )
    try:
        number = float(value) if is_number else math.nan
    except OverflowError:
        number = math.nan
    fits = setting.low <= number <= setting.high and math.isfinite(number)
    if fits and (not setting.integer or number.is_integer()):
        return number
    bare = math.isfinite(number)
    what = allowed(setting.low, setting.high, setting.unit, setting.integer, bare)
    message = f"`{setting.address}` is {shown(value)}; it must be {what}"
    raise ScenarioError([Fault(message, setting.address)])


def parse_assignment(text: str) -> tuple[str, float]:
    """Split ``ADDRESS=VALUE`` as the command line takes it; a switch takes true and false.

    >>> parse_assignment("rules.fatigue.gain=0.2")
    ('rules.fatigue.gain', 0.2)
    """
    address, equals, value = (part.strip() for part in text.rpartition("="))
    if not (address and equals and value):
        raise ScenarioError(
            [Fault(f"'{text}' must read ADDRESS=VALUE, as in rules.fatigue.gain=0.2")]
        )
    switches = {"true": 1.0, "false": 0.0, "on": 1.0, "off": 0.0}
    if address.startswith("rules.") and address.endswith(".on") and value.lower() in switches:
        return address, switches[value.lower()]
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ScenarioError([Fault(f"`{address}` is {shown(value)}; it must be a number", address)])
    return address, number


@dataclass(frozen=True)
class ParameterRow:
    """A line of the parameter table."""

    address: str
    default: float
    low: float
    high: float
    unit: str
    meaning: str
    status: str
    source: str


def parameter_table() -> list[ParameterRow]:
    """All parameters of all rules, sorted by address."""
    return sorted(
        (
            ParameterRow(
                f"rules.{rule}.{name}",
                *(p.default, p.low, p.high, p.unit, p.meaning, p.status, p.source),
            )
            for rule, declared in RULES.items()
            for name, p in declared.parameters().items()
        ),
        key=lambda row: row.address,
    )
