"""Texts, names and whole numbers of a study file, each with its fault when it is none."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.faults import Faults
from sim.scenario.tree import Node, Path, dotted
from sim.scenario.wording import allowed, shown

#: What a study file may state, and what it means.
KEYS = {
    "title": "what the study is about",
    "question": "what it is to answer",
    "scenario": "name of a scenario, or a list of them",
    "policy": "name of a policy, or a list of them",
    "factors": "what is varied, by address",
    "design": "method, samples, options, constraints",
    "replicates": "runs of each point under each policy",
    "seed": "seed of design and runs",
    "seeds": "which runs share a seed: common, base or independent",
    "outcomes": "names of outcomes; all unless stated",
    "history": "columns whose history is kept",
    "quarters": "horizon; the scenario's unless stated",
    "chunk": "runs of a part",
}


class Plain:
    """Reads plain values out of a tree.

    Parameters
    ----------
    root : Node
        The document.
    name : str
        What messages call it when it is no file.
    """

    def __init__(self, root: Node, name: str):
        self.root, self.name = root, name
        self.faults = Faults(root, name)

    def words(self, path: Path, default: Iterable[str]) -> list[str]:
        """A list of names, or one name."""
        node = self.root.find(path)
        if node is None:
            return list(default)
        items = node.value if isinstance(node.value, list) else [node]
        for item in items:
            if not isinstance(item.value, str):
                message = f"{dotted(path)} is {shown(node.plain())}; it must be a list of names"
                self.faults.add(path, message)
                return []
        return list(dict.fromkeys(item.value for item in items))

    def text(self, *path: str, needed: bool = True) -> str | None:
        """A text."""
        node = self.root.find(path)
        if node is None:
            if needed:
                about = KEYS.get(path[-1], "the name of a method")
                self.faults.add(path, f"{dotted(path)} is missing: {about}")
            return None
        if not isinstance(node.value, str):
            message = f"{dotted(path)} is {shown(node.plain())}; it must be text"
            self.faults.add(path, message)
            return None
        return node.value

    def whole(
        self, path: Path, low: int, high: int, default: int | None, needed: bool = False
    ) -> int | None:
        """A whole number."""
        node = self.root.find(path)
        if node is None:
            if needed:
                self.faults.add(path, f"{dotted(path)} is missing: {KEYS[str(path[-1])]}")
            return default
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            what = allowed(low, high, integer=True)
            self.faults.add(path, f"{dotted(path)} is {shown(node.plain())}; it must be {what}")
            return default
        return value
