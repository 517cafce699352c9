"""The report of scenario discovery: in which worlds runs fail, and whether that holds on others."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.report import of_any
from experiments.report.assembling import assemble
from experiments.report.blocks import Block, Finding, Prose, Sentence, Table, Words
from experiments.report.folder import Folder
from experiments.report.frames import Shown, of_frame
from experiments.report.model import Report, Section
from experiments.report.pictures import of_stem
from experiments.report.restrictions import BOXES, HELD, boxes, restrictions
from experiments.report.simulated import Simulated, simulated
from experiments.report.stated import trace
from experiments.report.words import capital, count, share, spoken

TREE = "tree.parquet"
_NEEDED = {"policy", "scenario", "sentence", "told", "verdict", "failing"}
_HOW = (
    "A box is a region of the varied assumptions in which worlds fail more often than elsewhere. "
    "**Density** is the share of the worlds in it that fail, **coverage** the share of all "
    "failures that it holds. Brackets hold 95% intervals for the box as it is, which its search "
    "flatters; what is said of runs that the search had not seen does not flatter."
)
_LIMITS = (
    "A box says where in the model failures gather, not that the one causes the other. It knows "
    "only what the study varied, inside the ranges that it varied: outside nothing was tried.",
    "The line between failing and not is the analyst's; another line gives another box.",
)
_CAPTIONS = {
    "tree": "The tree of questions; at each leaf its density and its coverage.",
    "ranges": "The box, factor by factor, in the range that was searched.",
    "tradeoff": "Coverage against density, for every box that the search passed.",
    "plane": "Worlds that fail, over the two leading factors.",
}


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition discover` wrote.

    Raises
    ------
    ReportError
        When a table is damaged.
    """
    table = folder.table(BOXES)
    if table is None or not set(table) >= _NEEDED:
        return of_any.build(folder)
    found, used = simulated(folder), set[str]()
    rows = [row for _, row in boxes(table).iterrows()]
    failing = str(rows[0]["failing"])
    evidence = [
        Section(f"box-{place}", _title(row, found), _evidence(folder, table, row, used, found))
        for place, row in enumerate(rows, 1)
    ]
    lead = (Words(f"A world fails here when {failing}."), Words(_HOW))
    evidence[0] = Section(evidence[0].name, evidence[0].title, (*lead, *evidence[0].blocks))
    first = next((row for row in rows if row["verdict"] == HELD), rows[0])
    return assemble(
        folder, "Scenario discovery", f"In which worlds {failing.partition(':')[0]}", _asked(found),
        (_sentence(folder, first, found), *([_fresh(folder, first)] if len(rows) > 1 else [])),
        _findings(folder, table, rows, found), evidence, _LIMITS, used=used,
        found=found,
    )  # fmt: skip


def _asked(found: Simulated | None) -> str:
    if found is None or not found.factors:
        return "Which of the varied assumptions do the failures share?"
    varied = count(len(found.factors), "assumption")
    return f"Of {varied} that were varied, which do the failures share, and within what bounds?"


def _label(name: str, found: Simulated | None) -> str:
    if not name:
        return "all policies"
    return found.policies[name].title if found and name in found.policies else spoken(name)


def _title(row: pd.Series[Any], found: Simulated | None) -> str:
    where = f" in {spoken(str(row['scenario']))}" if row["scenario"] else ""
    return f"{capital(_label(str(row['policy']), found))}{where}"


def _key(row: pd.Series[Any]) -> str:
    parts = [f"{name} {row[name]}" for name in ("policy", "scenario") if row[name]]
    return ", ".join([*parts, "column {}"])


def _sentence(folder: Folder, row: pd.Series[Any], found: Simulated | None) -> Sentence:
    text, runs = str(row["sentence"]), int(row["runs"])
    label = f"**{capital(_label(str(row['policy']), found))}**: "
    where = trace(folder, BOXES, _key(row).format("sentence"), runs)
    return Sentence(f"{label}{text[:1].lower()}{text[1:]}", (where,))


def _fresh(folder: Folder, row: pd.Series[Any]) -> Sentence:
    where = trace(folder, BOXES, _key(row).format("told"), int(row["runs"]))
    return Sentence(str(row["told"]), (where,))


