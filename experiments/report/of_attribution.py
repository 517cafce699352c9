"""The report of an attribution: who brings how much of an outcome, with whom, and what goes."""

from __future__ import annotations

import pandas as pd

from experiments.attribution import TITLES
from experiments.attribution.words import NOUNS, SURE
from experiments.report import of_any
from experiments.report.assembling import assemble
from experiments.report.blocks import (
    Block,
    Bullets,
    Column,
    Finding,
    Mark,
    Sentence,
    Table,
    Trace,
    Words,
)
from experiments.report.folder import Folder
from experiments.report.frames import amount
from experiments.report.model import Report, Section
from experiments.report.pictures import of_stem
from experiments.report.simulated import simulated
from experiments.report.stated import stated, topics, trace
from experiments.report.words import capital, joined, share, spoken
from sim.metrics import OUTCOMES

VALUES, WHOLE = "values.parquet", "whole.parquet"
#: Other numbers of a player, with their intervals.
_ALONE, _LEAVING = (
    ("alone", "alone_low", "alone_high"), ("leaving", "leaving_low", "leaving_high"),
)  # fmt: skip
_HOW = (
    "The **value** is the Shapley value: what one adds, averaged over all orders in which they "
    "could have joined; values sum to what all bring together. **Alone** is what one brings where "
    "none of the others is there, **missed** what goes with it while the others stay. Where alone "
    "is much more than missed, others can stand in for it. Intervals are 95%, over seeds, each for "
    "one number at a time."
)
_LIMITS = (
    "Somebody who is switched off was never there: this is a world without it, not the shock of "
    "losing it, and nobody comes to take its place unless the model says so.",
    "Shares hold for these players alone; whoever is not named stays in all runs as it is, and "
    "another choice of players gives other shares.",
)


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition attribute` wrote.

    Raises
    ------
    ReportError
        When a table is damaged.
    """
    table, names = folder.table(VALUES), topics(folder)
    if table is None or not names:  # nothing was shared out, or another version wrote it
        return of_any.build(folder)
    found, used = simulated(folder), set[str]()
    of = str(folder.manifest.get("of", "partners"))
    _, many, goes = NOUNS[of]
    evidence = [
        Section(f"of-{name}", capital(spoken(name)), _evidence(folder, table, name, used))
        for name in names
    ]
    evidence.insert(0, Section("reading", "How to read it", (Words(_HOW),)))
    players = [str(name) for name in folder.manifest.get("players", [])]
    question = f"What do {joined(players)} bring, and what is lost when one of these {many} {goes}?"
    return assemble(
        folder, "Attribution", f"{TITLES[of]}{f': {found.title}' if found else ''}", question,
        (_answer(folder, table, names, many),),
        tuple(_finding(folder, name) for name in names[:5]), evidence, _LIMITS, used=used,
        found=found,
    )  # fmt: skip


def _answer(folder: Folder, table: pd.DataFrame, names: list[str], many: str) -> Sentence:
    """Who surely brings most to which outcome, and on which nobody stands out."""
    led: dict[str, list[str]] = {}
    for name in names:
        best = table[table["outcome"] == name].iloc[0]
        ends = sorted(_good(name) * float(best[end]) for end in ("low", "high"))
        sure = ends[0] > 0 and float(best["first"]) >= SURE
        led.setdefault(str(best["player"]) if sure else "", []).append(spoken(name))
    parts = [f"**{who}** surely helps {joined(what)} most" for who, what in led.items() if who]
    if "" in led:
        parts.append(f"on {joined(led[''])} none of these {many} surely helps most")
    where = trace(folder, VALUES, "the first player of each outcome, columns low, high and first")
    return Sentence(f"{capital('; '.join(parts))}.", (where,))


def _good(name: str) -> float:
    """+1 where more of an outcome is a help, -1 where less is."""
    known = OUTCOMES.get(name)
    return -1.0 if known is not None and known.higher == "worse" else 1.0


def _finding(folder: Folder, name: str) -> Finding:
    return Finding("note", capital(spoken(name)), stated(folder, name)[0])


def _together(folder: Folder, name: str) -> Sentence:
    """What all bring together to an outcome."""
    table = folder.needed(WHOLE, ("outcome", "worth", "value", "low", "high", "unit"))
    rows = table[table["outcome"] == name].set_index("worth")
    told = {str(worth): amount(row) for worth, row in rows.iterrows()}
    text = (
        f"{capital(spoken(name))} is {told['everybody']} with all of them and {told['nobody']} "
        f"without any: together they change it by **{told['together']}**."
    )
    return Sentence(text, (trace(folder, WHOLE, f"outcome {name}"),))


def _evidence(folder: Folder, table: pd.DataFrame, name: str, used: set[str]) -> tuple[Block, ...]:
    known = OUTCOMES.get(name)
    meaning = [Words(f"{capital(known.meaning)}.")] if known is not None else []
    told = Bullets((_together(folder, name), *stated(folder, name)))
    caption = (
        f"What each brings to {spoken(name)}, who needs whom, and the order in which losing them "
        "does most harm."
    )
    pictures = of_stem(folder, f"{name}.", used=used, caption=caption)
    rows = table[table["outcome"] == name]
    return (*meaning, told, *pictures, _table(rows, name, trace(folder, VALUES, f"outcome {name}")))


def _table(rows: pd.DataFrame, name: str, where: Trace) -> Table:
    sign, cells = _good(name), []
    for _, row in rows.iterrows():
        low, high = sorted((sign * float(row["low"]), sign * float(row["high"])))
        sure = Mark("better", "helps") if low > 0 else Mark("worse", "harms") if high < 0 else None
        cells.append(
            (str(row["player"]), sure or Mark("unclear", "unclear"), amount(row),
             amount(row, _ALONE), amount(row, _LEAVING), share(float(row["first"])))
        )  # fmt: skip
    heads = (
        Column("Who"), Column("Surely"), Column("Value [95% interval]", True),
        Column("Alone", True), Column("Missed", True), Column("First in", True),
    )  # fmt: skip
    less = " Less is better here: a value below zero is a help." if sign < 0 else ""
    note = f"First in: share of resamples in which it brings most.{less}"
    return Table(f"What each brings to {spoken(name)}", heads, tuple(cells), note, (where,))
