"""A report as data: what it says, block by block; nothing here knows HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from experiments.report.blocks import (
    ABSENT,
    Block,
    Details,
    Finding,
    Sentence,
    Trace,
    Words,
    traces_of,
)


@dataclass(frozen=True)
class Section:
    """A headed part of a report; `name` is its anchor."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All that a report says.

    Attributes
    ----------
    title, question : str
        As the study or the scenario states them.
    answer : tuple of Sentence
        The short answer.
    findings : tuple of Finding
        Three to five of them.
    facts : tuple of (str, str)
        Label and value of what stands at the foot of the first screen.
    sections : tuple of Section
        Evidence, then method.
    kind : str
        What kind of folder it was made of.
    """

    title: str
    question: str
    answer: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...] = ()
    kind: str = "report"
    provenance: dict[str, str] = field(default_factory=dict)

    def traces(self) -> list[Trace]:
        """Every trace once, in the order of reading."""
        found: dict[Trace, None] = {}
        for sentence in self.answer:
            found.update(dict.fromkeys(sentence.traces))
        for finding in self.findings:
            found.update(dict.fromkeys(finding.sentence.traces))
        for block in self.blocks():
            for trace in traces_of(block):
                found.setdefault(trace)
        return list(found)

    def blocks(self) -> Iterator[Block]:
        """All blocks, those inside details too."""
        for section in self.sections:
            yield from _within(section.blocks)

    def absent(self) -> list[str]:
        """What the folder lacked, in words, in the order of reading."""
        blocks = self.blocks()
        return [block.text for block in blocks if isinstance(block, Words) and block.tone == ABSENT]


def _within(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from _within(block.blocks)
