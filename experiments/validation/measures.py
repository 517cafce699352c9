"""The measures of a pattern as a file states them: statistic, arguments, band, observed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.validation.patterns import NEEDED, Measure
from experiments.validation.plain import PatternPlain, is_number
from experiments.validation.statistics import STATISTICS, Statistic
from experiments.validation.statistics._record import begins, ends
from sim.calendar import QuarterError
from sim.columns import KINDS, SUPPLIERS
from sim.errors import nearest
from sim.scenario import Scenario
from sim.scenario.tree import Path, dotted
from sim.scenario.wording import shown

MEASURE_KEYS = ("statistic", "arguments", "band", "observed", "needed", "note")
_COLUMNS = {name for columns in KINDS.values() for name in columns.declared()}


class MeasureReader:
    """Reads measures for one world; every fault goes to the reader of the file."""

    def __init__(self, file: PatternPlain, scenario: Scenario):
        self.file, self.scenario = file, scenario
        self.root, self.faults = file.root, file.faults

    def measures(self, path: Path) -> tuple[Measure, ...]:
        """All measures at `path`."""
        what = "measures by name: {NAME: {statistic: ..., band: [LOW, HIGH]}}"
        if not self.file.mapping(path, what):
            return ()
        found = [self.measure((*path, name), name) for name in self.root.mapping(*path)]
        return tuple(one for one in found if one is not None)

    def measure(self, path: Path, name: str) -> Measure | None:
        """One of them."""
        if not self.file.mapping(path):
            return None
        self.file.keys(path, MEASURE_KEYS)
        chosen = self.file.line(*map(str, path), "statistic")
        if not chosen:
            return None
        if chosen not in STATISTICS:
            known = nearest(chosen, STATISTICS) or f"; there are {', '.join(sorted(STATISTICS))}"
            message = f"no statistic is named '{chosen}'{known}"
            self.faults.add((*path, "statistic"), message)
            return None
        arguments = self.arguments((*path, "arguments"), STATISTICS[chosen])
        band = self.file.numbers((*path, "band"), (2,), "[LOW, HIGH]")
        if len(band) == 2 and band[0] > band[1]:
            message = f"{dotted((*path, 'band'))} ends below its beginning"
            self.faults.add((*path, "band"), message)
        observed = self.file.numbers((*path, "observed"), (0, 1, 2), "a number or [LOW, HIGH]")
        needed = self.file.numbers((*path, "needed"), (0, 1), "a number") or (NEEDED,)
        if not 0 < needed[0] <= 1:
            message = f"{dotted((*path, 'needed'))} is {shown(needed[0])}; it must be above 0 and "
            self.faults.add((*path, "needed"), message + "at most 1")
        note = self.file.line(*map(str, path), "note", needed=False)
        if len(band) != 2:
            return None
        return Measure(name, chosen, arguments, band[0], band[1], needed[0], observed, note)

    def arguments(self, path: Path, found: Statistic) -> dict[str, Any]:
        """What the statistic is told, each of its kind."""
        stated = self.root.mapping(*path)
        for key in found.arguments:
            if key not in stated and key not in found.defaults:
                kind = found.arguments[key]
                message = f"{found.name} needs the argument '{key}' ({_MEANT[kind]})"
                self.faults.add(path, message)
        told: dict[str, Any] = {}
        for key, node in stated.items():
            here = (*path, key)
            if key not in found.arguments:
                known = nearest(key, found.arguments) or f"; {', '.join(found.arguments)} are"
                self.faults.add(here, f"{found.name} has no argument '{key}'{known}")
                continue
            kind = found.arguments[key]
            if message := self.amiss(kind, node.plain()):
                self.faults.add(here, f"{dotted(here)} is {shown(node.plain())}; {message}")
            told[key] = node.plain()
        return told

    def amiss(self, kind: str, value: Any) -> str:
        """What is wrong with an argument; empty when nothing is."""
        match kind:
            case "when":
                return self.outside(value)
            case "actor":
                return self.stranger(value)
            case "actors":
                if not isinstance(value, list) or not value:
                    return f"it must be {_MEANT[kind]}"
                return next(filter(None, map(self.stranger, value)), "")
            case "payers":
                if not isinstance(value, Mapping):
                    return f"it must be {_MEANT[kind]}"
                return next(filter(None, map(self.stranger, [*value, *value.values()])), "")
            case "column":
                if not isinstance(value, str) or value not in _COLUMNS:
                    return f"it must be {_MEANT[kind]}{nearest(str(value), _COLUMNS)}"
            case "count":
                if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                    return f"it must be {_MEANT[kind]}"
            case _:
                if not is_number(value):
                    return f"it must be {_MEANT[kind]}"
        return ""

    def outside(self, value: Any) -> str:
        """Why a date cannot be used."""
        first, last = self.scenario.start, self.scenario.start + (self.scenario.quarters - 1)
        try:
            if isinstance(value, bool) or not isinstance(value, int | str):
                raise QuarterError("no date")
            early, late = begins(value), ends(value)
        except QuarterError:
            return f"it must be {_MEANT['when']}"
        # the state before the first quarter is on record too
        if late < first - 1 or early > last:
            return f"{self.scenario.name} goes from {first} to {last}"
        return ""

    def stranger(self, value: Any) -> str:
        """Why a name is no supplier's."""
        known = [n for n, one in self.scenario.actors.items() if one.kind in SUPPLIERS]
        if isinstance(value, str) and value in known:
            return ""
        return f"it must be {_MEANT['actor']} of {self.scenario.name}{nearest(str(value), known)}"


_MEANT = {
    "when": "a year such as 2014 or a quarter such as 2014Q3",
    "actor": "a partner",
    "actors": "a list of partners",
    "payers": "a mapping of partner to who pays for it",
    "column": "a column of the world",
    "amount": "a number",
    "count": "a whole number from 1",
}
