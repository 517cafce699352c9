"""A history as arrays with the run in front, each made once and only when an outcome asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from sim.arrays import share, total
from sim.errors import HistoryError, nearest

if TYPE_CHECKING:
    import xarray

T = TypeVar("T")

#: Help below this is not felt and makes no partner. [million US$ a quarter]
FELT_MUSD = 0.01

QUARTERS_PER_YEAR = 4

#: What goes astray sooner or later shows in these.
WATCHED = ("help", "external", "readiness")


class Flows:
    """Arrays of a history for outcomes: `(runs, quarter, ...)` without the initial moment.

    Every array is laid out with the run in front, so that what is computed of one run never
    depends, not in the last bit, on the runs beside it. Suppliers that do not carry a column
    count as 0 there.

    Parameters
    ----------
    history : xarray.Dataset
        From `simulate`, or of a single Mesa run.
    runs : slice
        Which runs; all unless told.

    Raises
    ------
    HistoryError
        Where an outcome asks for a variable that the history does not hold, or where no quarter
        has passed.
    """

    def __init__(self, history: xarray.Dataset, runs: slice = slice(None)):
        self.history = history
        self._runs = runs
        self._made: dict[Any, Any] = {}
        self.runs = len(range(history.sizes.get("run", 1))[runs])
        self.quarters = int(history.sizes.get("quarter", 0)) - 1
        if self.quarters < 1:
            raise HistoryError("the history holds no quarter that has passed; step the model first")
        self.year = slice(-min(QUARTERS_PER_YEAR, self.quarters), None)
        """The last four quarters, or all where there are fewer."""

    def once(self, make: Callable[[Flows], T]) -> T:
        """`make(self)`, computed at the first call only."""
        if make not in self._made:
            # Infinities of runs that went astray are no news; anywhere else a warning is a defect.
            with np.errstate(invalid="ignore" if self.astray.any() else None):
                self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def quarterly(self, name: str, kind: str = "") -> np.ndarray:
        """A variable at the end of each quarter, `(runs, quarter, ...)`.

        Of a kind of supplier only, where one is named; so below.
        """
        return self._slice(name, slice(1, None), kind)

    def at_start(self, name: str, kind: str = "") -> np.ndarray:
        """A variable before the first quarter, `(runs, ...)`."""
        return self._slice(name, 0, kind)

    def at_end(self, name: str, kind: str = "") -> np.ndarray:
        """A variable at the end of the last quarter, `(runs, ...)`."""
        return self._slice(name, -1, kind)

    def since_start(self, name: str, kind: str = "") -> np.ndarray:
        """A variable at every moment, the initial one included, `(runs, 1 + quarter, ...)`."""
        return self._slice(name, slice(None), kind)

    def labels(self, coordinate: str) -> np.ndarray:
        """Labels along a dimension, as text."""
        return self._variable(coordinate).values.astype(str)

    def is_kind(self, kind: str) -> np.ndarray:
        """True for suppliers of a kind, `(actor,)`."""
        return np.asarray(self.labels("kind") == kind)

    @cached_property
    def seeds(self) -> np.ndarray:
        """Seed of each run, `(runs,)`."""
        return np.atleast_1d(self._variable("seed").values)[self._runs]

    @cached_property
    def help(self) -> np.ndarray:
        """Help that arrived from each supplier, `(runs, quarter, actor)`. [million US$]"""
        return self.quarterly("help")

    @cached_property
    def total(self) -> np.ndarray:
        """Help of all suppliers, `(runs, quarter)`. [million US$]"""
        return np.asarray(total(self.help, -1))

    @cached_property
    def flowing(self) -> np.ndarray:
        """True where any help arrived, `(runs, quarter)`."""
        return self.total > 0

    @cached_property
    def shares(self) -> np.ndarray:
        """Shares of help, `(runs, quarter, actor)`; 0 where none arrived. [0-1]"""
        return np.asarray(share(self.help, self.total[..., None]))

    @cached_property
    def partners(self) -> np.ndarray:
        """True for suppliers whose help is felt, `(runs, quarter, actor)`."""
        return self.help > FELT_MUSD

    @cached_property
    def active(self) -> np.ndarray:
        """True while the partnership formally stands, `(runs, quarter, actor)`."""
        return self.quarterly("active") > 0.5

    @cached_property
    def external(self) -> np.ndarray:
        """Help as the host counts it, `(runs, quarter)`. [million US$]"""
        return self.quarterly("external")

    @cached_property
    def own(self) -> np.ndarray:
        """The host's own security spending, `(runs, quarter)`. [million US$]"""
        return self.quarterly("own_budget")

    @cached_property
    def paid(self) -> np.ndarray:
        """All that suppliers paid out, overhead and losses included, `(runs,)`. [million US$]"""
        return self.help_overall + self.overall("overhead") + self.overall("leaked")

    @cached_property
    def help_overall(self) -> np.ndarray:
        """Help of the whole run, `(runs,)`. [million US$]"""
        return np.asarray(total(self.total, -1))

    def overall(self, name: str, kind: str = "") -> np.ndarray:
        """A supplier's flow summed over suppliers and quarters, `(runs,)`."""
        return np.asarray(total(total(self.quarterly(name, kind), -1), -1))

    @cached_property
    def astray(self) -> np.ndarray:
        """True for runs that ceased to be finite, `(runs,)`: nothing about them is known."""
        found = np.zeros(self.runs, dtype=bool)
        for name in WATCHED:
            if name in self.history.variables:
                series = self.quarterly(name).reshape(self.runs, -1)
                found |= ~np.isfinite(series).all(-1)
        return found

    def _slice(self, name: str, moments: slice | int, kind: str) -> np.ndarray:
        key = (name, str(moments), kind)
        if key not in self._made:
            self._made[key] = self._cut(name, moments, kind)
        return self._made[key]  # type: ignore[no-any-return]

    def _cut(self, name: str, moments: slice | int, kind: str) -> np.ndarray:
        variable = self._variable(name)
        time = "moment" if "moment" in variable.dims else "quarter"
        last = ("actor",) if "actor" in variable.dims else ()
        lead = ("run", time) if "run" in variable.dims else (time,)
        values = variable.transpose(*lead, ..., *last).values
        values = values[self._runs] if "run" in lead else values[None]
        if kind:
            values = values[..., self._rows(kind)]
        array = np.array(values[:, moments], dtype=np.float64, order="C")
        if last:
            # A supplier that does not carry the column is NaN from the initial moment on.
            strangers = np.isnan(values[:, 0] if isinstance(moments, int) else values[:, :1])
            if strangers.any():
                np.copyto(array, 0.0, where=strangers)
        return array

    def _rows(self, kind: str) -> slice | np.ndarray:
        """Where the suppliers of a kind stand; a slice, which copies nothing, if side by side."""
        rows = np.flatnonzero(self.is_kind(kind))
        together = rows.size > 0 and rows[-1] - rows[0] + 1 == rows.size
        return slice(int(rows[0]), int(rows[-1]) + 1) if together else rows

    def _variable(self, name: str) -> Any:
        if name not in self.history.variables:
            known = [str(held) for held in self.history.variables]
            raise HistoryError(
                f"the history does not hold {name!r}{nearest(name, known)}; "
                f"record it, for instance with simulate(..., keep=[..., {name!r}])"
            )
        return self.history.variables[name]
