"""Blocks of code on the pages of the documentation, and what a reader does with each."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(r"^(`{3,}|:{3,})([^\n]*)\n(.*?)^\1 *$", re.M | re.S)
_INFO = re.compile(r"(\w*)(?: title=\"([^\"]+)\")?")


class Block(NamedTuple):
    """A fenced block."""

    page: str
    line: int
    language: str
    title: str
    text: str


def fenced(page: str) -> list[Block]:
    """All fenced blocks of a page; directives of the site, such as `{toctree}`, are none."""
    whole = (ROOT / page).read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(whole):
        line = whole[: match.start()].count("\n") + 1
        if match[2].startswith("{"):
            continue
        info = _INFO.fullmatch(match[2])
        assert info, f"{page}:{line}: a block begins with ```{match[2]}, which no test reads"
        found.append(Block(page, line, info[1], info[2] or "", match[3]))
    return found


def pages() -> list[str]:
    """README and all pages of the documentation."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    inside = [path for path in docs if "templates" not in path.parts]
    return ["README.md", *(path.relative_to(ROOT).as_posix() for path in inside)]


def commands(block: Block) -> list[str]:
    """Lines of a shell block that do something, those that go on behind a backslash as one."""
    lines = block.text.replace("\\\n", " ").splitlines()
    return [line for line in lines if shlex.split(line, comments=True)]
