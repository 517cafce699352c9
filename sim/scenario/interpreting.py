"""From the events and levers of a checked document to interventions."""

from __future__ import annotations

import math
import re
from typing import Any

from sim.calendar import Quarter, QuarterError
from sim.columns import Column
from sim.errors import AddressError
from sim.parameters import Parameter
from sim.scenario.faults import Faults
from sim.scenario.interventions import Effect, Intervention, Trigger, When
from sim.scenario.roster import Roster, Target, check_label, parameter
from sim.scenario.tree import Node, Path, bare, dotted
from sim.scenario.wording import allowed, shown

#: A date counted from the scenario's start, so that a policy fits scenarios of any date.
_AFTER = re.compile(r"after (\d{1,3}) quarters?")
_TRIGGER = re.compile(
    r"\s*(?P<address>\S.*?)\s*(?P<op>[<>])\s*(?P<number>[-+.\deE]+)"
    r"(?:\s+for\s+(?P<quarters>\d{1,3})\s+quarters?)?\s*"
)


def span(value: Any) -> tuple[float, float]:
    """Lowest and highest of a number or a pair."""
    number = bare(value)
    low, high = number if isinstance(number, list) else (number, number)
    return float(low), float(high)


class Reader:
    """Reads the interventions of a checked document, noting what the schema cannot see.

    Parameters
    ----------
    roster : Roster
        Actors that the addresses may name.
    start : Quarter
        First quarter of the scenario.
    faults : Faults
        Collects what is wrong.
    """

    def __init__(self, roster: Roster, start: Quarter, faults: Faults):
        self.roster, self.start, self.faults = roster, start, faults

    def event(self, path: Path, node: Node) -> Intervention | None:
        """The event at `path`, None when something in it is wrong."""
        data = node.plain()
        when = self.when((*path, "when"), data["when"])
        return self._build(path, node, data, when, data.get("depth", 1.0))

    def lever(self, path: Path, node: Node) -> Intervention | None:
        """The lever at `path`, None when something in it is wrong."""
        data = node.plain()
        if "when" in data:
            for key in ("start", "until"):
                if key in data:
                    message = f"{dotted(path)} has both `when` and `{key}`; state one"
                    self.faults.add((*path, key), message)
            when = self.when((*path, "when"), data["when"])
        else:
            first = self._index((*path, "start"), data["start"]) if "start" in data else 0
            when = When("date", first, first)
            if "until" in data:
                last = self._index((*path, "until"), data["until"])
                if "lasts" in data:
                    message = f"{dotted(path)} has both `until` and `lasts`; state one"
                    self.faults.add((*path, "lasts"), message)
                elif first is not None and last is not None:
                    self._ordered((*path, "until"), first, last)
                    data["lasts"] = last - first + 1
        return self._build(path, node, data, when, data["intensity"])

    def _build(
        self, path: Path, node: Node, data: dict[str, Any], when: When | None, depth: Any
    ) -> Intervention | None:
        lasts = span(data["lasts"]) if "lasts" in data else None
        for key, pair in (("lasts", lasts), ("depth", span(depth))):
            if pair is not None and pair[0] > pair[1]:
                message = (
                    f"{dotted(path)}.{key} is [{pair[0]:g}, {pair[1]:g}]; the lower comes first"
                )
                self.faults.add((*path, key), message)
        effects = [self._effect((*path, "effects", i), e) for i, e in enumerate(data["effects"])]
        if when is None or self.faults.within(*path):
            return None
        return Intervention(
            name=str(path[-1]),
            title=data.get("title") or str(path[-1]),
            when=when,
            lasts=lasts,
            depth=span(depth),
            ramp=int(data.get("ramp", 0)),
            effects=tuple(effect for effect in effects if effect is not None),
            cost=float(bare(data.get("cost", 0.0))),
            description=data.get("description", ""),
            source=node.given.source,
        )

    def _effect(self, path: Path, data: dict[str, Any]) -> Effect | None:
        stated = [how for how in ("scale", "add", "set") if how in data]
        if len(stated) != 1:
            has = " and ".join(stated) or "none of them"
            self.faults.add(
                path, f"{dotted(path)} must state one of scale, add and set; it has {has}"
            )
            return None
        address, how = data["address"], stated[0]
        by = float(bare(data[how]))
        try:
            targets = self.roster.targets(address)
        except AddressError as error:
            self.faults.add((*path, "address"), f"{dotted(path)}.address is '{address}': {error}")
            return None
        if how == "set":
            for target in targets:
                declared = self.declared(target)
                if not declared.low <= by <= declared.high:
                    what = allowed(declared.low, declared.high, declared.unit)
                    message = f"{dotted(path)}.set is {shown(by)}; {address} must be {what}"
                    self.faults.add((*path, how), message)
                    return None
        return Effect(targets, how, by, address)

    def declared(self, target: Target) -> Column | Parameter:
        """Declaration of what an effect moves."""
        if target.kind == "rule":
            return parameter(target.owner, target.name)
        return self.roster.column(target.owner, target.name)

    def when(self, path: Path, data: Any) -> When | None:
        """The `when` at `path`, None when something in it is wrong."""
        if isinstance(data, str):
            if "<" in data or ">" in data:
                return self._trigger(path, data)
            first = self._index(path, data, other=", a {between} or {rate} mapping, or a trigger")
            return None if first is None else When("date", first, first)
        if "between" in data:
            first, last = (
                self._index((*path, "between", i), text) for i, text in enumerate(data["between"])
            )
            if first is None or last is None:
                return None
            return When("between", first, last) if self._ordered(path, first, last) else None
        first, last = (
            self._index((*path, key), data[key]) if key in data else None
            for key in ("from", "until")
        )
        if first is not None and last is not None:
            self._ordered(path, first, last)
        return When("rate", first, last, rate=float(bare(data["rate"])))

    def _index(self, path: Path, text: str, other: str = "") -> int | None:
        if after := _AFTER.fullmatch(text):
            return int(after[1])
        try:
            return Quarter.parse(text) - self.start
        except QuarterError:
            message = (
                f"{dotted(path)} is {shown(text)}; it must be a quarter such as 2025Q1, or "
                f"'after 4 quarters'{other}"
            )
            self.faults.add(path, message)
            return None

    def _ordered(self, path: Path, first: int, last: int) -> bool:
        if first > last:
            ends = f"{self.start + last}, before it begins in {self.start + first}"
            self.faults.add(path, f"{dotted(path)} ends in {ends}")
        return first <= last

    def _trigger(self, path: Path, text: str) -> When | None:
        try:
            return When("trigger", trigger=self._parse(text))
        except (AddressError, ValueError) as error:
            self.faults.add(path, f"{dotted(path)} is {shown(text)}: {error}")
            return None

    def _parse(self, text: str) -> Trigger:
        match = _TRIGGER.fullmatch(text)
        if match is None:
            advice = "" if "=" not in text else " (with > or <, not >= or <=)"
            raise ValueError(f"a trigger reads 'funding_gap > 0.3 for 2 quarters'{advice}")
        try:
            threshold = float(match["number"])
        except ValueError:
            threshold = math.nan
        if not math.isfinite(threshold):
            raise ValueError(f"'{match['number']}' is no number")
        quarters = int(match["quarters"] or 1)
        if not 1 <= quarters <= 400:
            raise ValueError("it must hold for 1 to 400 quarters")
        indicator, column = self._indicator(match["address"])
        if not column.low <= threshold <= column.high:
            what = allowed(column.low, column.high, column.unit)
            raise ValueError(f"{indicator} is always {what}")
        return Trigger(indicator, match["op"], threshold, quarters)

    def _indicator(self, address: str) -> tuple[str, Column]:
        parts = address.split(".")
        if parts[0] != "actors":
            parts = ["actors", self.roster.host, *parts]
        if len(parts) not in (3, 4):
            raise AddressError(f"'{address}' is no column; write actors.ACTOR.COLUMN")
        actor = self.roster.host if parts[1] == "host_state" else parts[1]
        column = self.roster.column(actor, parts[2])
        label = parts[3] if len(parts) == 4 else None
        check_label(self.roster, column, label)
        if column.axis and label is None:
            raise AddressError(f"'{parts[2]}' needs a label: {parts[2]}.LABEL ({column.axis})")
        return ".".join(["actors", actor, *parts[2:]]), column
