"""From a file of patterns to patterns, with all faults at once, each with its line."""

from __future__ import annotations

import hashlib
import os
import pathlib

from experiments.validation.measures import MeasureReader
from experiments.validation.patterns import (
    CALIBRATION,
    HOLD_OUT,
    Pattern,
    PatternFile,
    Placebo,
    Series,
)
from experiments.validation.plain import PatternPlain
from experiments.validation.points import SeriesReader
from sim.errors import AddressError, Fault, ParameterError, ScenarioError, nearest
from sim.scenario import Scenario, check_setting, parse_setting
from sim.scenario.folders import display
from sim.scenario.reading import read
from sim.scenario.tree import Node, Path, dotted
from sim.scenario.wording import shown

#: What a file of patterns may state, and what each pattern may.
FILE_KEYS = ("title", "description", "scenario", "frozen", "patterns", "series")
PATTERN_KEYS = (
    "title", "window", "scenario", "mechanism", "measures", "placebo", "source", "confidence",
    "status", "remark", "reading_of",
)  # fmt: skip
_CONFIDENCE = ("high", "medium", "low")
_STATUS = ("estimate", "stylised fact", "assumption")
_DEFAULT = "liberia/history"


def shipped() -> pathlib.Path:
    """The patterns that come with the project."""
    return pathlib.Path(__file__).resolve().parent / "patterns.yaml"


def load(path: str | os.PathLike[str] | None = None) -> PatternFile:
    """Read a file of patterns; those that come with the project unless one is named.

    Raises
    ------
    ScenarioError
        With every fault of the file, each with its line.
    """
    if path is None:
        found, name = shipped(), display(shipped())
    else:
        found, name = pathlib.Path(path), os.fspath(path)
    root = read(found, name)
    return _Reader(root, name, found.parent).file(hashlib.sha256(found.read_bytes()).hexdigest())


class _Reader(PatternPlain):
    def __init__(self, root: Node, name: str, folder: pathlib.Path):
        super().__init__(root, name)
        self.folder = folder
        self.worlds: dict[str, Scenario | None] = {}

    def file(self, sha256: str) -> PatternFile:
        self.keys((), FILE_KEYS)
        title = self.line("title")
        description = self.line("description", needed=False)
        frozen = self.line("frozen", needed=False)
        stated = self.root.mapping("patterns")
        if not stated:
            self.faults.add(("patterns",), "patterns is missing or empty; state at least one")
        patterns = [self.pattern(name) for name in stated]
        self.readings()
        scenario = self.world(("scenario",))
        series: list[Series] = []
        if scenario is not None:
            reader = SeriesReader(self, scenario)
            series = [reader.series(name) for name in self.root.mapping("series")]
        self.faults.raise_any()
        kept = tuple(one for one in patterns if one is not None)
        return PatternFile(self.name, title, description, frozen, kept, tuple(series), sha256)

    def pattern(self, name: str) -> Pattern | None:
        here: Path = ("patterns", name)
        if not self.mapping(here):
            return None
        self.keys(here, PATTERN_KEYS)
        scenario = self.world((*here, "scenario"))
        reading_of = self.line(*map(str, here), "reading_of", needed=False)
        if scenario is None:
            return None
        measures = MeasureReader(self, scenario).measures((*here, "measures"))
        placebo = self.placebo((*here, "placebo"), scenario, needed=not reading_of)
        words = {
            key: self.line("patterns", name, key, needed=key != "remark")
            for key in ("title", "mechanism", "source", "remark")
        }
        return Pattern(
            name=name,
            window=self.choice((*here, "window"), (CALIBRATION, HOLD_OUT)),
            scenario=scenario,
            measures=measures,
            placebo=placebo,
            confidence=self.choice((*here, "confidence"), _CONFIDENCE),
            status=self.choice((*here, "status"), _STATUS),
            reading_of=reading_of,
            **words,
        )

    def readings(self) -> None:
        stated = self.root.mapping("patterns")
        for name in stated:
            node = self.root.find(("patterns", name, "reading_of"))
            if node is not None and (node.value not in stated or node.value == name):
                message = f"patterns.{name}.reading_of is {shown(node.plain())}; no other pattern"
                self.faults.add(
                    ("patterns", name, "reading_of"),
                    f"{message} has that name{nearest(str(node.value), stated)}",
                )

    def placebo(self, path: Path, scenario: Scenario, needed: bool) -> Placebo | None:
        if self.root.find(path) is None and not needed:
            return None
        if not self.mapping(path, "a placebo: {why: ..., settings: {ADDRESS: NUMBER}}"):
            return None
        self.keys(path, ("why", "settings"))
        why = self.line(*map(str, path), "why")
        stated = self.root.mapping(*path, "settings")
        if not stated:
            where = dotted((*path, "settings"))
            self.faults.add((*path, "settings"), f"{where} is missing or empty; switch off what?")
        settings: dict[str, float] = {}
        for address, node in stated.items():
            here = (*path, "settings", address)
            for one in self.addresses(here, address, scenario):
                try:
                    number = node.value
                    if isinstance(number, bool) or not isinstance(number, int | float):
                        raise ParameterError(f"{address} is {shown(node.plain())}; a number is due")
                    settings[one] = check_setting(parse_setting(scenario, None, one), number)
                except ScenarioError as error:
                    for fault in error.faults:
                        self.faults.add(here, fault.message)
                    break
                except (AddressError, ParameterError) as error:
                    self.faults.add(here, str(error))
                    break
        return Placebo(why, settings)

    def addresses(self, path: Path, address: str, scenario: Scenario) -> list[str]:
        """The address itself, or with `actors.*` that of every actor who has the column."""
        if not address.startswith("actors.*."):
            return [address]
        rest = address.removeprefix("actors.*.")
        found = []
        for actor in scenario.actors:
            try:
                parse_setting(scenario, None, f"actors.{actor}.{rest}")
            except (AddressError, ScenarioError):
                continue
            found.append(f"actors.{actor}.{rest}")
        if not found:
            self.faults.add(path, f"{address}: no actor of {scenario.name} has '{rest}'")
        return found

    def world(self, path: Path) -> Scenario | None:
        """The scenario named at `path`, or else that of the whole file; loaded once."""
        node = self.root.find(path) or self.root.find(("scenario",))
        name = node.value if node is not None else _DEFAULT
        if not isinstance(name, str):
            self.faults.add(path, f"{dotted(path)} is {shown(name)}; it must be a scenario's name")
            return None
        if name not in self.worlds:
            beside = self.folder / name
            near = str(beside) if name.endswith((".yaml", ".yml")) and beside.is_file() else name
            try:
                self.worlds[name] = Scenario.load(near)
            except ScenarioError as error:
                self.worlds[name] = None
                place = path if self.root.find(path) is not None else ("scenario",)
                for fault in error.faults:
                    message = f"{dotted(place)}: {Fault(fault.message, '', fault.file, fault.line)}"
                    self.faults.add(place, message)
        return self.worlds[name]
