"""What a report is made of: sentences with their traces, tables, pictures.

A sentence that holds a digit is refused without a trace, so that no builder can state a number
that a reader cannot follow to the runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from experiments.report.fault import ReportError

#: Tone of a paragraph that says what the folder lacks.
ABSENT = "absent"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Trace:
    """Where a number comes from.

    Attributes
    ----------
    file : str
        File of the folder, such as ``differences.parquet``.
    row : str
        Key of the row or rows in it, in words.
    runs : str
        How many runs it rests on.
    seeds : str
        Which seeds they had.
    """

    file: str
    row: str = ""
    runs: str = ""
    seeds: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence that was computed, with what it was computed from.

    Words between asterisks (`**so**`) are strong, between backticks code; nothing else is markup.

    Raises
    ------
    ReportError
        When it holds a digit and no trace.

    Examples
    --------
    >>> Sentence("Better by 0.2.", (Trace("differences.parquet", "policy a"),)).traces[0].file
    'differences.parquet'
    >>> Sentence("Better by 0.2.")
    Traceback (most recent call last):
        ...
    experiments.report.fault.ReportError: no trace for the number in: Better by 0.2.
    """

    text: str
    traces: tuple[Trace, ...] = ()

    def __post_init__(self) -> None:
        if _DIGIT.search(self.text) and not self.traces:
            raise ReportError(f"no trace for the number in: {self.text}")


@dataclass(frozen=True)
class Finding:
    """One of the few things that a hurried reader takes away.

    Attributes
    ----------
    tone : {"better", "worse", "unclear", "indifferent", "note"}
        How it is marked; the mark's word says the same as its colour.
    head : str
        What it is about.
    sentence : Sentence
        The finding.
    """

    tone: str
    head: str
    sentence: Sentence


@dataclass(frozen=True)
class Strip:
    """An interval drawn against zero, or against a row of others.

    Attributes
    ----------
    value, low, high : float
        Estimate and interval; not finite where there is none.
    least, most : float
        Ends of the axis that all strips of a column share.
    zone : float
        Half-width of the indifference zone round zero; 0 for none.
    tone : str
        As of `Finding`.
    words : str
        The same in words, for whoever cannot see it.
    """

    value: float
    low: float
    high: float
    least: float
    most: float
    zone: float = 0.0
    tone: str = "note"
    words: str = ""


@dataclass(frozen=True)
class Mark:
    """A verdict in a table: a word with its tone, perhaps a number before it."""

    tone: str
    word: str
    before: str = ""


Cell = str | Strip | Mark


@dataclass(frozen=True)
class Column:
    """Head of a table's column; numbers are flush right."""

    head: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table; the first cell of each row is its head.

    Attributes
    ----------
    caption : str
        What it shows.
    columns : tuple of Column
        Heads.
    rows : tuple of tuple of Cell
        Cells, each row as long as `columns`.
    note : str
        How to read it.
    traces : tuple of Trace
        Which file, and which rows of it.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    traces: tuple[Trace, ...] = ()
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ReportError(f"a row of '{self.caption}' has {len(row)} cells: {row}")


@dataclass(frozen=True)
class Prose:
    """A paragraph of computed sentences."""

    sentences: tuple[Sentence, ...]
    kind: ClassVar[str] = "prose"


@dataclass(frozen=True)
class Words:
    """A paragraph that says the same in every report, or that a person wrote: no results."""

    text: str
    tone: str = ""
    kind: ClassVar[str] = "words"


@dataclass(frozen=True)
class Bullets:
    """A list of computed sentences."""

    items: tuple[Sentence, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class Picture:
    """A figure, embedded.

    Attributes
    ----------
    uri : str
        ``data:`` address.
    alt : str
        What is to be seen in it, for whoever cannot see it.
    caption : str
        What it shows.
    width, height : int
        Natural size; 0 when unknown. [pixel]
    file : str
        Name in the folder.
    """

    uri: str
    alt: str
    caption: str
    width: int = 0
    height: int = 0
    file: str = ""
    kind: ClassVar[str] = "picture"

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ReportError(f"picture {self.file or self.caption} has no alternative text")


@dataclass(frozen=True)
class Code:
    """A command or another text that is copied letter by letter."""

    text: str
    kind: ClassVar[str] = "code"


@dataclass(frozen=True)
class Details:
    """Blocks that a reader may open."""

    summary: str
    blocks: tuple[Block, ...]
    kind: ClassVar[str] = "details"


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: ClassVar[str] = "heading"


Block = Table | Prose | Words | Bullets | Picture | Code | Details | Heading


def traces_of(block: Block) -> Iterator[Trace]:
    """Traces of one block, those inside details left out."""
    if isinstance(block, Table):
        yield from block.traces
    sentences = block.sentences if isinstance(block, Prose) else ()
    sentences = block.items if isinstance(block, Bullets) else sentences
    for sentence in sentences:
        yield from sentence.traces
