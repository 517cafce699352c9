"""Plain values of a file of patterns, each with its fault where it is none."""

from __future__ import annotations

import math
from typing import Any

from experiments.study.plain import Plain
from sim.errors import nearest
from sim.scenario.tree import Path, dotted
from sim.scenario.wording import shown


class PatternPlain(Plain):
    """Reads texts, choices, numbers and mappings out of a tree; notes what is amiss."""

    def line(self, *path: str, needed: bool = True) -> str:
        """A text, the lines of each paragraph joined."""
        node = self.root.find(path)
        if node is None or (isinstance(node.value, str) and not node.value.strip()):
            if needed:
                self.faults.add(path, f"{dotted(path)} is missing")
            return ""
        if not isinstance(node.value, str):
            self.faults.add(path, f"{dotted(path)} is {shown(node.plain())}; it must be text")
            return ""
        return "\n\n".join(" ".join(part.split()) for part in node.value.strip().split("\n\n"))

    def choice(self, path: Path, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        node = self.root.find(path)
        given = node.plain() if node is not None else None
        if given not in allowed:
            words = " or ".join(allowed) if len(allowed) == 2 else f"one of {', '.join(allowed)}"
            advice = nearest(given, allowed) if isinstance(given, str) else ""
            is_what = "missing" if node is None else shown(given)
            self.faults.add(path, f"{dotted(path)} is {is_what}; it must be {words}{advice}")
            return allowed[0]
        return str(given)

    def flag(self, path: Path) -> bool:
        """True or false; false where nothing stands."""
        node = self.root.find(path)
        if node is not None and not isinstance(node.value, bool):
            message = f"{dotted(path)} is {shown(node.plain())}; it must be true or false"
            self.faults.add(path, message)
        return node is not None and node.value is True

    def numbers(self, path: Path, counts: tuple[int, ...], what: str) -> tuple[float, ...]:
        """A number or a list of them; `counts` says how many there may be."""
        node = self.root.find(path)
        items: list[Any] = []
        if node is not None:
            listed = isinstance(node.value, list)
            items = [item.value for item in node.value] if listed else [node.value]
        if len(items) in counts and all(is_number(item) for item in items):
            return tuple(float(item) for item in items)
        given = "missing" if node is None else shown(node.plain())
        self.faults.add(path, f"{dotted(path)} is {given}; it must be {what}")
        return ()

    def keys(self, path: Path, known: tuple[str, ...]) -> None:
        """Refuse keys that nobody reads."""
        for key in self.root.mapping(*path):
            if key not in known:
                advice = nearest(key, known) or f"; {', '.join(known)} are"
                self.faults.add((*path, key), f"{dotted((*path, key))} is not known{advice}")

    def mapping(self, path: Path, what: str = "a mapping") -> bool:
        """Whether something stands under `path`; noted where nothing does."""
        node = self.root.find(path)
        if node is not None and isinstance(node.value, dict) and node.value:
            return True
        given = "missing" if node is None else shown(node.plain())
        self.faults.add(path, f"{dotted(path)} is {given}; it must be {what}")
        return False


def is_number(value: Any) -> bool:
    """Whether a value is a finite number, and no boolean."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
