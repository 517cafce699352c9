"""The data of the coverage page: what the domain names, where it lives, what shows its effect.

They are `docs/coverage.yaml`: sections of items with number, text, names, tests and probes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from experiments.documentation.probes import Probe

#: World of a probe that names none.
USUAL = "liberia/baseline"

#: What a probe may change.
_CHANGES = {"set", "lever", "event", "without", "against"}

_MOVES = re.compile(r"^(\w+)(?: of (.+))? ([+-])$")


@dataclass(frozen=True)
class Item:
    """A thing that the domain names.

    Attributes
    ----------
    number : int
        Its number, which never changes.
    text, source : str
        What it is; "L", "P" or "L, P" for the text that names it.
    where : tuple of str
        Names that `names.resolve` finds.
    tests : tuple of str
        Tests as `tests/test_x.py::test_y`.
    probes : tuple of Probe
        Changes and what they must move.
    pending : bool
        Whether it waits for a part of the model that is not there yet.
    """

    number: int
    text: str
    source: str
    where: tuple[str, ...]
    tests: tuple[str, ...]
    probes: tuple[Probe, ...]
    pending: bool


@dataclass(frozen=True)
class Section:
    """Items under one heading."""

    title: str
    text: str
    items: tuple[Item, ...]


def introduction(path: Path) -> str:
    """Head of the page, with places for its counts."""
    return str(yaml.safe_load(path.read_text(encoding="utf-8"))["introduction"])


def load(path: Path) -> list[Section]:
    """Read the data.

    Raises
    ------
    ValueError
        For a probe that cannot be read, with the number of its item.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Section(
            section["title"],
            section.get("text", ""),
            tuple(_item(n, entry) for n, entry in section["items"].items()),
        )
        for section in data["sections"]
    ]


def _item(number: int, entry: Mapping[str, Any]) -> Item:
    unknown = entry.keys() - {"text", "from", "where", "tests", "probes", "pending"}
    if unknown:
        raise ValueError(f"item {number} has {', '.join(sorted(unknown))}, which nothing reads")
    try:
        probes = tuple(probe(given) for given in entry.get("probes", ()))
    except (KeyError, ValueError) as error:
        raise ValueError(f"item {number}: {error}") from None
    return Item(
        number,
        entry["text"],
        ", ".join(entry["from"]),
        tuple(entry["where"]),
        tuple(entry.get("tests", ())),
        probes,
        bool(entry.get("pending", False)),
    )


def probe(given: Mapping[str, Any]) -> Probe:
    """A probe from its entry.

    Parameters
    ----------
    given : mapping
        `in` (a scenario), `moves` such as "trust of China +", and one of `set` (values by
        address), `lever`, `event`, `without` (a mechanism) or `against` (another scenario).

    Examples
    --------
    >>> probe({"lever": "transparency", "moves": "leakage_share -"}).change
    (('policy.transparency.intensity', 1.0),)
    """
    moves = _MOVES.match(given["moves"])
    if not moves:
        raise ValueError(f"'{given['moves']}' does not read like 'trust of China +'")
    if len(given.keys() & _CHANGES) != 1 or given.keys() - _CHANGES - {"in", "moves"}:
        raise ValueError(
            f"a probe has one of {', '.join(sorted(_CHANGES))}; this has {dict(given)}"
        )
    change: dict[str, float] = dict(given.get("set", {}))
    if "lever" in given:
        change = {f"policy.{given['lever']}.intensity": 1.0}
    elif "event" in given:
        change = {f"events.{given['event']}.depth": 0.0}
    elif "without" in given:
        change = {f"rules.{given['without']}.on": 0.0}
    return Probe(
        given.get("in", USUAL),
        tuple((address, float(value)) for address, value in change.items()),
        given.get("against", ""),
        "event" in given or "without" in given,
        moves[1],
        moves[2] or "",
        1 if moves[3] == "+" else -1,
    )