def _findings(
    folder: Folder, table: pd.DataFrame, rows: list[pd.Series[Any]], found: Simulated | None
) -> tuple[Finding, ...]:
    """Of several searches the box of each; of one its restrictions and whether it holds."""
    if len(rows) > 1:
        heads = {HELD: "A box that holds"}
        return tuple(
            Finding("note", heads.get(str(row["verdict"]), f"A box: {row['verdict']}"),
                    _sentence(folder, row, found))
            for row in rows[:5]
        )  # fmt: skip
    (row,) = rows
    bounds = [
        Finding("note", "What bounds it", _bound(folder, one))
        for _, one in table.iterrows()
        if one["factor"]
    ]
    return (*bounds[:4], Finding("note", "Does it hold on other runs?", _fresh(folder, row)))


def _bound(folder: Folder, row: pd.Series[Any]) -> Sentence:
    """One restriction, and in which share of halves of the points it came back."""
    again = float(row["stability"])
    text = capital(str(row["words"]))
    text += f": found again in {share(again)} of halves of the points." if again == again else "."
    where = trace(folder, BOXES, f"factor {row['factor']}", int(row["runs"]))
    return Sentence(text, (where,))


def _evidence(
    folder: Folder,
    table: pd.DataFrame,
    row: pd.Series[Any],
    used: set[str],
    found: Simulated | None,
) -> tuple[Block, ...]:
    mine = (table["policy"] == row["policy"]) & (table["scenario"] == row["scenario"])
    said = [_sentence(folder, row, found), _fresh(folder, row), _counted(folder, row)]
    stem = _stem(row)
    pictures = [
        one
        for kind, caption in _CAPTIONS.items()
        for one in of_stem(folder, f"{stem}-{kind}", used=used, caption=caption)
    ]
    where = trace(folder, BOXES, _key(row).format("words"), int(row["runs"]))
    numbers = (
        [restrictions(table[mine], where, lambda name: capital(_label(str(name), found)))]
        if row["factor"]
        else []
    )
    return (Prose(tuple(said)), *pictures, *numbers, *_leaves(folder, row))


def _counted(folder: Folder, row: pd.Series[Any]) -> Sentence:
    """How many worlds fail at all, and how many were left out."""
    runs, failures, gone = (int(row[name]) for name in ("runs", "failures", "undefined"))
    at = count(int(row["points"]), "point")
    text = f"In all, {failures:,} of {count(runs, 'run')} fail, at {at}"
    text += (
        f"; {count(gone, 'run')} in which the outcome is undefined are left out." if gone else "."
    )
    return Sentence(text, (trace(folder, BOXES, _key(row).format("failures"), runs),))


def _stem(row: pd.Series[Any]) -> str:
    """How the pictures of a part begin; see `experiments.commands.discovering_parts.Part`."""
    where = f" in {row['scenario']}" if row["scenario"] else ""
    title = f"{row['policy'] or 'all policies'}{where}"
    return title.replace(" ", "-").replace("/", "-")


def _leaves(folder: Folder, row: pd.Series[Any]) -> tuple[Table, ...]:
    """The leaves of the tree, the densest first."""
    tree = folder.table(TREE)
    if tree is None:
        return ()
    mine = tree[(tree["policy"] == row["policy"]) & (tree["scenario"] == row["scenario"])]
    leaves = mine[mine["leaf"]].sort_values("density", ascending=False, kind="stable")
    shown: dict[str, Shown | str] = {
        "rule": Shown("A world in which", lambda text: str(text) or "nothing is asked"),
        "worlds": Shown("Worlds", lambda value: f"{int(value):,}", True),
        "density": Shown("Fail", lambda value: share(float(value)), True),
        "coverage": Shown("Of all failures", lambda value: share(float(value)), True),
    }
    where = trace(folder, TREE, _key(row).format("leaf"), int(row["runs"]))
    table = of_frame(
        leaves, "The leaves of the tree, the densest first", shown, file=TREE, row=where.row,
        runs=where.runs, seeds=where.seeds,
    )  # fmt: skip
    return (table,)
