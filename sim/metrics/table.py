"""Outcomes of many runs as a table, and what the table says over its runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.errors import HistoryError, nearest
from sim.metrics._registry import LEAD, OUTCOMES
from sim.metrics.flows import Flows

if TYPE_CHECKING:
    import xarray

#: Runs computed together: their arrays stay in the cache of a core. It never changes a number.
CHUNK = 128


def outcomes(history: xarray.Dataset, names: Iterable[str] | None = None) -> pd.DataFrame:
    """Compute the outcomes of every run.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, or `model.history()` of a single run (a table of one row).
    names : iterable of str, optional
        Outcomes; all of `OUTCOMES` unless told.

    Returns
    -------
    pandas.DataFrame
        A row a run (index `run`). First `seed`, then partnership_stability, readiness and autonomy
        side by side, then the rest in the order of `OUTCOMES`. NaN where an outcome is undefined,
        and for all outcomes of a run that ceased to be finite.

    Raises
    ------
    HistoryError
        For a name that is no outcome, and where the history lacks a variable.

    Notes
    -----
    A run's numbers are the same, bit for bit, alone or among any others.
    """
    chosen = _chosen(names)
    count = history.sizes.get("run", 1)
    parts = [_rows(Flows(history, slice(at, at + CHUNK)), chosen) for at in range(0, count, CHUNK)]
    run = history.indexes["run"] if "run" in history.indexes else pd.RangeIndex(count)
    if not parts:
        return pd.DataFrame(columns=["seed", *chosen], index=pd.Index(run, name="run"))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return pd.DataFrame(columns, index=pd.Index(run, name="run"))


def _rows(flows: Flows, chosen: list[str]) -> dict[str, np.ndarray]:
    rows = {"seed": flows.seeds}
    for name in chosen:
        rows[name] = np.where(flows.astray, np.nan, OUTCOMES[name].compute(flows))
    return rows


def _chosen(names: Iterable[str] | None) -> list[str]:
    asked = set(OUTCOMES if names is None else [names] if isinstance(names, str) else names)
    for name in sorted(asked - OUTCOMES.keys()):
        raise HistoryError(f"no outcome is named {name!r}{nearest(name, OUTCOMES)}")
    return [name for name in OUTCOMES if name in asked]


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Median and 5-95% range of each outcome over the runs of a table.

    Parameters
    ----------
    table : pandas.DataFrame
        From `outcomes`; columns that are no outcomes are passed over.

    Returns
    -------
    pandas.DataFrame
        A row an outcome: `median`, `low` (5%), `high` (95%), `unit`, and `runs`, the runs in which
        it is defined. A figure that rests on fewer than 30 runs should not be reported.

    Raises
    ------
    HistoryError
        Where partnership_stability stands without readiness and autonomy.
    """
    absent = [name for name in LEAD if name not in table]
    if LEAD[0] in table and absent:
        raise HistoryError(
            f"{LEAD[0]} is not shown without {' and '.join(absent)}: a frozen, dependent, useless "
            "partnership is stable too; add the columns, or drop partnership_stability"
        )
    held = [name for name in OUTCOMES if name in table]
    values = table[held].astype(float)
    return pd.DataFrame(
        {
            "median": values.quantile(0.5),
            "low": values.quantile(0.05),
            "high": values.quantile(0.95),
            "unit": pd.Series({name: OUTCOMES[name].unit for name in held}, dtype=object),
            "runs": values.notna().sum(),
        },
        index=pd.Index(held, name="outcome"),
    )
