"""YAML in: safe, bounded, and with the line of every value.

The parser's events are put together here rather than by PyYAML's composer and constructor. That
keeps the reader free of recursion, refuses tags before anything acts on them, counts what aliases
expand to, and reads booleans as YAML 1.2 does (`on`, `off`, `yes` and `no` are words).
"""

from __future__ import annotations

import math
import pathlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import yaml

from sim.errors import Fault, ScenarioError
from sim.scenario.tree import (
    MAX_ALIASES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Node,
    composite,
    normal,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class _Fail(Exception):
    """A fault of the document's form, after which reading cannot go on."""

    def __init__(self, message: str, line: int | None = None):
        self.message, self.line = message, line


def read(path: pathlib.Path, shown: str) -> Node:
    """Read one YAML file.

    Parameters
    ----------
    path : pathlib.Path
        File to read.
    shown : str
        The path as messages show it.

    Returns
    -------
    Node
        Tree of the document, stamped with file and inherited provenance.

    Raises
    ------
    ScenarioError
        When the file cannot be read, is no YAML, or goes beyond the limits of a scenario.
    """
    try:
        root = _Builder().build(_text(path))
        if root is None:
            raise _Fail("the file is empty")
        if not isinstance(root.value, dict):
            raise _Fail("the file must hold a mapping, such as `title: ...`", root.line)
        return root.stamped(shown)
    except _Fail as fail:
        raise ScenarioError([Fault(fail.message, file=shown, line=fail.line)]) from None


def _text(path: pathlib.Path) -> str:
    try:
        if path.is_dir():
            raise _Fail("this is a folder; name a file in it")
        if not path.exists():
            raise _Fail("there is no such file")
        if not path.is_file():
            raise _Fail("this is not an ordinary file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _Fail(f"the file cannot be read: {reason}") from None
    if len(raw) > MAX_BYTES:
        raise _Fail(f"the file is larger than {MAX_BYTES // 1024} KiB, the limit for a scenario")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Fail("the file is not text in UTF-8", line) from None
    if control := _CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        raise _Fail(f"the control character {code} is not allowed", _line_of(text, control.start()))
    return text


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


class _Open:
    """A mapping or sequence whose end has not been read."""

    def __init__(self, event: Any, line: int):
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.line, self.anchor = line, event.anchor
        self.items: list[Node] = []
        self.keys: dict[str, int] = {}
        self.key: str | None = None


class _Builder:
    """Puts the parser's events together into a tree of nodes."""

    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}
        self.aliases = self.nodes = 0
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        documents = 0
        try:
            for event in self._events(text):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise _Fail("a second document begins here; a file holds one", _line(event))
                else:
                    self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = error.problem or error.context or "it cannot be read"
            raise _Fail(f"not valid YAML: {what}", mark.line + 1 if mark else None) from None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise _Fail(f"not valid YAML: {str(error).splitlines()[0]}") from None
        if self.root is not None and self.root.value is None:
            return None
        return self.root

    @staticmethod
    def _events(text: str) -> Iterable[Any]:
        return yaml.parse(text, Loader=_LOADER)  # type: ignore[no-any-return]

    def _take(self, event: Any) -> None:
        line = _line(event)
        if getattr(event, "tag", None) is not None:
            raise _Fail(f"the tag {event.tag} is not allowed; a scenario is plain data", line)
        if isinstance(event, yaml.CollectionStartEvent):
            self._expect_value(line)
            if len(self.stack) >= MAX_DEPTH:
                raise _Fail(f"nested deeper than {MAX_DEPTH}", line)
            self._count(1, line)
            if event.anchor is not None:
                self.anchors[event.anchor] = None
            self.stack.append(_Open(event, line))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._expect_value(line)
            self._alias(str(event.anchor), line)
        elif isinstance(event, yaml.ScalarEvent):
            if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
                self._key(event, line)
            else:
                self._count(1, line)
                node = Node(_scalar(event, line), line)
                if event.anchor is not None:
                    self.anchors[event.anchor] = node
                self._add(node, line)

    def _expect_value(self, line: int) -> None:
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            raise _Fail("a key must be plain text", line)

    def _count(self, nodes: int, line: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise _Fail(f"more than {MAX_NODES} values, aliases expanded", line)

    def _key(self, event: Any, line: int) -> None:
        # A key is taken as it is written: `on`, `no` and `2025` are names here.
        key, top = normal(event.value), self.stack[-1]
        if key == "<<" and event.implicit[0]:
            raise _Fail("merge keys (<<) are not read; use `extends`, or repeat the lines", line)
        if key in top.keys:
            raise _Fail(f"the key '{key}' stands twice, first in line {top.keys[key]}", line)
        top.key = key
        top.keys[key] = line

    def _alias(self, anchor: str, line: int) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _Fail(f"more than {MAX_ALIASES} aliases", line)
        if anchor not in self.anchors:
            raise _Fail(f"the alias *{anchor} has no anchor &{anchor} before it", line)
        node = self.anchors[anchor]
        if node is None:
            raise _Fail(f"the alias *{anchor} stands inside its own anchor", line)
        self._count(node.size, line)
        if len(self.stack) + node.height > MAX_DEPTH:
            raise _Fail(f"nested deeper than {MAX_DEPTH}, aliases expanded", line)
        self._add(node, line)

    def _close(self) -> None:
        top = self.stack.pop()
        children = dict(zip(top.keys, top.items, strict=True)) if top.is_mapping else top.items
        node = composite(children, top.line)
        if top.anchor is not None:
            self.anchors[top.anchor] = node
        self._add(node, top.line)

    def _add(self, node: Node, line: int) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.key is not None:  # a fault in a long value is best found at its key
            line, top.key = top.keys[top.key], None
        top.items.append(replace(node, line=line))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any, line: int) -> Any:
    text = event.value
    if not event.implicit[0]:
        return normal(text)
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if not _FLOAT.fullmatch(text):
        return normal(text)
    number = float(text)
    if math.isinf(number):
        raise _Fail(f"the number {text[:20]}... is too large for a computer's numbers", line)
    return int(text) if _INTEGER.fullmatch(text) else number
