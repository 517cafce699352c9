"""The tree of a document: its values, and where each of them stands."""

from __future__ import annotations

import numbers
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.errors import Fault, ScenarioError

#: Limits of a document, far above any sensible scenario and far below what could hang a machine.
MAX_BYTES = 1024 * 1024
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_ALIASES = 100

Path = tuple[str | int, ...]

#: Keys that say where the numbers beside and below them come from.
PROVENANCE = ("source", "status", "confidence")


@dataclass(frozen=True)
class Given:
    """Provenance that a number inherits from the file, the actor or the event around it."""

    source: str = ""
    status: str = "assumption"
    confidence: str = ""

    def below(self, mapping: Mapping[str, Node]) -> Given:
        """Provenance inside `mapping`, which may state its own.

        A source without a status makes an estimate. An assumption does not inherit a source, and
        no number inherits the confidence in a claim that is not its own.
        """
        own = {key: mapping[key].value for key in PROVENANCE if key in mapping}
        own = {key: text for key, text in own.items() if isinstance(text, str) and text.strip()}
        if not own:
            return self
        if set(own) == {"confidence"}:
            return Given(self.source, self.status, own["confidence"])
        source, status = own.get("source", ""), own.get("status", "")
        if not source and status != "assumption":
            source = self.source
        if not status:
            status = "estimate" if "source" in own else self.status
        return Given(source, status, own.get("confidence", ""))


@dataclass(frozen=True)
class Node:
    """A value of a document: a scalar, a dict of nodes or a list of nodes."""

    value: Any
    line: int | None = None
    file: str = ""
    given: Given = Given()
    size: int = 1
    height: int = 0

    def stamped(self, file: str, given: Given | None = None) -> Node:
        """The same tree with the file and the inherited provenance on each node."""
        given = given or Given()
        value = self.value
        if isinstance(value, dict):
            given = given.below(value)
            value = {key: child.stamped(file, given) for key, child in value.items()}
        elif isinstance(value, list):
            value = [child.stamped(file, given) for child in value]
        return Node(value, self.line, file, given, self.size, self.height)

    def plain(self) -> Any:
        """The tree as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def mapping(self, *path: str | int) -> dict[str, Node]:
        """The mapping at `path`, empty where there is none."""
        node = self.find(path)
        return node.value if node is not None and isinstance(node.value, dict) else {}

    def find(self, path: Path) -> Node | None:
        """The node at `path`, None where there is none."""
        *_, (depth, node) = self._along(path)
        return node if depth == len(path) else None

    def nearest(self, path: Path) -> Node:
        """The node at `path`, or the deepest one above it."""
        *_, (_, node) = self._along(path)
        return node

    def _along(self, path: Path) -> Iterator[tuple[int, Node]]:
        node = self
        yield 0, node
        for depth, step in enumerate(path, start=1):
            value: Any = node.value
            if not has(value, step):
                return
            node = value[step]
            yield depth, node


def composite(value: dict[str, Node] | list[Node], line: int | None) -> Node:
    """A mapping or a sequence, with its size and height counted."""
    children = list(value.values() if isinstance(value, dict) else value)
    size = 1 + sum(child.size for child in children)
    return Node(value, line, size=size, height=1 + max((c.height for c in children), default=0))


def from_plain(data: Any, file: str) -> Node:
    """The tree of plain Python data; raises `ScenarioError` where YAML could not have held it."""
    budget = [MAX_NODES]

    def walk(value: Any, address: str, depth: int) -> Node:
        budget[0] -= 1
        if depth > MAX_DEPTH:
            raise ScenarioError([Fault(f"{address} is nested deeper than {MAX_DEPTH}", file=file)])
        if budget[0] < 0:
            raise ScenarioError([Fault(f"has more than {MAX_NODES} values", file=file)])
        if isinstance(value, Mapping):
            children = {}
            for key, child in value.items():
                if not isinstance(key, str):
                    message = f"{address or 'the scenario'} has the key {key!r}; keys must be text"
                    raise ScenarioError([Fault(message, address, file)])
                children[normal(key)] = walk(child, f"{address}.{key}".lstrip("."), depth + 1)
            return composite(children, None)
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            items = [walk(v, f"{address}.{i}", depth + 1) for i, v in enumerate(value)]
            return composite(items, None)
        return Node(scalar(value, address))

    def scalar(value: Any, address: str) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return normal(value)
        if isinstance(value, numbers.Integral) and abs(int(value)) < 10**300:
            return int(value)
        if isinstance(value, numbers.Real) and not isinstance(value, numbers.Integral):
            return float(value)
        kind = "too large" if isinstance(value, numbers.Integral) else f"a {type(value).__name__}"
        message = f"{address} is {kind}; it must be text, a number, a list or a mapping"
        raise ScenarioError([Fault(message, address, file)])

    return walk(data, "", 0)


def has(value: Any, step: str | int) -> bool:
    """Whether a mapping has the key, or a list the index, `step`."""
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def bare(value: Any) -> Any:
    """The number of a quantity in plain data, and anything else as it is."""
    return value["value"] if isinstance(value, dict) and "value" in value else value


def normal(text: str) -> str:
    """Text in one Unicode form, so that a name typed on two machines is one name."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def dotted(path: Path) -> str:
    """The address of a path, as people write it."""
    return ".".join(str(step) for step in path)
