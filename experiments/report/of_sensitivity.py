"""The report of a sensitivity analysis: which factors matter, and whether the runs suffice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.report import of_any
from experiments.report.blocks import Finding, Sentence, Trace
from experiments.report.folder import Folder
from experiments.report.model import Report
from experiments.report.words import capital, joined, spoken
from experiments.sensitivity import METHODS
from experiments.wording import estimate, number

INDICES = "indices.parquet"
_MOST, _FIRST = 5, 3


def build(folder: Folder) -> Report:
    """The report of a folder that `coalition sensitivity` wrote.

    Raises
    ------
    ReportError
        When a file is damaged.
    """
    table = folder.table(INDICES)
    found: list[Finding] = []
    if table is not None and {"outcome", "measure", "factor", "value"} <= set(table):
        names = list(dict.fromkeys(table["outcome"].astype(str)))[:_MOST]
        found = [_finding(folder, table[table["outcome"] == name], name) for name in names]
    return of_any.build(folder, tuple(found))


def _finding(folder: Folder, rows: pd.DataFrame, outcome: str) -> Finding:
    method = METHODS.get(str(folder.manifest.get("method", "")))
    measures = list(dict.fromkeys(rows["measure"].astype(str)))
    measure = method.leading if method is not None and method.leading in measures else measures[0]
    lead = rows[rows["measure"] == measure].sort_values("value", ascending=False, kind="stable")
    told = [_told(row) for _, row in lead.head(_FIRST).iterrows()]
    trace = Trace(INDICES, f"outcome {outcome}, measure {measure}, the largest {len(told)}")
    text = f"By the {spoken(measure)} index, {joined(told)}."
    return Finding("note", f"What drives {spoken(outcome)}", Sentence(capital(text), (trace,)))


def _told(row: pd.Series) -> str:  # type: ignore[type-arg]
    value, low, high = (float(row.get(name, np.nan)) for name in ("value", "low", "high"))
    shown = estimate(value, low, high) if np.isfinite([low, high]).all() else number(value, 2)
    return f"`{row['factor']}` {shown}"
