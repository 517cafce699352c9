"""Figures of a folder, embedded, with captions."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from experiments.report.blocks import Block, Picture
from experiments.report.fault import ReportError
from experiments.report.folder import SUMMARY, Folder
from experiments.report.images import lighter
from experiments.report.words import capital, spoken

#: What figures show, by how their names begin; the rest of a name says of what.
_SHOWN = {
    "differences-by-scenario": "Differences from the reference in each future",
    "differences": "Differences from the reference over all futures, with their intervals; the "
    "grey band is the indifference zone",
    "best": "How often each policy is the best, or as good as the best",
    "regret": "Regret, how far each policy is behind the best of the same future",
    "robustness": "Ranks of the policies by each robustness metric",
    "ranks": "Ranks of the policies by each robustness metric",
    "gains": "Who gains and who loses",
    "trajectories": "Paths over time with their bands, events, and the moment of parting",
    "divergence": "Paths over time with their bands, events, and the moment of parting",
    "trade-offs": "Trade-offs: no policy on the front can be bettered everywhere",
    "tradeoffs": "Trade-offs: no policy on the front can be bettered everywhere",
    "tradeoffs-parallel": "Every policy on every outcome; lines that cross are trade-offs",
    "parallel": "Every policy on every outcome; lines that cross are trade-offs",
    "pareto": "Policies that no other betters on both outcomes",
    "boxes": "Where a policy fails: the boxes that were found",
    "drivers": "Which of the varied assumptions an outcome hangs on",
    "adequacy": "Precision that was reached against the indifference zone",
    "tipping": "Chance of crossing the threshold over two factors",
}
_PNG = b"\x89PNG\r\n\x1a\n"
_IMAGE = re.compile(r"!\[([^\]]*)\]\((figures/[^)\s]+)\)")


def picture(folder: Folder, name: str, caption: str = "", alt: str = "") -> Picture:
    """A figure of the folder, embedded.

    Parameters
    ----------
    folder : Folder
        Where it is.
    name : str
        Such as ``figures/regret.png``.
    caption, alt : str
        What it shows; from summary.md or the name unless given.

    Raises
    ------
    ReportError
        When the file is no picture.
    """
    content = folder.content(name)
    stem = name.rpartition("/")[2].rpartition(".")[0]
    caption = caption or captions(folder).get(name) or by_name(stem)
    width = height = 0
    if name.endswith(".png"):
        if not content.startswith(_PNG) or len(content) < 24:
            raise ReportError(f"{folder.path / name} is no PNG picture; it is damaged")
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        content = lighter(content)
    kind = "png" if name.endswith(".png") else "svg+xml"
    uri = f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
    return Picture(uri, alt or f"Figure. {caption}", caption, width, height, name)


def by_name(stem: str) -> str:
    """A caption made of a figure's name.

    >>> by_name("regret-funding_gap")
    'Regret, how far each policy is behind the best of the same future: funding gap.'
    >>> by_name("who_gives")
    'Who gives.'
    """
    for start in sorted(_SHOWN, key=len, reverse=True):
        if stem == start or stem.startswith((f"{start}-", f"{start}_")):
            rest = spoken(stem[len(start) :].replace("-", " "))
            return f"{_SHOWN[start]}: {rest}." if rest else f"{_SHOWN[start]}."
    return capital(spoken(stem.replace("-", " "))) + "."


def captions(folder: Folder) -> dict[str, str]:
    """Captions that summary.md gives to the figures; a bare word is no caption."""
    found = _IMAGE.findall(folder.text(SUMMARY))
    return {name: words for words, name in found if " " in words}


def of_stem(
    folder: Folder, *starts: str, used: set[str] | None = None, caption: str = ""
) -> tuple[Block, ...]:
    """Figures whose names begin with one of some words, in that order; noted in `used`.

    Parameters
    ----------
    folder : Folder
        Where they are.
    *starts : str
        Beginnings of names without folder.
    used : set of str, optional
        Names that stand elsewhere already; those found are added.
    caption : str
        In place of what their names say.
    """
    taken = used if used is not None else set()
    found: list[Block] = []
    for start in starts:
        for name in folder.figures():
            if name.rpartition("/")[2].startswith(start) and name not in taken:
                taken.add(name)
                found.append(picture(folder, name, caption))
    return tuple(found)


def left(folder: Folder, used: Iterable[str]) -> tuple[Block, ...]:
    """Figures that stand nowhere yet."""
    taken = set(used)
    return tuple(picture(folder, name) for name in folder.figures() if name not in taken)
