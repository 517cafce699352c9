"""Tables of a report from DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.report.blocks import Block, Cell, Column, Details, Table, Trace
from experiments.report.folder import FAILURES, Folder
from experiments.report.words import capital, count, measured, spoken
from experiments.wording import decimals, number

#: Rows of a table that nobody scrolls past; the rest stands in the file.
MOST = 60
#: The same of a table that is shown as it is.
_ROWS = 30

Say = Callable[[Any], Cell]


@dataclass(frozen=True)
class Shown:
    """How a column is shown.

    Attributes
    ----------
    head : str
        Its head, with the unit.
    say : callable, optional
        Makes a cell of a value; by type unless given.
    number : bool, optional
        Whether it is flush right; by type unless given.
    """

    head: str
    say: Say | None = None
    number: bool | None = None


def of_frame(
    frame: pd.DataFrame,
    caption: str,
    shown: Mapping[str, Shown | str] | None = None,
    *,
    file: str = "",
    row: str = "",
    note: str = "",
    most: int = MOST,
    seeds: str = "",
    runs: str = "",
) -> Table:
    """A table of some columns of a frame, the first of them as heads of the rows.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows in the order to be shown.
    caption, note : str
        What it shows, and how to read it.
    shown : mapping of str to Shown or str, optional
        Columns, with heads; those the frame lacks are left out. All columns unless given.
    file, row, runs, seeds : str
        The trace.
    most : int
        Rows to be shown; that there are more is told.
    """
    wanted = (
        shown if shown is not None else {str(name): capital(spoken(str(name))) for name in frame}
    )
    chosen = {
        name: Shown(how) if isinstance(how, str) else how
        for name, how in wanted.items()
        if name in frame
    }
    part = frame.head(most)
    cells = [_cells(part[name], how) for name, how in chosen.items()]
    heads = tuple(
        Column(how.head, _is_number(part[name]) if how.number is None else how.number)
        for name, how in chosen.items()
    )
    if len(frame) > most:
        note = (
            f"{note} The first {most} of {count(len(frame), 'row')}; all stand in {file}.".strip()
        )
    traces = (Trace(file, row or "all rows", runs, seeds),) if file else ()
    return Table(caption, heads, tuple(zip(*cells, strict=True)), note, traces)


def tables(folder: Folder) -> tuple[Block, ...]:
    """Every table of a folder beside the runs themselves, closed until a reader opens it."""
    apart = {FAILURES, "outcomes.parquet"}
    blocks: list[Block] = []
    for path in sorted(folder.path.glob("*.parquet")):
        if path.name in apart or (table := folder.table(path.name)) is None:
            continue
        head = capital(spoken(path.stem))
        shown = of_frame(table, head, file=path.name, most=_ROWS)
        blocks.append(Details(f"{head} ({count(len(table), 'row')})", (shown,)))
    return tuple(blocks)


def _cells(column: pd.Series[Any], how: Shown) -> list[Cell]:
    values = column.tolist()
    if how.say is not None:
        return [how.say(value) for value in values]
    if _is_number(column):
        return list(numbers(values))
    return [_plain(value) for value in values]


def amount(
    row: pd.Series[Any], names: tuple[str, str, str] = ("value", "low", "high"), sign: bool = False
) -> str:
    """A number of a row with its interval, in the row's unit; a dash where there is none.

    >>> amount(pd.Series({"value": 0.2, "low": 0.1, "high": 0.3, "unit": "0-1"}))
    '0.20 [0.10, 0.30]'
    """
    value, low, high = (float(row[name]) for name in names)
    if np.isnan(value):
        return "–"
    return measured(value, low, high, str(row.get("unit", "")), sign)


def largest(rows: pd.DataFrame, sizes: Any, sign: float = 1.0) -> pd.Series[Any]:
    """The row with the largest size, or with a `sign` of -1 the least; NaN is no size.

    >>> largest(pd.DataFrame({"a": [1, 2, 3]}), [0.1, float("nan"), 0.2])["a"].item()
    3
    """
    array = sign * np.asarray(sizes, dtype=float)
    return rows.iloc[int(np.argmax(np.where(np.isnan(array), -np.inf, array)))]


def numbers(values: Sequence[float], digits: int = 3) -> list[str]:
    """Numbers of one column at the same decimals, the largest with `digits` digits.

    >>> numbers([0.1234, 12.3456]), numbers([1.0, 2.0]), numbers([float("nan"), 4])
    (['0.1', '12.3'], ['1', '2'], ['–', '4'])
    """
    array = np.asarray(values, dtype=float)
    finite = array[np.isfinite(array)]
    if np.all(finite == np.round(finite)):
        places = 0
    else:
        places = decimals(float(np.max(np.abs(finite))), digits=digits)
    return [number(float(value), places) for value in array]


def _is_number(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _plain(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return number(float(value), decimals(float(value), digits=3))
    return "–" if value is None or value is pd.NA else str(value)
