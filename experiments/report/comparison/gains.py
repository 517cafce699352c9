"""Who gains and who loses under each policy, and when the paths part."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.gains import told
from experiments.gains.measures import measure_of
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
from experiments.report.frames import Shown, amount, of_frame
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, count, joined, spoken
from sim.errors import CoalitionError

GAINS, DIVERGENCE = "gains.parquet", "divergence.parquet"
_NEEDED = {"policy", "by", "name", "measure", "gain", "difference", "low_all", "high_all"}
#: Rows of a table of winners or losers; whose they may be: a kind's members stand there themselves.
_SHOWN, _WHO = 8, ("actor", "community")
#: A difference with its interval, in a table of gains.
_DIFFERENCE = ("difference", "low_all", "high_all")
#: What the host pays, and for what.
_PRICE = {
    "policy_cost": "for the policy itself",
    "own_budget": "more of its own for security",
}
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
            "trust, readiness, fatigue. Who gives more or less is neither. Intervals are 95% and "
            "hold together within each table. A standard deviation over worlds is how far chance "
            "alone moves a number from world to world: a difference of a tenth of one is small."
        )
    ]
    first = leading(compared)
    policies = dict.fromkeys(table["policy"].astype(str))
    for policy in sorted(policies, key=lambda name: name != first):
        rows = table[table["policy"] == policy]
        inner = _of_policy(compared, rows, policy, at_length=policy == first)
        label = capital(compared.label(policy))
        stem, against = f"gains-{policy.replace('/', '-')}", compared.label(compared.reference)
        caption = f"Who gains and who loses: {label} instead of {against}."
        inner += of_stem(compared.folder, stem, used=used, caption=caption)
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


def price(compared: Compared, policy: str) -> Sentence | None:
    """What a policy costs the host: its own price, and what the host spends more of its own.

    Of several futures the one in which the sum is largest.
    """
    table = compared.folder.table(GAINS)
    if table is None or not {*_NEEDED, "scenario", "unit", "label", "direction"} <= set(table):
        return None
    chosen = (table["policy"] == policy) & (table["by"] == "actor") & (table["direction"] == "more")
    rows = table[chosen & table["measure"].isin(_PRICE)]
    if not len(rows):
        return None
    dearest = rows.groupby("scenario", sort=False)["difference"].sum().idxmax()
    rows = rows[rows["scenario"] == dearest].set_index("measure", drop=False)
    rows = rows.loc[[name for name in _PRICE if name in rows.index]]
    parts = []
    for name, row in rows.iterrows():
        parts.append(f"**{amount(row, _DIFFERENCE)}** {_PRICE[str(name)]}")
    where = f", in “{compared.label(str(dearest))}”" if len(compared.scenarios) > 1 else ""
    text = f"{rows['label'].iloc[0]} pays {joined(parts)}{where}."
    traces = (Trace(GAINS, _key(row), _worlds(rows), compared.seeds) for _, row in rows.iterrows())
    return Sentence(text, tuple(traces))


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
            f"Of {count(len(names), one, many)}: gains alone for {_some(up - down)}, "
            f"losses alone for {_some(down - up)}, both for {_some(up & down)}, "
            f"nothing sure for {_some(set(names) - up - down)}."
        )
        key = f"policy {policy}, by {by}, columns name and gain"
        found.append(Sentence(text, (Trace(GAINS, key, _worlds(rows), compared.seeds),)))
    return found


def _some(names: set[str]) -> str:
    return f"{len(names)}" if names else "none"


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    size = rows["effect"] if "effect" in rows else rows["difference"]
    # an effect without end says only that the outcome does not vary: it comes last
    order = size.abs().replace(np.inf, -1.0).sort_values(ascending=False, kind="stable").index
    return rows.loc[order].drop_duplicates(["by", "name", "measure"]).head(_SHOWN)


def _table(compared: Compared, rows: pd.DataFrame, caption: str, word: str, policy: str) -> Table:
    cells: list[tuple[Cell, ...]] = []
    several = len(compared.scenarios) > 1
    for _, row in rows.iterrows():
        shown = amount(row, _DIFFERENCE, sign=True)
        future = [capital(compared.label(str(row.get("scenario", ""))))] if several else []
        who = capital(str(row.get("label") or row["name"]))
        cells.append((who, capital(_what(row)), *future, shown, Mark(word, word)))
    heads = (
        Column("Who"), Column("What"), *([Column("Future")] if several else []),
        Column("Difference [interval]", True), Column("For them"),
    )  # fmt: skip
    label = compared.label(policy)
    trace = Trace(GAINS, f"policy {policy}, gain {word}", _worlds(rows), compared.seeds)
    against = compared.label(compared.reference)
    return Table(f"{caption} under {label} instead of {against}", heads, tuple(cells), "", (trace,))


def _what(row: pd.Series[Any]) -> str:
    """A measure as figures call it; spoken as it is where this version no longer has it."""
    try:
        return measure_of(*(str(row[name]) for name in ("by", "name", "measure"))).short
    except CoalitionError:
        return spoken(str(row["measure"]))


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
