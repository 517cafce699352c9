"""Faults gathered while a document is checked, each with its place."""

from __future__ import annotations

from sim.errors import Fault, ScenarioError
from sim.scenario.tree import Node, Path, dotted

#: Faults that are told at once; a document with more of them is no scenario at all.
MAX_FAULTS = 500


class Faults:
    """Collects what is wrong with one document.

    Parameters
    ----------
    root : Node
        The document, from which each fault takes its file and line.
    name : str
        What messages call a document that is no file.
    """

    def __init__(self, root: Node, name: str = ""):
        self.root, self.name = root, name
        self.found: list[Fault] = []
        self.paths: set[Path] = set()

    def add(self, path: Path, message: str) -> None:
        """Note a fault at `path`; a missing value takes the line of what should hold it."""
        node = self.root.nearest(path)
        self.found.append(Fault(message, dotted(path), node.file or self.name, node.line))
        self.paths.update(path[:depth] for depth in range(len(path) + 1))

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that looking further helps nobody."""
        return len(self.found) >= MAX_FAULTS

    def within(self, *path: str | int) -> bool:
        """Whether something at or below `path` is wrong."""
        return path in self.paths

    def raise_any(self) -> None:
        """Raise `ScenarioError` with all faults, if there are any."""
        if self.found:
            raise ScenarioError(self.found)
