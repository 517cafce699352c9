"""Docstrings in NumPy style, taken apart: what a rule takes, gives, computes, and claims."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import Any

SECTIONS = ("Parameters", "Returns", "Notes", "Examples", "Raises", "Attributes")
_HEAD = re.compile(r"^(\w+)\n-{3,}$", re.M)
_STATUS = re.compile(r"\s*\bStatus:\s*(.+?)\.?\s*$", re.S)
_UNIT = re.compile(r"\s*\[([^\]]+)\]\.?$")


@dataclass(frozen=True)
class Field:
    """A name, or several that share a meaning, of an argument or a result.

    Attributes
    ----------
    names, meaning, unit : str
        The unit without its brackets; empty where none stands at the end.
    """

    names: str
    meaning: str
    unit: str


@dataclass(frozen=True)
class Docstring:
    """A function's docstring.

    Attributes
    ----------
    summary, details : str
        First line; the text before the first section.
    arguments, results : tuple of Field
        What it takes and gives.
    notes, status : str
        Equation and remarks; what the status says, such as "assumption".
    """

    summary: str
    details: str
    arguments: tuple[Field, ...]
    results: tuple[Field, ...]
    notes: str
    status: str


def parsed(thing: Any) -> Docstring:
    """The docstring of a function or class.

    Raises
    ------
    ValueError
        For a function without a docstring.
    """
    text = inspect.getdoc(thing)
    if not text:
        raise ValueError(f"{thing.__module__}.{thing.__qualname__} has no docstring")
    head, *rest = _HEAD.split(text)
    body = dict(zip(rest[::2], rest[1::2], strict=True))
    summary, _, details = head.strip().partition("\n")
    notes, status = stated(body.get("Notes", "").strip())
    return Docstring(
        summary,
        details.strip(),
        tuple(fields(body.get("Parameters", ""))),
        tuple(fields(body.get("Returns", ""))),
        notes,
        status,
    )


def stated(notes: str) -> tuple[str, str]:
    """Notes without their last sentence on the status, and what that says.

    >>> stated("a' = k * a. Status: assumption; after X 1999.")
    ("a' = k * a.", 'assumption; after X 1999')
    """
    found = _STATUS.search(notes)
    if not found:
        return notes, ""
    return notes[: found.start()].rstrip(), " ".join(found[1].split())


def fields(section: str) -> list[Field]:
    """The entries of a section of arguments or results.

    >>> fields("trust : (...)\\n    Trust on the tie. [0-1]\\n")
    [Field(names='trust', meaning='Trust on the tie.', unit='0-1')]
    """
    found: list[tuple[str, list[str]]] = []
    for line in section.strip("\n").splitlines():
        if line and not line.startswith(" "):
            found.append((line.partition(" :")[0].strip(), []))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    return [_field(names, " ".join(lines)) for names, lines in found]


def _field(names: str, meaning: str) -> Field:
    unit = _UNIT.search(meaning)
    text = meaning[: unit.start()] if unit else meaning
    return Field("" if names == "(...)" else names, text, unit[1] if unit else "")
