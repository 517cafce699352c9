"""Docstrings are plain text with `code` between single backticks; Sphinx is told so here."""

from __future__ import annotations

import re
from typing import Any

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

_CODE = re.compile(r"(``[^`]+``|`[^`]+`)")
_COLUMN = re.compile(r"^( {4,})(\w[\w, ]*) : (.+)$")
_MARKUP = re.compile(r"([|*])")
#: Before napoleon, which reads the sections of a docstring at the usual priority.
_FIRST, _LAST = 100, 900
#: Docstrings that are sentences, without sections.
_SENTENCES = ("property", "attribute", "data")
_kept: dict[str, list[str]] = {}


def plain(line: str) -> str:
    """A line in which only what stands between backticks is markup.

    >>> plain("the share |S| of `gain * x`")
    'the share \\\\|S\\\\| of ``gain * x``'
    """
    if line.lstrip().startswith((">>>", "...")):
        return line
    parts = _CODE.split(line)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = _MARKUP.sub(r"\\\1", part)
        elif not part.startswith("``"):
            parts[place] = f"`{part}`"
    return "".join(parts)


def listed(lines: list[str]) -> list[str]:
    """Columns of a table that a docstring tells, `name : meaning`, as a list.

    >>> listed(["    runs : pairs in which", "        both are there", "", "    low : end"])
    ['    - runs: pairs in which', '      both are there', '', '    - low: end']
    """
    found: list[str] = []
    inside = ""
    for line in lines:
        column = _COLUMN.match(line)
        if column:
            inside = column[1]
            found.append(f"{inside}- {column[2]}: {column[3]}")
        elif inside and line.startswith(f"{inside}    "):
            found.append(f"{inside}  {line.strip()}")
        else:
            inside = ""
            found.append(line)
    return found


def read(_: Sphinx, what: str, name: str, ___: Any, ____: Any, lines: list[str]) -> None:
    """Change the lines of a docstring in place."""
    lines[:] = listed([plain(line) for line in lines])
    if what in _SENTENCES:
        _kept[name] = list(lines)


def restore(_: Sphinx, __: str, name: str, ___: Any, ____: Any, lines: list[str]) -> None:
    """Give a property its sentence back, of which napoleon takes all before a colon for a type."""
    lines[:] = _kept.pop(name, lines)


class TypesAreWords(SphinxTransform):
    """What stands for a type, such as "(runs,)" or "mapping of str to float", links nowhere."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Unlink the words of one page that autodoc took for classes."""
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") == "py" and node.get("reftype") in ("class", "obj"):
                node.replace_self(node.children)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("autodoc-process-docstring", read, priority=_FIRST)
    app.connect("autodoc-process-docstring", restore, priority=_LAST)
    app.add_transform(TypesAreWords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
