"""What can be changed in a world: every number with range, unit, meaning and source."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from experiments.dashboard.preparing import Prepared
from sim.columns import KINDS
from sim.errors import AddressError
from sim.rules import RULES
from sim.scenario import Setting, lever_names, parse_setting
from sim.scenario.roster import parameter

_EVENT_FIELDS = ("depth", "lasts", "when", "threshold")
_LEVER_FIELDS = ("intensity", "cost", "threshold")


@dataclass(frozen=True)
class Number:
    """A number that a person may change.

    Attributes
    ----------
    setting : Setting
        Address, range, unit, meaning, status and default.
    source : str
        Where the default comes from, empty where nobody says.
    value : float
        As it stands in the view.
    changed : bool
        Whether that is not the default.
    """

    setting: Setting
    source: str
    value: float
    changed: bool

    @property
    def range(self) -> str:
        """What is allowed, in words.

        Infinite ends are not shown.
        """
        low, high = self.setting.low, self.setting.high
        whole = "a whole number " if self.setting.integer else ""
        if math.isfinite(low) and math.isfinite(high):
            return f"{whole}{low:g} to {high:,.10g}"
        if math.isfinite(low):
            return f"{whole}at least {low:g}"
        return f"{whole}at most {high:g}" if math.isfinite(high) else f"any {whole or 'number'}"


def number(prepared: Prepared, address: str) -> Number:
    """The number at an address; raises `AddressError` with the nearest name."""
    setting = parse_setting(prepared.scenario, prepared.policy, address)
    changed = address in prepared.settings
    value = prepared.settings.get(address, setting.default)
    return Number(setting, _source(prepared, setting), value, changed)


def _source(prepared: Prepared, setting: Setting) -> str:
    if setting.kind == "policy":
        return prepared.policy.levers[setting.parts[0]].source
    if setting.kind == "event":
        stated = prepared.scenario.events[setting.parts[0]].source
    elif setting.kind == "rule":
        stated = parameter(*setting.parts).source
    else:
        stated = ""
    try:
        return prepared.scenario.provenance(setting.address).source or stated
    except AddressError:
        return stated


def groups(prepared: Prepared) -> list[str]:
    """Where numbers stand: rules, actors and events, as the first two parts of an address."""
    scenario = prepared.scenario
    return [
        *[f"rules.{name}" for name in sorted(RULES)],
        *[f"actors.{name}" for name in scenario.actors],
        *[f"events.{name}" for name in scenario.events],
    ]


def addresses(prepared: Prepared, group: str) -> list[str]:
    """Addresses of a group that a person may change, in the order of their declaration."""
    kind, _, name = group.partition(".")
    if kind == "rules" and name in RULES:
        return [f"{group}.{one}" for one in RULES[name].parameters()]
    if kind == "events" and name in prepared.scenario.events:
        return _those_of(prepared, group, _EVENT_FIELDS)
    if kind == "actors" and name in prepared.scenario.actors:
        return _of_actor(prepared, name)
    return []


def _of_actor(prepared: Prepared, name: str) -> list[str]:
    actor = prepared.scenario.actors[name]
    found = []
    for column, declared in KINDS[actor.kind].declared().items():
        if not declared.given:
            continue
        stated = actor.numbers.get(column)
        if not declared.axis:
            found.append(f"actors.{name}.{column}")
        elif isinstance(stated, dict):
            found += [f"actors.{name}.{column}.{label}" for label in stated]
    return found


def of_policy(prepared: Prepared) -> list[tuple[str, list[str]]]:
    """Levers of the policy with the addresses of their numbers."""
    return [
        (name, _those_of(prepared, f"policy.{name}", _LEVER_FIELDS))
        for name in prepared.policy.levers
    ]


def _those_of(prepared: Prepared, group: str, fields: tuple[str, ...]) -> list[str]:
    found = []
    for name in fields:
        try:
            parse_setting(prepared.scenario, prepared.policy, f"{group}.{name}")
        except AddressError:
            continue
        found.append(f"{group}.{name}")
    return found


@functools.cache
def _levers() -> tuple[str, ...]:
    return tuple(lever_names())


def spare_levers(prepared: Prepared) -> list[str]:
    """Levers of the catalogue that the policy does not pull."""
    return [name for name in _levers() if name not in prepared.policy.levers]
