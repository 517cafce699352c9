"""Pieces of Markdown that read well on a page and in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from experiments.commands.tables import markdown as table

__all__ = ["anchor", "code", "counted", "escaped", "file_link", "kind_name", "number", "table"]

_SPECIAL = re.compile(r"([*<])")
_CODE = re.compile(r"(`[^`]+`)")

#: From a page of docs/ to the root of the project.
ROOT = ".."


def escaped(text: str) -> str:
    r"""Plain text of a docstring, with what Markdown would take for markup made safe.

    >>> escaped("a * b, in `a * b`")
    'a \\* b, in `a * b`'
    """
    parts = _CODE.split(text)
    safe = (part if n % 2 else _SPECIAL.sub(r"\\\1", part) for n, part in enumerate(parts))
    return "".join(safe)


def code(text: str) -> str:
    """Text as code."""
    return f"`{text}`"


def file_link(path: str, text: str = "") -> str:
    """Link from a page of docs/ to a file of the project."""
    return f"[{text or code(path)}]({ROOT}/{path})"


def anchor(heading: str) -> str:
    """The part after `#` by which a heading is linked.

    >>> anchor("7.12 Trust: `trust`")
    '712-trust-trust'
    """
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def number(value: float) -> str:
    """A number without noise.

    >>> number(4.0), number(0.069444), number(15000.0), number(float("inf"))
    ('4', '0.0694', '15,000', '∞')
    """
    if value in (float("inf"), -float("inf")):
        return "∞" if value > 0 else "-∞"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3g}"


def counted(items: Iterable[str], order: Sequence[str] = ()) -> str:
    """How often each item occurs, in words.

    >>> counted(["assumption", "estimate", "assumption"], ["estimate", "assumption"])
    '1 estimate, 2 assumptions'
    """
    listed = list(items)
    names = [*order, *(name for name in dict.fromkeys(listed) if name not in order)]
    counts = {name: listed.count(name) for name in names if name in listed}
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items())


def kind_name(kind: str) -> str:
    """A kind of actor in words.

    >>> kind_name("partner_state"), kind_name("ngo")
    ('partner state', 'NGO')
    """
    return kind.replace("_", " ") if kind != "ngo" else "NGO"
