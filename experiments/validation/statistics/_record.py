"""A history by calendar dates: columns of suppliers, host and communities with the run in front."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.calendar import Quarter, QuarterError
from sim.columns import KINDS
from sim.errors import HistoryError, nearest

if TYPE_CHECKING:
    import xarray

#: Help below this makes no partner, a quarter. [million US$]
FELT_MUSD = 0.01


def begins(when: int | str) -> Quarter:
    """First quarter of a year or of a quarter written as text.

    >>> str(begins(2014)), str(begins("2014Q3"))
    ('2014Q1', '2014Q3')
    """
    return Quarter(when, 1) if isinstance(when, int) else Quarter.parse(when)


def ends(when: int | str) -> Quarter:
    """Last quarter of a year or of a quarter written as text.

    >>> str(ends(2014)), str(ends("2014Q3"))
    ('2014Q4', '2014Q3')
    """
    return Quarter(when, 4) if isinstance(when, int) else Quarter.parse(when)


class Record:
    """Reads windows of a history; every array has the shape `(runs, moment, ...)`.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, or of a single run.
    """

    def __init__(self, history: xarray.Dataset):
        self.history = history if "run" in history.dims else history.expand_dims("run")
        self.runs = int(self.history.sizes["run"])
        #: Runs that went astray, `(runs,)`.
        self.astray = np.isin(
            np.arange(self.runs),
            [int(run) for run in json.loads(history.attrs.get("failures", "{}"))],
        )
        date = np.datetime64(history["date"].values[0], "D").item()
        #: End of the quarter before the first.
        self.start = Quarter(date.year, (date.month + 2) // 3)
        self.last = self.start + (int(history.sizes["quarter"]) - 1)

    def window(self, first: int | str, last: int | str) -> slice:
        """Moments from the end of one quarter to that of another, both included."""
        try:
            early, late = begins(first), ends(last)
        except QuarterError as error:
            raise HistoryError(str(error)) from None
        if early > late:
            raise HistoryError(f"the window {early} to {late} ends before it begins")
        if early < self.start or late > self.last:
            raise HistoryError(
                f"the window {early} to {late} is outside the history, {self.start} to {self.last}"
            )
        return slice(early - self.start, late - self.start + 1)

    def years(self, first: int | str, last: int | str) -> int:
        """Number of whole calendar years of a window of years; refused for anything else."""
        quarters = ends(last) - begins(first) + 1
        if begins(first).quarter != 1 or quarters % 4:
            raise HistoryError(f"the window {first} to {last} is not made of calendar years")
        return quarters // 4

    def column(self, name: str, first: int | str, last: int | str, **where: str) -> np.ndarray:
        """A column at the end of each quarter of a window, `(runs, quarter, ...)`.

        `where` picks labels, such as `body="UN"`. Suppliers that do not carry a column count as 0.
        """
        found = self._variable(name)
        for dimension, label in where.items():
            known = found[dimension].values.astype(str)
            if label not in known:
                raise HistoryError(f"there is no {dimension} '{label}'{nearest(label, known)}")
            found = found.sel({dimension: label})
        if "quarter" not in found.dims:
            raise HistoryError(f"the history holds '{name}' at its start and end only")
        values = found.transpose("run", "quarter", ...).values[:, self.window(first, last)]
        if "actor" in found.dims:
            kinds = found["kind"].values.astype(str)
            strangers = [name not in KINDS[kind].declared() for kind in kinds]
            axis = found.transpose("run", "quarter", ...).dims.index("actor")
            values = np.moveaxis(values, axis, -1)
            values = np.moveaxis(np.where(strangers, 0.0, values), -1, axis)
        return np.asarray(values, dtype=float)

    def supplied(
        self,
        name: str,
        first: int | str,
        last: int | str,
        suppliers: Sequence[str] = (),
        paid_by: Mapping[str, str] | None = None,
        body: str = "",
    ) -> np.ndarray:
        """A column of suppliers, all or some of them, `(runs, quarter, supplier)`.

        What a supplier in `paid_by` brings counts as its payer's.
        """
        values = self.column(name, first, last, **({"body": body} if body else {})).copy()
        for worker, payer in (paid_by or {}).items():
            values[..., self.place(payer)] += values[..., self.place(worker)]
            values[..., self.place(worker)] = 0.0
        return values[..., [self.place(one) for one in suppliers]] if suppliers else values

    def place(self, supplier: str) -> int:
        """Place of a supplier among all."""
        known = list(self.history["actor"].values.astype(str))
        if supplier not in known:
            raise HistoryError(f"there is no supplier '{supplier}'{nearest(supplier, known)}")
        return known.index(supplier)

    def yearly(self, values: np.ndarray, years: int) -> np.ndarray:
        """Sums of four quarters each, `(runs, year, ...)`."""
        return np.asarray(values.reshape(len(values), years, 4, *values.shape[2:]).sum(2))

    def _variable(self, name: str) -> xarray.DataArray:
        if name not in self.history:
            raise HistoryError(
                f"the history holds no '{name}'{nearest(name, map(str, self.history))}"
            )
        return self.history[name]
