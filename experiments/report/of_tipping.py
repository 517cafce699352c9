"""The report of a map of tipping points: where it tips, how surely, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from experiments.discovery import parse_condition
from experiments.report import of_any
from experiments.report.assembling import assemble
from experiments.report.blocks import Block, Details, Finding, Prose, Sentence, Table, Words
from experiments.report.folder import Folder
from experiments.report.frames import Shown, of_frame
from experiments.report.model import Report, Section
from experiments.report.pictures import of_stem
from experiments.report.simulated import simulated
from experiments.report.stated import stated, trace
from experiments.report.words import capital, plain, share
from experiments.wording import number
from sim.metrics import OUTCOMES

CELLS, SURFACE, BOUNDARY = "cells.parquet", "surface.parquet", "boundary.parquet"
LEVERS, CONFIRMED = "levers.parquet", "confirmed.parquet"
#: Crossings of the boundary that a table shows.
_SHOWN = 7
#: Levers and intensities that a table shows.
_MOST = 80
_HOW = (
    "All cells of the grid met the same worlds, so that neighbours differ by the two numbers "
    "alone. A surface is smoothed through them. Where it passes the level is the boundary; where "
    "worlds drawn anew would put it on either side it is **open**. Intervals are 95%, each alone."
)
_MAP = (
    "The probability over the two numbers: what was counted in each cell, and the boundary with "
    "the band in which it may lie."
)
_BACK = "What each lever does, and at what cost, where it is beyond the boundary."
_LIMITS = (
    "Every other number stays where the scenario has it: the boundary of another world lies "
    "elsewhere. One that is sharper than the grid is blurred to about a step of it.",
    "What no lever does by itself, two together may: combinations were not tried. How strong a "
    "lever is, and what it costs, are assumptions of the catalogue.",
)


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition tipping` wrote.

    Raises
    ------
    ReportError
        When a table is damaged.
    """
    spoken = _spoken(folder)
    told, back = stated(folder, "map", spoken), stated(folder, "back", spoken)
    if not told or not back:  # another version wrote it
        return of_any.build(folder)
    found, used = simulated(folder), set[str]()
    of_map = of_stem(folder, "map", used=used, caption=_MAP)
    of_back = of_stem(folder, "levers", used=used, caption=_BACK)
    evidence = [
        Section("map", "The map", (Words(_HOW), Prose(told), *of_map, *_crossings(folder))),
        Section("back", "The way back", (Prose(back), *of_back, *_tried(folder))),
    ]
    condition = parse_condition(str(folder.manifest["condition"]), OUTCOMES).words
    across, up = (spoken(str(name)) for name in folder.manifest["axes"])
    level = float(folder.manifest.get("level", 0.5))
    where = f": {found.title}" if found else ""
    return assemble(
        folder, "Tipping points", f"Where {condition}{where}",
        f"Over {across} and {up}: from where on is {condition.replace(' is ', ' ', 1)} in at least "
        f"{share(level)} of worlds, and which single lever brings it back most cheaply?",
        (*told[:2], *back), _findings(told, back), evidence, _LIMITS, used=used, found=found,
    )  # fmt: skip


def _findings(told: tuple[Sentence, ...], back: tuple[Sentence, ...]) -> tuple[Finding, ...]:
    """The boundary, the scenario's own place, and the way back, of what was said."""
    found = [
        Finding("note", head, one)
        for one in told
        for head, start in (("Where it tips", "Along "), ("Where the scenario stands", "Where the"))
        if one.text.startswith(start)
    ]
    return (*found, *(Finding("note", "The way back", one) for one in back))


def _spoken(folder: Folder) -> Callable[[str], str]:
    """Puts addresses and levers into the words of the manifest and of the catalogue."""
    said = folder.manifest.get("words")
    given = said.items() if isinstance(said, dict) else ()
    words = {str(name): f"“{text}”" for name, text in given}
    table = folder.table(LEVERS)
    if table is not None:
        words |= {
            str(n): f"“{t}”" for n, t in zip(table["lever"], table["title"], strict=True) if n
        }

    if not words:
        return str
    names = "|".join(re.escape(name) for name in sorted(words, key=len, reverse=True))
    alone = re.compile(rf"(?<![\w.])({names})(?!\w|\.\w)")
    return lambda text: alone.sub(lambda match: words[match[0]], text)


def _crossings(folder: Folder) -> tuple[Table, ...]:
    """Where the boundary lies along either number, at places spread over the other."""
    table = folder.table(BOUNDARY)
    if table is None:
        return ()
    spoken, made = _spoken(folder), []
    axes = [str(name) for name in folder.manifest.get("axes", [])]
    for along, rows in table.groupby("along", sort=False):
        rows = rows[rows["value"].notna()]
        if not len(rows):
            continue
        other = next(name for name in axes if name != along)
        some = rows.iloc[np.unique(np.linspace(0, len(rows) - 1, _SHOWN).round().astype(int))]
        some = some.assign(
            ends=[
                f"{plain(low)} to {plain(high)}"
                for low, high in some[["low", "high"]].to_numpy(dtype=float).tolist()
            ]
        )
        shown: dict[str, Shown | str] = {
            "at": Shown(f"At {spoken(other)}", lambda value: plain(float(value)), True),
            "value": Shown("It tips at", lambda value: plain(float(value)), True),
            "ends": Shown("95% interval", str, True),
        }
        where = trace(folder, BOUNDARY, f"along {along}")
        made.append(
            of_frame(some, f"Along {spoken(str(along))}", shown, file=BOUNDARY, row=where.row,
                     runs=where.runs, seeds=where.seeds)
        )  # fmt: skip
    return tuple(made)


def _tried(folder: Folder) -> tuple[Block, ...]:
    """What was tried again on fresh seeds, and what every lever did in the search."""
    shown: dict[str, Shown | str] = {
        "title": Shown("Lever", capital),
        "intensity": Shown("Intensity (0–1)", lambda value: plain(float(value)), True),
        "cost_musd": Shown("Cost (million US$ a quarter)", lambda v: number(float(v), 3), True),
        "told": Shown("Probability [interval]", str, True),
        "runs": "Worlds", "verdict": "Verdict",
    }  # fmt: skip
    made: list[Block] = []
    for name, caption in (
        (CONFIRMED, "Tried again on fresh seeds, the cheapest first; the intervals hold together"),
        (LEVERS, "Every lever at every intensity in the search, each interval alone"),
    ):
        table = folder.table(name)
        if table is not None:
            rows = table.assign(told=[_told(row) for _, row in table.iterrows()])
            where = trace(folder, name, "all rows", f"{int(table['runs'].max()):,} worlds a row")
            tried = of_frame(
                rows, caption, shown, file=name, runs=where.runs, seeds=where.seeds, most=_MOST
            )
            made.append(tried if name == CONFIRMED else Details(caption, (tried,)))
    return tuple(made)


def _told(row: pd.Series) -> str:  # type: ignore[type-arg]
    middle, low, high = (share(float(row[name])) for name in ("probability", "low", "high"))
    return f"{middle} [{low}, {high}]"
