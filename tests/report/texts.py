"""What a report says, gathered."""

from __future__ import annotations

from experiments.report.blocks import Bullets, Prose, Table, Words


def sentences(report):
    """Every computed sentence, with its traces."""
    found = [*report.answer, *(finding.sentence for finding in report.findings)]
    for block in report.blocks():
        if isinstance(block, Prose):
            found += block.sentences
        elif isinstance(block, Bullets):
            found += block.items
    return found


def section(report, name):
    return next(one for one in report.sections if one.name == name)


def tables(report, caption=""):
    found = [block for block in report.blocks() if isinstance(block, Table)]
    return [one for one in found if caption in one.caption]


def words(blocks):
    """Text of paragraphs and sentences of some blocks."""
    found = []
    for block in blocks:
        if isinstance(block, Words):
            found.append(block.text)
        elif isinstance(block, Prose):
            found += [one.text for one in block.sentences]
        elif isinstance(block, Bullets):
            found += [one.text for one in block.items]
    return " ".join(found)


def cells(table):
    """Rows as texts; a mark counts as its number and word, a strip as its words."""
    return [
        [
            cell
            if isinstance(cell, str)
            else f"{getattr(cell, 'before', '')} {_word(cell)}".strip()
            for cell in row
        ]
        for row in table.rows
    ]


def _word(cell):
    return cell.word if hasattr(cell, "word") else cell.words
