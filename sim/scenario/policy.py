"""Policies: sets of levers, from the catalogue or of one's own."""

from __future__ import annotations

import copy
import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sim.errors import Fault, ScenarioError, nearest
from sim.scenario import checks, folders, merging
from sim.scenario.faults import Faults
from sim.scenario.interpreting import Reader
from sim.scenario.interventions import Intervention
from sim.scenario.reading import read
from sim.scenario.resolving import lever
from sim.scenario.scenario import Scenario
from sim.scenario.tree import Node, composite, from_plain


@dataclass(frozen=True, eq=False)
class Policy:
    """A set of levers, each fixed in time or pulled by a trigger.

    Attributes
    ----------
    name, title, description : str
        What the policy is called, and why it exists.
    levers : dict of Intervention
        By name; `depth` is a lever's intensity, `cost` its cost at full intensity.
    files : tuple of pathlib.Path
        Files that were read.
    """

    name: str
    title: str
    description: str
    levers: dict[str, Intervention]
    files: tuple[pathlib.Path, ...] = ()
    _document: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def none(cls) -> Policy:
        """The policy of doing nothing."""
        document = {"title": "No policy", "description": "", "levers": {}}
        return cls("none", "No policy", "", {}, (), document)

    @classmethod
    def load(cls, name_or_path: str | os.PathLike[str], scenario: Scenario) -> Policy:
        """Load a policy by its name under ``policies/`` or by the path of a YAML file.

        Parameters
        ----------
        name_or_path : str or os.PathLike
            A name is looked up beside the scenario's file first, then among the shipped policies;
            "none" is the policy of doing nothing.
        scenario : Scenario
            The world that the levers act on.

        Raises
        ------
        ScenarioError
            With all faults of the files, each with file, line and advice.
        """
        if name_or_path == "none":
            return cls.none()
        source = folders.find(name_or_path, "policy", folders.POLICIES, scenario.tree)
        root = read(source.path, source.shown)
        catalogue, files = _catalogue(source.tree)
        text = str(name_or_path)
        name = source.path.stem if text.endswith((".yaml", ".yml")) else text
        return _checked(root, name, scenario, catalogue, (source.path, *files))

    @classmethod
    def of(cls, given: Policy | str | os.PathLike[str] | None, scenario: Scenario) -> Policy:
        """A policy as it is, none, or the one of a name or path; anything else is refused."""
        if given is None:
            return cls.none()
        if isinstance(given, Policy):
            return given
        if isinstance(given, str | os.PathLike):
            return cls.load(given, scenario)
        raise ScenarioError([Fault(f"policy is {given!r}; it must be a Policy, a name or None")])

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], scenario: Scenario, name: str = "policy") -> Policy:
        """Make a policy of plain data, such as `resolved` returns; checked like a file."""
        if not isinstance(data, Mapping):
            raise ScenarioError([Fault(f"a policy is a mapping, not {type(data).__name__}")])
        root = from_plain(data, name).stamped("")
        catalogue, files = _catalogue(scenario.tree or folders.shipped())
        return _checked(root, name, scenario, catalogue, files)

    def resolved(self) -> dict[str, Any]:
        """The whole content, the catalogue's share included, as `from_dict` reads it back."""
        return copy.deepcopy(self._document)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Policy):
            return NotImplemented
        return self.name == other.name and self._document == other._document

    def __hash__(self) -> int:
        return hash((self.name, *self.levers))


def lever_names() -> list[str]:
    """Names of the levers in the shipped catalogue, sorted."""
    return sorted(_catalogue(folders.shipped())[0].value)


def _catalogue(tree: pathlib.Path) -> tuple[Node, tuple[pathlib.Path, ...]]:
    """The catalogue of a tree laid over the shipped one, with the files that were read."""
    merged, files = composite({}, None), []
    for folder in dict.fromkeys((folders.shipped(), tree)):
        path = folder / folders.LEVERS
        if path.is_file() and folders.is_within(path, folder):
            own = read(path, folders.display(path))
            _check_catalogue(own)
            merged = merging.merged(merged, own)
            files.append(path)
    return merged, tuple(files)


def _check_catalogue(root: Node) -> None:
    from sim.scenario import schema, translation  # pydantic is slow to import

    faults = Faults(composite({"levers": root}, root.line))
    for name in root.value:
        translation.validate(schema.CatalogueLever, faults, ("levers", name))
    translation.validate_quantities(faults)
    checks.check_names(faults, "levers")
    checks.check_sources(faults)
    faults.raise_any()


def _checked(
    root: Node, name: str, scenario: Scenario, catalogue: Node, files: tuple[pathlib.Path, ...]
) -> Policy:
    from sim.scenario import schema, translation  # pydantic is slow to import

    stated = root.mapping("levers")
    if stated:
        completed = {key: _completed(catalogue, key, node) for key, node in stated.items()}
        node = replace(composite(completed, root.value["levers"].line), file=root.file)
        root = replace(root, value={**root.value, "levers": node})
    faults = Faults(root, name)
    translation.validate(schema.PolicyFrame, faults)
    for key, node in stated.items():
        own = not isinstance(node.value, dict) or "effects" in node.value
        if own or key in catalogue.value:
            translation.validate(schema.Lever, faults, ("levers", key))
        else:
            advice = nearest(key, catalogue.value) or "; a lever of your own needs `effects`"
            faults.add(("levers", key), f"levers.{key} is not in the catalogue{advice}")
    translation.validate_quantities(faults)
    checks.check_names(faults, "levers")
    checks.check_sources(faults)
    reader = Reader(scenario.roster, scenario.start, faults)
    found = {
        key: reader.lever(("levers", key), node)
        for key, node in root.mapping("levers").items()
        if not faults.within("levers", key)
    }
    faults.raise_any()
    data = root.plain()
    document = {
        "title": data["title"],
        "description": data.get("description", ""),
        "levers": {key: lever(node) for key, node in root.mapping("levers").items()},
    }
    levers = {key: made for key, made in found.items() if made is not None}
    return Policy(name, document["title"], document["description"], levers, files, document)


def _completed(catalogue: Node, name: str, node: Node) -> Node:
    if name not in catalogue.value or not isinstance(node.value, dict):
        return node
    base = catalogue.value[name]
    joined = merging.merged(base, node)
    # The lever's source is the catalogue's, unless the policy states its own.
    return replace(joined, given=base.given.below(node.value))
