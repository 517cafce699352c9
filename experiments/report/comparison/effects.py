"""Findings with intervals: a table an outcome, and the same in each future."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.report.blocks import (
    Block,
    Cell,
    Column,
    Details,
    Heading,
    Mark,
    Strip,
    Table,
    Trace,
    Words,
)
from experiments.report.comparison.compared import DIFFERENCES, POOLED, Compared, meaning
from experiments.report.comparison.verdicts import amount, tone
from experiments.report.model import Section
from experiments.report.pictures import of_stem
from experiments.report.words import capital, in_unit, share, spoken
from experiments.wording import decimals, number

_HOW = (
    "Every policy met the same worlds: a difference is taken world by world and averaged, each "
    "future with the same weight. The intervals hold for all comparisons together, so they are "
    "wider than those of one comparison alone. The grey band is the indifference zone: a "
    "difference inside it is one that nobody would choose by. **Unclear** means that the interval "
    "lies neither inside nor outside that zone, not that there is no difference. The short answer "
    "names the policy that is better on most outcomes, less those on which it is worse: a way to "
    "order the page, not a vote on which outcome matters."
)


def section(compared: Compared, used: set[str]) -> Section:
    """Differences on every outcome, over all futures and in each."""
    blocks: list[Block] = [Words(_HOW)]
    blocks += of_stem(compared.folder, "differences", "effects", "intervals", "best", used=used)
    for outcome in compared.outcomes:
        rows = compared.pooled[compared.pooled["outcome"] == outcome]
        if not len(rows):
            continue
        blocks += [Heading(capital(spoken(outcome))), _table(compared, outcome, rows)]
        if len(compared.scenarios) > 1:
            by_future = _matrix(compared, outcome)
            blocks.append(Details(f"{capital(spoken(outcome))} in each future", (by_future,)))
    return Section("findings", "Findings with intervals", tuple(blocks))


def _table(compared: Compared, outcome: str, rows: pd.DataFrame) -> Table:
    unit, higher = str(rows["unit"].iloc[0]), str(rows["higher"].iloc[0])
    reach = rows[["difference", "low_all", "high_all"]].to_numpy(dtype=float)
    zones = np.array([compared.zone(row) for _, row in rows.iterrows()])
    ends = np.concatenate([reach.ravel(), zones, -zones, [0.0]])
    ends = ends[np.isfinite(ends)]
    least, most = float(ends.min()), float(ends.max())
    cells: list[tuple[Cell, ...]] = []
    for (_, row), zone in zip(rows.iterrows(), zones, strict=True):
        words = amount(row, 1.0)
        drawn = Strip(
            float(row["difference"]), float(row["low_all"]), float(row["high_all"]), least, most,
            float(zone) if np.isfinite(zone) else 0.0, tone(str(row["verdict"])), words,
        )  # fmt: skip
        label = capital(compared.label(str(row["policy"])))
        mark = Mark(tone(str(row["verdict"])), str(row["verdict"]))
        cells.append((label, mark, words, drawn, share(float(row["better_share"]))))
    good = {"better": "more is better", "worse": "less is better"}.get(
        higher, "neither more nor less is better as such"
    )
    above = "Above in" if higher not in ("better", "worse") else "Better in"
    reference = compared.label(compared.reference)
    heads = (
        Column("Policy"), Column("Verdict"), Column("Difference [interval]", True),
        Column(f"Against {reference}"), Column(f"{above} (worlds)", True),
    )  # fmt: skip
    scale = {"0-1": "0–1", "1": "a pure number"}.get(unit, unit)
    means = rows["reference_mean"].dropna() if "reference_mean" in rows else rows["worlds"][:0]
    at = float(means.mean()) if len(means) else float("nan")
    level = in_unit(number(at, decimals(at, digits=3)), unit)
    told = f"Mean under {reference}: {level}." if len(means) else ""
    undefined = int(rows["undefined"].max())
    gone = (
        f" Left out, since undefined under either policy: up to {undefined:,} worlds."
        if undefined
        else ""
    )
    trace = Trace(
        DIFFERENCES, f"scenario all, outcome {outcome}",
        f"{int(rows['worlds'].max()):,} worlds under each policy", compared.seeds,
    )  # fmt: skip
    return Table(
        f"{capital(meaning(outcome))} [{scale}]; {good}", heads, tuple(cells),
        f"{told}{gone}".strip(), (trace,),
    )  # fmt: skip


def _matrix(compared: Compared, outcome: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    part = compared.differences[compared.differences["outcome"] == outcome]
    part = part[part["scenario"] != POOLED]
    half = (part["high_all"] - part["low_all"]).abs() / 2
    half = half[np.isfinite(half) & (half > 0)]
    places = decimals(float(half.median())) if len(half) else 2
    for policy in compared.policies:
        cells: list[Cell] = [capital(compared.label(policy))]
        for scenario in compared.scenarios:
            row = compared.row(policy, outcome, scenario)
            if row is None:
                cells.append("–")
                continue
            shown = number(float(row["difference"]), places, sign=True)
            cells.append(Mark(tone(str(row["verdict"])), str(row["verdict"]), shown))
        rows.append(tuple(cells))
    heads = (Column("Policy"), *(Column(capital(compared.label(n))) for n in compared.scenarios))
    caption = (
        f"Difference in {spoken(outcome)} from {compared.label(compared.reference)}, by future"
    )
    trace = Trace(DIFFERENCES, f"each scenario, outcome {outcome}", seeds=compared.seeds)
    return Table(caption, heads, tuple(rows), traces=(trace,))
