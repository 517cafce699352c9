"""What drives the outcomes, and the gains: which varied assumptions carry the result."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.report.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Details,
    Sentence,
    Strip,
    Table,
    Trace,
    Words,
)
from experiments.report.closing import absent
from experiments.report.comparison.compared import Compared
from experiments.report.folder import has_columns
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, joined, spoken
from experiments.wording import estimate, number

DRIVERS = "drivers.parquet"
_TITLE = "What drives the outcomes"
#: Factors of a table, and of a sentence; what explains less than this is not named.
_SHOWN, _NAMED, _SLIGHT = 6, 3, 0.05
_MEASURES = {
    "first": "share of the variance that the factor explains alone",
    "total": "share of the variance that the factor has a part in",
    "delta": "moment-independent importance (delta)",
}


def section(compared: Compared, used: set[str]) -> Section:
    """The strongest factors of each outcome, and of each policy's gain."""
    table = compared.folder.table(DRIVERS)
    if table is None:
        gap = absent(
            compared.folder,
            "drivers",
            "What drives the outcomes is not told",
            "the study varies no factors, or has too few runs",
        )
        return Section("drivers", _TITLE, (gap,))
    columns = ("outcome", "factor", "measure", "value")
    has_columns(table, columns, str(compared.folder.path / DRIVERS))
    if "of" not in table:
        table = table.assign(of="outcome", policy=compared.reference)
    blocks: list[Block] = [
        Words(
            "Which of the varied assumptions a result hangs on. An assumption that stands high "
            "here deserves a better source before a decision rests on it."
        ),
        *of_stem(compared.folder, "drivers", used=used),
    ]
    own = _parts(table[table["of"] == "outcome"])
    gained = _parts(table[table["of"] == "difference"])
    blocks.append(Bullets(tuple(_sentence(compared, rows) for rows in own)))
    strips = tuple(_table(compared, rows) for rows in own)
    blocks.append(Details("What each outcome hangs on, with intervals", strips))
    if gained:
        inner: tuple[Block, ...] = (
            Bullets(tuple(_sentence(compared, rows) for rows in gained)),
            *(_table(compared, rows) for rows in gained),
        )
        blocks.append(Details("What each policy's gain hangs on", inner))
    return Section("drivers", _TITLE, tuple(blocks))


def _parts(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows of each outcome and policy by their first measure, the largest value first."""
    found = []
    for _, rows in table.groupby(["outcome", "policy"], sort=False, observed=True):
        rows = rows[rows["measure"] == rows["measure"].iloc[0]].dropna(subset=["value"])
        if len(rows):
            found.append(rows.sort_values("value", ascending=False, kind="stable"))
    return found


def _of(compared: Compared, rows: pd.DataFrame) -> str:
    """What is explained, in words."""
    outcome = spoken(str(rows["outcome"].iloc[0]))
    if rows["of"].iloc[0] == "outcome":
        return outcome
    return f"the difference that {compared.label(str(rows['policy'].iloc[0]))} makes to {outcome}"


def _trace(compared: Compared, rows: pd.DataFrame) -> Trace:
    one = rows.iloc[0]
    key = f"of {one['of']}, policy {one['policy']}, outcome {one['outcome']}, {one['measure']}"
    points = f"{int(one['points']):,} points" if "points" in rows else ""
    return Trace(DRIVERS, key, points, compared.seeds)


def _sentence(compared: Compared, rows: pd.DataFrame) -> Sentence:
    top = rows[rows["value"] >= _SLIGHT].head(_NAMED)
    lead = f"**{capital(_of(compared, rows))}**"
    trace = (_trace(compared, rows),)
    if not len(top):
        text = f"{lead}: no single assumption that was varied explains as much as {_SLIGHT:.0%}."
        return Sentence(text, trace)
    named = [f"`{row['factor']}` ({number(float(row['value']), 2)})" for _, row in top.iterrows()]
    return Sentence(f"{lead} hangs most on {joined(named)}.", trace)


def _table(compared: Compared, rows: pd.DataFrame) -> Table:
    known = rows.assign(**{name: np.nan for name in ("low", "high") if name not in rows})
    known = known.head(_SHOWN)
    ends = known[["value", "low", "high"]].to_numpy(dtype=float)
    least, most = min(0.0, float(np.nanmin(ends))), max(1e-9, float(np.nanmax(ends)))
    cells: list[tuple[Cell, ...]] = []
    for factor, (value, low, high) in zip(known["factor"], ends.tolist(), strict=True):
        words = estimate(value, low, high) if np.isfinite(high - low) else number(value, 2)
        cells.append((f"`{factor}`", words, Strip(value, low, high, least, most, words=words)))
    measure = str(rows["measure"].iloc[0])
    caption = f"{capital(_of(compared, rows))}: {_MEASURES.get(measure, spoken(measure))}"
    heads = (Column("Varied"), Column("Value [interval]", True), Column("From zero up"))
    return Table(caption, heads, tuple(cells), traces=(_trace(compared, rows),))
