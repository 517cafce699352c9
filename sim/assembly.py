"""From a scenario, a policy and a study's settings to a filled world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.arrays import Values, clip01, leading, share, total
from sim.columns import KINDS
from sim.errors import ParameterError
from sim.parameters import Rule
from sim.rules import RULES
from sim.rules.coordination import coordination_share, delay_quarters, dyads, mistrust
from sim.rules.disbursement import cancelled, disbursed_share
from sim.scenario import Policy, Scenario, Setting, check_setting, parse_setting
from sim.world import World

#: Settings of events and levers by (name, field), for `sim.interventions`.
Overrides = dict[tuple[str, str], Values]

#: Help below this is not felt: 10,000 US$ a quarter. [million US$ a quarter]
FELT_MUSD = 0.01

#: What an actor has that takes no part in the host's affairs, at the start or by an event: none.
HELD = (
    "active", "gift", "voluntary", "troops", "authorised", "strength", "peak", "standby_out",
    "brigades_out", "mediating",
)  # fmt: skip

#: What a body commits to the host in a usual quarter.
BUDGET = "programme_budget"


def felt(help: Values) -> Values:
    """How far a supplier counts as a partner: 1 for much help, a half at `FELT_MUSD`, 0 for none.

    A sharp threshold would let overhead, which grows with the count, switch partners on and off.
    """
    return help / (help + FELT_MUSD)


class Rules:
    """The mechanisms of a world by name: `rules.fatigue.gain`."""

    def __init__(self) -> None:
        self.by_name: dict[str, Rule] = {name: rule() for name, rule in RULES.items()}

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["by_name"][name]
        except KeyError:
            raise AttributeError(f"no mechanism is named {name!r}") from None


def assemble(
    world: World,
    rules: Rules,
    scenario: Scenario,
    policy: Policy,
    parameters: Mapping[str, Any],
) -> Overrides:
    """Write a scenario's numbers into a world, then a study's settings over them.

    Parameters
    ----------
    world : World
        An empty world of the scenario's actors.
    rules : Rules
        The mechanisms at their defaults.
    scenario, policy : Scenario, Policy
        What to write, and what `policy.*` addresses speak of.
    parameters : mapping of str to number or (runs,)
        By address one value for all runs, or one a run.

    Returns
    -------
    dict
        The settings that speak of events and levers.

    Raises
    ------
    AddressError, ScenarioError
        For an address that is not there, or a value that it cannot take.
    ParameterError
        For a wrong number of values.
    """
    _fill(world, scenario)
    for rule, values in scenario.rules.items():
        rules.by_name[rule].values.update(values)
    overrides: Overrides = {}
    said: set[tuple[str, str]] = set()
    for address, given in parameters.items():
        setting = parse_setting(scenario, policy, address)
        value = _checked(world, setting, given)
        owner, name, *label = setting.parts
        if setting.kind == "rule":
            rules.by_name[owner].values[name] = value
        elif setting.kind == "column":
            _set(world, value, owner, name, label[0] if label else None)
            said.add((owner, name))
        else:
            group = "events" if setting.kind == "event" else "policy"
            overrides[f"{group}.{owner}", "depth" if name == "intensity" else name] = value
    _complete(world, scenario, said)
    _take_out(world)
    _lay_pipeline(world, rules)
    return overrides


def withhold(world: World) -> None:
    """Take from whoever is not `present` what it would hold for the host's sake (`HELD`).

    After events too: one that begins a partnership, sends a gift or authorises a mission finds
    nobody to do it.
    """
    rows = world.rows.of("supplier")
    present = world["present"][..., rows]
    if np.all(present == 1.0):  # the usual case, in every quarter
        return
    for name in HELD:
        world[name][..., rows] *= present
    bodies = leading(world["present"][..., world.rows.of("intergovernmental_body")])[..., None]
    for name in ("troops", "voluntary"):
        world[name][...] *= bodies


def _take_out(world: World) -> None:
    """Leave out whoever is not present, and let the host remember no help from there.

    Without this every world that lacks a partner would begin with its loss.
    """
    before = _commitments(world)
    withhold(world)
    lost = share(before - _commitments(world), before)
    host = world.rows.of("host_state")
    for memory in ("external_lately", "external_before"):
        world[memory][..., host] *= (1.0 - lost)[..., None]


def _commitments(world: World) -> Values:
    """What all suppliers commit in a usual quarter. [million US$ a quarter]"""
    rows = world.rows.of("supplier")
    return total(_usual_commitments(world)[..., rows] * world["active"][..., rows], axis=-1)


def _lay_pipeline(world: World, rules: Rules) -> None:
    """Start with what is usually committed and not yet spent: help does not begin at the start.

    A quarter leaves the share r of what is due, of which the share c is carried over; with the
    same commitment f every quarter, f r c / (1 - r c) is always on its way.
    """
    host = world.rows.of("host_state")
    rows = world.rows.of("supplier")
    delay = delay_quarters(
        world["regulatory_distance"][..., rows],
        world["standards"][..., host],
        world["connection"][..., host],
        rules.coordination,
    )
    left = 1.0 - disbursed_share(0.0, delay, rules.disbursement)
    again = left * (1.0 - cancelled(1.0, rules.disbursement))
    usual = _usual_commitments(world)
    committed = usual[..., rows] * world["active"][..., rows]
    profile = world["profile"][..., rows]
    on_its_way = committed * again / (1.0 - again)
    world["pending"][..., rows] = share(profile, total(profile)) * on_its_way
    world["outstanding"][..., rows] = total(world["pending"][..., rows])
    world["promised_lately"][..., rows] = committed
    world["kept_lately"][..., rows] = committed
    weights = share(committed, total(committed, axis=-1)[..., None])
    apart = total(weights * world["mandate_distance"][..., rows], axis=-1)
    military = total(weights * world["military"][..., rows], axis=-1)
    apart = clip01(apart[..., None] + mistrust(military[..., None], rules.coordination))
    firms = usual[..., world.rows.of("private_firm")]
    partners = (total(felt(committed), axis=-1) - total(felt(firms), axis=-1))[..., None]
    pairs = dyads(partners, world["framework"][..., host], rules.coordination)
    world["partners"][..., host] = partners
    world["coordination_share"][..., host] = coordination_share(pairs, apart, rules.coordination)


def _usual_commitments(world: World) -> Values:
    """What each actor commits to the host in a usual quarter, `(runs, actor)`.

    States and bodies pass part of theirs on to NGOs and firms, as far as these are there.
    """
    usual = np.zeros_like(world["active"])
    kinds = ("partner_state", "intergovernmental_body", "ngo", "private_firm")
    states, bodies, ngos, firms = (world.rows.of(kind) for kind in kinds)
    usual[..., states] = world["appropriated"][..., states]
    usual[..., bodies] = world[BUDGET][..., bodies]
    given = usual * world["active"]
    for column, takers in (("grants", ngos), ("contracts", firms)):
        passed = world[column] * given * np.moveaxis(world["active"][..., takers], -1, 0)[..., None]
        usual[..., takers] = np.moveaxis(total(passed, axis=-1), 0, -1)
        usual = usual - total(passed)
    usual[..., ngos] += world["own_income"][..., ngos]
    usual[..., ngos] *= 1.0 - world["running_cost"][..., ngos]
    return np.maximum(usual, 0.0)


def _fill(world: World, scenario: Scenario) -> None:
    for actor in scenario.actors.values():
        for column, number in actor.numbers.items():
            if isinstance(number, Mapping):
                for label, value in number.items():
                    _set(world, value, actor.name, column, label)
            else:
                _set(world, number, actor.name, column, None)


def _set(world: World, value: Values, actor: str, column: str, label: str | None) -> None:
    target = world[column]
    if label is not None:
        target = target[world.rows.labels(world.columns[column].axis).index(label)]
    target[..., world.rows.row(actor)] = value[..., 0] if np.ndim(value) else value


def _complete(world: World, scenario: Scenario, said: set[tuple[str, str]]) -> None:
    """Where nobody said anything: what is usual, or the value of the column that is followed."""
    for name, actor in scenario.actors.items():
        row = world.rows.row(name)
        for column, declared in KINDS[actor.kind].declared().items():
            if column in actor.numbers or (name, column) in said:
                continue
            if declared.follows:
                world[column][..., row] = world[declared.follows][..., row]
            for label, value in declared.usual:
                _set(world, value, name, column, label)


def _checked(world: World, setting: Setting, given: Any) -> Values:
    if not np.ndim(given):
        return check_setting(setting, given)
    runs = 1 if world.runs is None else world.runs
    if world.runs is None or np.shape(given) != (runs,):
        raise ParameterError(f"{setting.address} has {np.size(given)} values for {runs} runs")
    for extreme in (np.min(given), np.max(given)):
        check_setting(setting, float(extreme))
    return world.aligned(given)
