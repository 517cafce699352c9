"""What was simulated: how futures differ, what policies pull, and where the numbers come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from experiments.design import Factor
from experiments.report.blocks import Column, Table, Trace
from experiments.report.timing import between, when
from experiments.report.words import capital, joined, plain
from experiments.wording import number
from sim.errors import AddressError
from sim.scenario import Policy, Scenario
from sim.scenario.provenance import Provenance

#: Changed numbers, or numbers with a source, that a table shows.
_MOST = 40


def events(scenarios: Mapping[str, Scenario], labels: Mapping[str, str], trace: Trace) -> Table:
    """What happens in each future; what happens in all of them is told once."""
    heads = ("Future", "What happens", "When", "Size (0–1)", "Lasts", "Status", "Source")
    documents = {name: one.resolved()["events"] for name, one in scenarios.items()}
    times = Counter(
        (key, repr(stated)) for document in documents.values() for key, stated in document.items()
    )
    several = len(scenarios) > 1
    rows, told = [], set()
    for name, scenario in scenarios.items():
        own = 0
        for key, event in scenario.events.items():
            stated = documents[name][key]
            shared = several and times[key, repr(stated)] == len(scenarios)
            if shared and key in told:
                continue
            told.add(key)
            own += not shared
            rows.append(
                (
                    "All futures" if shared else labels[name], event.title,
                    when(scenario.start, event), between(event.depth),
                    between(event.lasts, "quarters", "for good"),
                    _status(stated.get("status", "assumption"), stated.get("confidence", "")),
                    event.source or "none given",
                )
            )  # fmt: skip
        if not own:
            rows.append((labels[name], "nothing of its own", "–", "–", "–", "–", "–"))
    rows.sort(key=lambda row: row[0] != "All futures")
    note = (
        "Size 1 is the event in full, 0.5 half of it. Ranges are drawn anew in each world. Status "
        "and source are those of the scenario file."
    )
    if not several:
        columns, cells = _heads(heads[1:]), tuple(row[1:] for row in rows)
        return Table("What happens", columns, cells, note, (trace,))
    return Table("What happens in each future", _heads(heads), tuple(rows), note, (trace,))


def changed(
    scenarios: Mapping[str, Scenario], labels: Mapping[str, str], trace: Trace
) -> Table | None:
    """Numbers that differ from the first scenario's; None where none does."""
    first, *others = scenarios
    base = dict(_numbers(scenarios[first]))
    rows = []
    for name in others:
        here = dict(_numbers(scenarios[name]))
        for address in [a for a in dict.fromkeys([*base, *here]) if base.get(a) != here.get(a)]:
            origin = _origin(scenarios[name], address)
            rows.append(
                (
                    labels[name], f"`{address}`", _value(base.get(address)),
                    _value(here.get(address)), origin.unit if origin else "–",
                    _status(origin.status, origin.confidence) if origin else "–",
                    (origin.source if origin else "") or "none given",
                )
            )  # fmt: skip
    if not rows:
        return None
    note = f"The first {_MOST} of {len(rows)}." if len(rows) > _MOST else ""
    heads = ("Future", "Number", f"In {labels[first]}", "Here", "Unit", "Status", "Source")
    caption = f"Numbers that differ from “{labels[first]}”"
    return Table(caption, _heads(heads), tuple(rows[:_MOST]), note, (trace,))


def levers(
    scenario: Scenario, policies: Mapping[str, Policy], labels: Mapping[str, str], trace: Trace
) -> Table:
    """What each policy does, and what it costs."""
    heads = ("Policy", "Lever", "Intensity (0–1)", "Cost (million US$ a quarter)", "When", "Source")
    rows = []
    for name, policy in policies.items():
        rows += [
            (
                labels[name], lever.title, between(lever.depth),
                number(lever.cost * lever.depth[1], 2), when(scenario.start, lever),
                lever.source or "none given",
            )
            for lever in policy.levers.values()
        ] or [(labels[name], "no lever", "–", number(0, 2), "–", "–")]  # fmt: skip
    note = "The host pays the cost, at the intensity shown, out of its own budget."
    columns = tuple(Column(head, head.startswith(("Cost", "Intens"))) for head in heads)
    return Table("What each policy does", columns, tuple(rows), note, (trace,))


