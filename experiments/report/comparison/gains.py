"""Who gains and who loses under each policy, and when the paths part."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.gains import told
from experiments.report.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Details,
    Heading,
    Mark,
    Sentence,
    Table,
    Trace,
    Words,
)
from experiments.report.closing import absent
from experiments.report.comparison.compared import Compared
from experiments.report.comparison.leading import leading
from experiments.report.frames import Shown, of_frame
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, count, estimate, in_unit, spoken
from sim.errors import CoalitionError

GAINS, DIVERGENCE = "gains.parquet", "divergence.parquet"
_NEEDED = {"policy", "by", "name", "measure", "gain", "difference", "low_all", "high_all"}
#: Rows of a table of winners or losers; whose they may be.
_SHOWN, _WHO = 8, ("kind", "actor", "community")
#: Sentences of each sort, for each policy and future.
_TOLD = 3


def section(compared: Compared, used: set[str]) -> Section:
    """Winners and losers under each policy, the leading one first."""
    title = "Who gains and who loses"
    table = compared.folder.table(GAINS)
    if table is None:
        gap = absent(
            compared.folder,
            "gains",
            "Who gains and who loses is not told",
            "that part was not computed",
        )
        return Section("gains", title, (gap,))
    if not set(table) >= _NEEDED:
        pictures = of_stem(compared.folder, "gains", "trajectories", "divergence", used=used)
        return Section("gains", title, (of_frame(table, "Gains and losses", file=GAINS), *pictures))
    blocks: list[Block] = [
        Words(
            "A gain or a loss is told only where nearly everybody on that side would call it one: "
            "trust, readiness, fatigue. Intervals hold together within each table. Who gives more "
            "or less is neither."
        )
    ]
    first = leading(compared)
    policies = dict.fromkeys(table["policy"].astype(str))
    for policy in sorted(policies, key=lambda name: name != first):
        rows = table[table["policy"] == policy]
        inner = _of_policy(compared, rows, policy, at_length=policy == first)
        inner += of_stem(compared.folder, f"gains-{policy.replace('/', '-')}", used=used)
        label = capital(compared.label(policy))
        blocks += [Heading(label), *inner] if policy == first else [Details(label, tuple(inner))]
    blocks += of_stem(compared.folder, "gains", "trajectories", "divergence", used=used)
    return Section("gains", title, (*blocks, *_parting(compared)))


def _of_policy(compared: Compared, rows: pd.DataFrame, policy: str, at_length: bool) -> list[Block]:
    """Counts and tables of a policy, and with `at_length` sentences too."""
    who = rows[rows["by"].isin(_WHO)]
    blocks: list[Block] = [Bullets(tuple(_counted(compared, who, policy)))]
    if at_length:
        blocks += _sentences(compared, rows)
    for word, caption in (("better", "Who gains most"), ("worse", "Who loses most")):
        side = _largest(who[who["gain"] == word])
        if len(side):
            blocks.append(_table(compared, side, caption, word, policy))
    return blocks


def _sentences(compared: Compared, rows: pd.DataFrame) -> list[Block]:
    """The same in sentences, as the part that computed the gains tells them."""
    try:
        found = told(rows, _TOLD)
    except (CoalitionError, KeyError, AttributeError):  # columns of another version
        return []
    several = found["scenario"].nunique() > 1
    blocks: list[Block] = []
    for scenario, part in found.groupby("scenario", sort=False):
        items = tuple(
            Sentence(
                compared.spoken(str(row["sentence"])),
                (Trace(GAINS, _key(row), _worlds(rows), compared.seeds),),
            )
            for _, row in part.iterrows()
        )
        if several:
            blocks.append(Details(f"In {compared.label(str(scenario))}", (Bullets(items),)))
        else:
            blocks.append(Bullets(items))
    return blocks


def _key(row: pd.Series[Any]) -> str:
    names = ("scenario", "policy", "by", "name", "measure")
    return ", ".join(f"{name} {row[name]}" for name in names if str(row[name]))


def _counted(compared: Compared, who: pd.DataFrame, policy: str) -> list[Sentence]:
    """How many actors gain, lose, both, or neither."""
    found = []
    for by, one, many in (("actor", "actor", "actors"), ("community", "community", "communities")):
        rows = who[who["by"] == by]
        names = rows["name"].unique()
        if not len(names):
            continue
        up = set(rows.loc[rows["gain"] == "better", "name"])
        down = set(rows.loc[rows["gain"] == "worse", "name"])
        text = (
            f"Of {count(len(names), one, many)}: {len(up - down)} with gains alone, "
            f"{len(down - up)} with losses alone, {len(up & down)} with both, "
            f"{len(names) - len(up | down)} with nothing sure."
        )
        key = f"policy {policy}, by {by}, columns name and gain"
        found.append(Sentence(text, (Trace(GAINS, key, _worlds(rows), compared.seeds),)))
    return found


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    size = rows["effect"] if "effect" in rows else rows["difference"]
    # an effect without end says only that the outcome does not vary: it comes last
    order = size.abs().replace(np.inf, -1.0).sort_values(ascending=False, kind="stable").index
    return rows.loc[order].drop_duplicates(["by", "name", "measure"]).head(_SHOWN)


def _table(compared: Compared, rows: pd.DataFrame, caption: str, word: str, policy: str) -> Table:
    cells: list[tuple[Cell, ...]] = []
    for _, row in rows.iterrows():
        ends = float(row["low_all"]), float(row["high_all"])
        shown = estimate(float(row["difference"]), *ends, sign=True)
        scenario = str(row.get("scenario", ""))
        cells.append(
            (
                str(row.get("label") or row["name"]), capital(spoken(str(row["measure"]))),
                capital(compared.label(scenario)), in_unit(shown, str(row.get("unit", ""))),
                Mark(word, word),
            )
        )  # fmt: skip
    heads = (Column("Who"), Column("What"), Column("Future"),
             Column("Difference [interval]", True), Column("For them"))  # fmt: skip
    label = compared.label(policy)
    trace = Trace(GAINS, f"policy {policy}, gain {word}", _worlds(rows), compared.seeds)
    against = compared.label(compared.reference)
    return Table(f"{caption} under {label} instead of {against}", heads, tuple(cells), "", (trace,))


def _worlds(rows: pd.DataFrame) -> str:
    return f"{int(rows['worlds'].max()):,} worlds" if "worlds" in rows and len(rows) else ""


def _parting(compared: Compared) -> list[Block]:
    """When a policy's path leaves that of the reference for good."""
    table = compared.folder.table(DIVERGENCE)
    if table is None:
        return [Words("When the paths part is not told: the folder holds no divergence.", "absent")]
    shown: dict[str, Shown | str] = {
        "policy": Shown("Policy", lambda name: capital(compared.label(str(name)))),
        "scenario": Shown("Future", lambda name: capital(compared.label(str(name)))),
        "measure": Shown("What", lambda name: capital(spoken(str(name)))),
        "date": Shown("Parts in", _date), "side": "Side",
        "largest": Shown("Largest difference", _plain, True), "unit": "Unit",
        "largest_date": Shown("In", _date),
    }  # fmt: skip
    parted = table[table["date"].astype(str) != ""] if "date" in table else table
    blocks: list[Block] = []
    if "date" in table:
        text = (
            f"{len(parted)} of {len(table)} paths leave that of "
            f"{compared.label(compared.reference)} for good; the others never surely do."
        )
        blocks.append(
            Bullets((Sentence(text, (Trace(DIVERGENCE, "column date", "", compared.seeds),)),))
        )
    if len(parted):
        inner = of_frame(
            parted, "When the paths part", shown, file=DIVERGENCE, seeds=compared.seeds
        )
        blocks.append(Details("When the paths part", (inner,)))
    return blocks


def _date(value: Any) -> str:
    return str(value) if value and not pd.isna(value) else "never"


def _plain(value: Any) -> str:
    return f"{float(value):.3g}".replace("-", "−") if np.isfinite(float(value)) else "–"
