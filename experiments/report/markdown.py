"""The few forms of Markdown that this project's summaries use, as blocks of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from experiments.report.blocks import (
    Block,
    Bullets,
    Code,
    Column,
    Heading,
    Prose,
    Sentence,
    Table,
    Trace,
)
from experiments.report.model import Section
from experiments.report.render import anchor

_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?!\*|\s)([^*]+)\*(?![*\w])")

Show = Callable[[str, str], Block | None]


def sections(text: str, trace: Trace, show: Show) -> tuple[str, list[Section]]:
    """The title of a text, and its sections; what stands before the first is called "Summary".

    Parameters
    ----------
    text : str
        Markdown.
    trace : Trace
        Where its sentences come from.
    show : callable
        Makes a picture of (file, words), or None where there is none.
    """
    title, heading = "", "Summary"
    found: list[tuple[str, list[Block]]] = []
    inside: list[Block] = []
    for paragraph in _paragraphs(text):
        if paragraph.startswith("# ") and not title:
            title = _plain(paragraph[2:])
        elif paragraph.startswith("## "):
            found.append((heading, inside))
            heading, inside = _plain(paragraph[3:]), []
        else:
            inside += _blocks(paragraph, trace, show)
    found.append((heading, inside))
    names: dict[str, int] = {}
    made = []
    for head, blocks in found:
        if not blocks:
            continue
        name = f"summary-{anchor(head)}"
        names[name] = names.get(name, 0) + 1
        made.append(Section(name + f"-{names[name]}" * (names[name] > 1), head, tuple(blocks)))
    return title, made


def _paragraphs(text: str) -> Iterator[str]:
    """Parts between empty lines; a fenced block is one part, a heading another."""
    gathered: list[str] = []
    fenced = False
    for line in [*text.splitlines(), ""]:
        fence = line.startswith("```")
        ends = not fenced and (not line.strip() or line.startswith("#") or fence)
        if ends and gathered:
            yield "\n".join(gathered)
            gathered = []
        if fence:
            fenced = not fenced
            gathered.append(line)
            if not fenced:
                yield "\n".join(gathered)
                gathered = []
        elif not fenced and line.startswith("#"):
            yield line.strip()
        elif fenced or line.strip():
            gathered.append(line)
    if gathered:
        yield "\n".join(gathered)


def _blocks(text: str, trace: Trace, show: Show) -> list[Block]:
    if text.startswith("```"):
        return [Code("\n".join(text.splitlines()[1:]).removesuffix("```").strip("\n"))]
    if text.startswith("#"):
        return [Heading(_plain(text.lstrip("# ")))]
    if text.startswith("|"):
        return [_table(text, trace)]
    if text.startswith(("- ", "* ")):
        items = re.split(r"\n[-*] ", "\n" + text)[1:]
        return [Bullets(tuple(Sentence(_plain(item), (trace,)) for item in items))]
    pictures = [block for words, name in _IMAGE.findall(text) if (block := show(name, words))]
    words = _plain(_IMAGE.sub("", text))
    return [*pictures, *([Prose((Sentence(words, (trace,)),))] if words else [])]


def _table(text: str, trace: Trace) -> Table:
    lines = [line.strip() for line in text.splitlines()]
    rule = lines[1] if len(lines) > 1 and _RULE.match(lines[1]) else ""
    right = [cell.endswith(":") for cell in _cells(rule)] if rule else []
    heads = _cells(lines[0])
    columns = tuple(
        Column(_plain(head), n < len(right) and right[n]) for n, head in enumerate(heads)
    )
    rows = []
    for line in lines[2 if rule else 1 :]:
        cells = [_plain(cell) for cell in _cells(line)]
        rows.append(tuple((cells + [""] * len(columns))[: len(columns)]))
    return Table(
        f"{columns[0].head} and what belongs to it".capitalize(),
        columns,
        tuple(rows),
        traces=(trace,),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _plain(text: str) -> str:
    """One line, emphasis taken away; strong words and code stay marked."""
    return _EMPHASIS.sub(r"\1", " ".join(text.split())).strip()
