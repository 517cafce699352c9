"""Levers and parameters: every number with unit, range and source at hand."""

from __future__ import annotations

import math
from dataclasses import replace

from experiments.dashboard import catalogue, widgets
from experiments.dashboard.base import solara
from experiments.dashboard.fault import worded
from experiments.dashboard.session import Session
from experiments.dashboard.state import View
from experiments.dashboard.stepping import shown
from sim.errors import AddressError
from sim.scenario import check_setting


@solara.component
def Levers(session: Session) -> None:
    """The policy's levers, and others from the catalogue."""
    prepared, world = session.prepared, session.view.world

    def add(name: str) -> None:
        if name:
            session.change(
                replace(session.view, world=replace(world, levers=(*world.levers, name)))
            )

    with solara.v.Html(tag="section", class_="cl-panel", attributes={"aria-label": "Levers"}):
        solara.v.Html(tag="h2", children=["Levers"])
        if not prepared.policy.levers:
            solara.v.Html(tag="p", class_="cl-hint", children=["This policy pulls none."])
        for name, addresses in catalogue.of_policy(prepared):
            lever = prepared.policy.levers[name]
            with solara.v.Html(tag="details", class_="cl-lever", attributes={"open": True}):
                solara.v.Html(tag="summary", children=[lever.title])
                for address in addresses[:1]:
                    Number(session, address).key(address)
                with solara.v.Html(
                    tag="details", attributes={"open": _touched(session, addresses)}
                ):
                    solara.v.Html(tag="summary", children=["Cost and trigger"])
                    for address in addresses[1:]:
                        Number(session, address).key(address)
                if name in world.levers:
                    widgets.Buttons(
                        label=f"Lever {lever.title}",
                        items=[(name, f"Leave out: {lever.title}", False)],
                        event_pick=lambda gone: session.change(_without_lever(session, gone)),
                    )
        widgets.Choice(
            label="Add a lever", value="",
            items=[("", "choose …"), *[(n, n.replace("_", " "))
                                       for n in catalogue.spare_levers(prepared)]],
            event_pick=add,
        )  # fmt: skip


def _touched(session: Session, addresses: list[str]) -> bool:
    return any(address in session.prepared.settings for address in addresses[1:])


def _without_lever(session: Session, gone: str) -> View:
    world = session.view.world
    settings = tuple(p for p in world.settings if not p[0].startswith(f"policy.{gone}."))
    levers = tuple(name for name in world.levers if name != gone)
    return replace(session.view, world=replace(world, levers=levers, settings=settings))


@solara.component
def Numbers(session: Session) -> None:
    """Parameters of rules, numbers of actors and events; those changed stay in sight."""
    prepared = session.prepared
    group, set_group = solara.use_state("")
    groups = catalogue.groups(prepared)
    group = group if group in groups else ""
    changed = [a for a in prepared.settings if not a.startswith("policy.")]
    offered = catalogue.addresses(prepared, group) if group else []
    with solara.v.Html(tag="section", class_="cl-panel", attributes={"aria-label": "Parameters"}):
        solara.v.Html(tag="h2", children=["Parameters"])
        for address in changed:
            Number(session, address).key(f"changed {address}")
        widgets.Choice(
            label="Numbers of", value=group,
            items=[("", "choose a rule, an actor or an event …"),
                   *[(name, name.replace(".", ": ", 1)) for name in groups]],
            event_pick=set_group,
        )  # fmt: skip
        for address in offered:
            if address not in changed:
                Number(session, address).key(address)


@solara.component
def Number(session: Session, address: str) -> None:
    """One number."""
    fault, set_fault = solara.use_state("")
    serial, set_serial = solara.use_state(0)
    try:
        number = catalogue.number(session.prepared, address)
    except AddressError:
        return
    setting = number.setting

    def commit(text: str) -> None:
        set_serial(serial + 1)
        try:
            value = _read(text)
            check_setting(setting, value)
        except Exception as error:
            set_fault(worded(error))
            return
        set_fault("")
        world = session.view.world
        session.change(replace(session.view, world=world.having(address, value)))

    def reset(*_: object) -> None:
        set_fault("")
        set_serial(serial + 1)
        session.change(replace(session.view, world=session.view.world.without(address)))

    bounded = math.isfinite(setting.low) and math.isfinite(setting.high)
    slides = bounded and setting.high > setting.low and setting.high - setting.low < 10_000
    width = setting.high - setting.low if slides else 0.0
    widgets.NumberField(
        address=address, meaning=setting.meaning, unit=_unit(setting.unit),
        value=_plain(number.value), usual=shown(setting.default), range=number.range,
        status=setting.status, source=number.source, changed=number.changed, slides=slides,
        low=setting.low if slides else None, high=setting.high if slides else None,
        step=(1.0 if setting.integer else width / 100.0) if slides else None,
        fault=fault, serial=serial, event_commit=commit, event_reset=reset,
    )  # fmt: skip


def _unit(unit: str) -> str:
    return "" if unit in ("1", "0-1") else unit


def _plain(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""


def _read(text: str) -> float:
    try:
        return float(text.strip())
    except ValueError:
        return math.nan
