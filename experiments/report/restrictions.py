"""The boxes of scenario discovery in numbers, the same for a comparison and for a search alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from experiments.report.blocks import Table, Trace
from experiments.report.frames import Shown, of_frame
from experiments.report.words import capital, share, spoken

BOXES = "boxes.parquet"
#: The verdict of a box that fails as often on runs that its search had not seen.
HELD = "holds"


def boxes(table: pd.DataFrame) -> pd.DataFrame:
    """A row a box: a box has a row for each of its restrictions."""
    keys = [name for name in ("policy", "scenario", "outcome", "sentence") if name in table]
    return table.drop_duplicates(keys)


def restrictions(table: pd.DataFrame, trace: Trace, label: Callable[[Any], str]) -> Table:
    """Every restriction of every box, with how often it came back and what the box is worth.

    Parameters
    ----------
    table : pandas.DataFrame
        boxes.parquet.
    trace : Trace
        Its runs and seeds.
    label : callable
        What a policy is called.
    """
    shown: dict[str, Shown | str] = {
        "policy": Shown("Policy", label),
        "outcome": Shown("Outcome", lambda name: capital(spoken(str(name)))),
        "words": "Restriction",
        "stability": Shown("Found again in resamples", _share, True),
        "coverage": Shown("Holds of all failures", _share, True),
        "density": Shown("Fails inside", _share, True),
        "base_rate": Shown("Fails over all", _share, True),
        "held_out_density": Shown("Fails inside, on runs not seen", _share, True),
        "verdict": "Verdict",
    }
    for name in ("policy", "outcome"):  # of one, the heading says it
        if name in table and table[name].nunique() == 1:
            shown.pop(name)
    return of_frame(
        table, "Boxes, a row a restriction", shown, file=trace.file, row=trace.row,
        runs=trace.runs, seeds=trace.seeds,
    )  # fmt: skip


def _share(value: Any) -> str:
    return share(float(value))