def factors(
    varied: tuple[Factor, ...], scenario: Scenario, policies: Mapping[str, Policy], trace: Trace
) -> Table:
    """What was varied over the worlds, over which range, and on what ground."""
    heads = ("Varied", "Range", "Scenario's value", "Unit", "Status", "Source")
    rows = []
    for factor in varied:
        origin = _origin(scenario, factor.name)
        if factor.values:
            span = joined([str(value) for value in factor.values], "or")
        else:
            span = f"{_value(factor.low)} to {_value(factor.high)}"
            span += "" if factor.distribution == "uniform" else f", {factor.distribution}"
        source = origin.source if origin else _lever_source(factor.name, policies)
        rows.append(
            (
                f"`{factor.name}`", span, _value(origin.value) if origin else "–",
                origin.unit if origin else "–",
                _status(origin.status, origin.confidence) if origin else "–",
                source or "none given",
            )
        )  # fmt: skip
    note = "Uniform over the range unless told. Results hold inside it; outside nothing was tried."
    return Table("What was varied over the worlds", _heads(heads), tuple(rows), note, (trace,))


def statuses(scenario: Scenario, label: str, trace: Trace) -> tuple[Table, Table | None]:
    """How many numbers of a scenario rest on what, and those that name a source."""
    known = [(address, _origin(scenario, address)) for address, _ in _numbers(scenario)]
    found = [(address, origin) for address, origin in known if origin is not None]
    tally = Counter((origin.status, bool(origin.source)) for _, origin in found)
    names = ("estimate", "stylised fact", "assumption")
    rows = tuple(
        (capital(status), f"{tally[status, True]}", f"{tally[status, False]}") for status in names
    )
    heads = (Column("Status"), Column("With a source", True), Column("Without", True))
    counted = Table(f"What the numbers of “{label}” rest on", heads, rows, "", (trace,))
    named = [
        (f"`{address}`", _value(o.value), o.unit, _status(o.status, o.confidence), o.source)
        for address, o in found
        if o.source
    ]
    if not named:
        return counted, None
    note = f"The first {_MOST} of {len(named)}." if len(named) > _MOST else ""
    columns = _heads(("Number", "Value", "Unit", "Status", "Source"))
    caption = f"Numbers of “{label}” that name a source"
    return counted, Table(caption, columns, tuple(named[:_MOST]), note, (trace,))


def _heads(heads: tuple[str, ...]) -> tuple[Column, ...]:
    numbers = ("Here", "Value", "Scenario's value")
    return tuple(Column(head, head in numbers) for head in heads)


def _numbers(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """Address and stated value of every number of rules, actors and trends."""
    document = scenario.resolved()
    for part in ("rules", "actors"):
        for owner, stated in document[part].items():
            yield from _under(f"{part}.{owner}", stated)
    yield from ((f"trends.{address}", value) for address, value in document["trends"].items())


def _under(address: str, stated: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(stated, dict) and "value" not in stated:
        for key, value in stated.items():
            yield from _under(f"{address}.{key}", value)
    elif isinstance(stated, dict):
        yield from _under(address, stated["value"])
    elif isinstance(stated, int | float | list):
        yield address, stated


def _origin(scenario: Scenario, address: str) -> Provenance | None:
    try:
        return scenario.provenance(address)
    except AddressError:
        return None


def _lever_source(address: str, policies: Mapping[str, Policy]) -> str:
    parts = address.split(".")
    for policy in policies.values():
        if parts[0] == "policy" and parts[1] in policy.levers:
            return policy.levers[parts[1]].source
    return ""


def _value(value: Any) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, list | tuple):
        return "–".join(_value(end) for end in value)
    if isinstance(value, int | float):
        return plain(float(value))
    return str(value)


def _status(status: str, confidence: str) -> str:
    return f"{status}, {confidence} confidence" if confidence else status
