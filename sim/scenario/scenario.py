"""Scenarios: a world, and what happens to it."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sim.calendar import Quarter, QuarterError
from sim.errors import AddressError, Fault, ScenarioError, nearest
from sim.scenario import checks, folders, merging
from sim.scenario.faults import Faults
from sim.scenario.interpreting import Reader
from sim.scenario.interventions import Intervention
from sim.scenario.provenance import Provenance, of_default
from sim.scenario.resolving import contents
from sim.scenario.roster import Roster, parameter
from sim.scenario.tree import Node, from_plain

#: Stands in for a start that cannot be read, so that the other dates are checked all the same.
_ANY_START = Quarter(2025, 1)
#: A run of 400 quarters ends inside the years that time axes can hold (1678 to 2261).
_EARLIEST, _LATEST = Quarter(1900, 1), Quarter(2150, 4)


@dataclass(frozen=True)
class ActorSpec:
    """An actor as the scenario states it.

    Attributes
    ----------
    name, kind, label, role : str
        Name in addresses; kind of actor; name in figures; what it does, in a few words.
    numbers : dict
        The stated columns: a number, or a dict from labels to numbers for a column with an axis.
    """

    name: str
    kind: str
    label: str
    role: str
    numbers: dict[str, float | dict[str, float]]


@dataclass(frozen=True, eq=False)
class Scenario:
    """A world and what happens to it, checked as a whole.

    Made by `load` or `from_dict`; two scenarios are equal when they resolve to the same content.

    Attributes
    ----------
    name, title, description : str
        What the scenario is called, and why it exists.
    start : Quarter
        First quarter.
    quarters : int
        Number of quarters that a run lasts.
    files : tuple of pathlib.Path
        Files that were read, the scenario's own first.
    actors : dict of ActorSpec
        In row order: by kind as in `sim.columns.KINDS`, within a kind as in the files.
    rules : dict of dict of float
        Parameters that differ from their defaults, by rule.
    events : dict of Intervention
        What happens, by name.
    trends : dict of float
        Yearly log rates by address of a setting. [1/year]
    """

    name: str
    title: str
    description: str
    start: Quarter
    quarters: int
    files: tuple[pathlib.Path, ...]
    actors: dict[str, ActorSpec]
    rules: dict[str, dict[str, float]]
    events: dict[str, Intervention]
    trends: dict[str, float]
    roster: Roster = field(repr=False)
    tree: pathlib.Path | None = field(repr=False)
    _origins: dict[str, Provenance] = field(repr=False)
    _document: dict[str, Any] = field(repr=False)

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str]) -> Scenario:
        """Load a scenario by its name under ``scenarios/`` or by the path of a YAML file.

        Raises
        ------
        ScenarioError
            With all faults of the files, each with file, line and advice.
        """
        source = folders.find(name_or_path, "scenario")
        root, paths = merging.read_chain(source)
        name = str(name_or_path)
        if folders.is_within(source.path, folders.shipped()):
            inside = source.path.resolve().relative_to(folders.shipped().resolve())
            name = inside.with_suffix("").as_posix()
        elif name.endswith((".yaml", ".yml")):
            name = source.path.stem
        return _checked(root, name, tuple(paths), source.tree)

    @classmethod
    def of(cls, given: Scenario | str | os.PathLike[str]) -> Scenario:
        """A scenario as it is, or the one of a name or path; anything else is refused."""
        if isinstance(given, Scenario):
            return given
        if isinstance(given, str | os.PathLike):
            return cls.load(given)
        raise ScenarioError([Fault(f"scenario is {given!r}; it must be a Scenario, name or path")])

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], name: str = "scenario") -> Scenario:
        """Make a scenario of plain data, such as `resolved` returns; checked like a file."""
        if not isinstance(data, Mapping):
            raise ScenarioError([Fault(f"a scenario is a mapping, not {type(data).__name__}")])
        root = from_plain(data, name).stamped("")
        root, paths = merging.follow(root, folders.shipped(), [])
        return _checked(root, name, tuple(paths), None)

    @property
    def names(self) -> list[str]:
        """Names of the actors in row order."""
        return list(self.actors)

    def of_kind(self, kind: str) -> list[str]:
        """Names of the actors of one kind, in row order."""
        return self.roster.of_kind(kind)

    def axis(self, axis: str) -> list[str]:
        """Labels along an axis: "channel" or the like, a kind of actor, or "supplier"."""
        return self.roster.axis(axis)

    def provenance(self, address: str) -> Provenance:
        """Origin of the number at an address, such as ``actors.China.budget``.

        Parameters
        ----------
        address : str
            ``rules.R.P``, ``actors.A.C[.label]``, ``events.E.depth``, ``events.E.lasts`` or
            ``trends.ADDRESS``. A number that the scenario does not state has its default's origin.

        Raises
        ------
        AddressError
            When nothing has the address.
        """
        if address in self._origins:
            return self._origins[address]
        parts = address.split(".")
        if parts[0] == "rules" and len(parts) == 3:
            return of_default(parameter(parts[1], parts[2]))
        if parts[0] == "actors" and len(parts) in (3, 4):
            self.roster.targets(address)
            return of_default(self.roster.column(parts[1], parts[2]))
        match parts:
            case ["events", event, "depth"] if event in self.events:
                return Provenance(self.events[event].depth[0], "1", "default of an event")
            case ["events", event, "lasts"] if event in self.events:
                return Provenance(None, "quarters", "default of an event")
        raise AddressError(f"there is no number at '{address}'{nearest(address, self._origins)}")

    def resolved(self) -> dict[str, Any]:
        """The whole content after `extends`, as plain data that `from_dict` reads back."""
        return copy.deepcopy(self._document)

    @property
    def sha256(self) -> str:
        """Fingerprint of the resolved content, as hexadecimal digits."""
        text = json.dumps(self._document, ensure_ascii=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def replaced(self, quarters: int) -> Scenario:
        """The same scenario with another number of quarters. [1-400]"""
        if isinstance(quarters, bool) or quarters not in range(1, 401):
            message = f"quarters is {quarters!r}; it must be a whole number between 1 and 400"
            raise ScenarioError([Fault(message, "quarters")])
        document = {**self._document, "quarters": int(quarters)}
        return replace(self, quarters=int(quarters), _document=document)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scenario):
            return NotImplemented
        return self.name == other.name and self._document == other._document

    def __hash__(self) -> int:
        return hash((self.name, self.sha256))


def _checked(
    root: Node, name: str, files: tuple[pathlib.Path, ...], tree: pathlib.Path | None
) -> Scenario:
    from sim.scenario import translation  # pydantic is slow to import

    faults = Faults(root, name)
    translation.validate_scenario(faults)
    translation.validate_quantities(faults)
    checks.check_names(faults, "actors", "events")
    roster = checks.roster_of(faults)
    checks.check_actors(faults, roster)
    checks.check_rules(faults)
    checks.check_trends(faults, roster)
    checks.check_sources(faults)
    reader = Reader(roster, _start(faults), faults)
    events = {
        key: reader.event(("events", key), node)
        for key, node in root.mapping("events").items()
        if not faults.within("events", key)
    }
    faults.raise_any()
    found = contents(root, roster)
    actors = {
        actor: ActorSpec(actor, kind, *found.words[actor], found.numbers[actor])
        for actor, kind in roster.kinds.items()
    }
    return Scenario(
        name=name,
        title=found.document["title"],
        description=found.document.get("description", ""),
        start=reader.start,
        quarters=found.document["quarters"],
        files=files,
        actors=actors,
        rules=found.rules,
        events={key: event for key, event in events.items() if event is not None},
        trends=found.trends,
        roster=roster,
        tree=tree,
        _origins=found.origins,
        _document=found.document,
    )


def _start(faults: Faults) -> Quarter:
    node = faults.root.find(("start",))
    if node is None or faults.within("start"):
        return _ANY_START
    try:
        start = Quarter.parse(node.value)
    except QuarterError as error:
        faults.add(("start",), f"start: {error}")
        return _ANY_START
    if not _EARLIEST <= start <= _LATEST:
        faults.add(("start",), f"start is {start}; it must be between {_EARLIEST} and {_LATEST}")
    return start
