"""The world: all columns of all actors, for one run or for many at once.

Arrays have the axes (axis of the column, run, actor); a single run has no run axis. In memory the
runs lie innermost, so that the rows of one kind are one block for any number of runs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import Values, leading, share, total
from sim.columns import KINDS, SUPPLIERS, Column

if TYPE_CHECKING:
    from sim.scenario.roster import Roster


class Rows:
    """The row of each actor: by kind, the kinds in the order of `KINDS`.

    Parameters
    ----------
    roster : Roster
        The actors of a scenario.
    """

    def __init__(self, roster: Roster):
        self.names = tuple(roster.kinds)
        self.kinds = tuple(roster.kinds.values())
        self._axes: dict[str, tuple[str, ...]] = {}
        self._roster = roster
        self._of_kind: dict[str, slice] = {}
        start = 0
        for kind in KINDS:
            stop = start + self.kinds.count(kind)
            self._of_kind[kind] = slice(start, stop)
            start = stop
        first, last = (self._of_kind[SUPPLIERS[end]] for end in (0, -1))
        self._of_kind["supplier"] = slice(first.start, last.stop)

    def of(self, kind: str) -> slice:
        """Rows of a kind, or of all suppliers."""
        return self._of_kind[kind]

    def row(self, name: str) -> int:
        """Row of an actor."""
        return self.names.index(name)

    def labels(self, axis: str) -> tuple[str, ...]:
        """Labels along an axis: the channels, or the actors of a kind."""
        if axis not in self._axes:
            self._axes[axis] = tuple(self._roster.axis(axis))
        return self._axes[axis]


class World:
    """Columns by name, and the sums and views through which actors see one another.

    Parameters
    ----------
    rows : Rows
        Actors and their rows.
    runs : int or None
        Number of runs of an ensemble; None for a single run.
    dtype : {"float64", "float32"}
        In what columns are stored. Arithmetic is in double precision either way.
    """

    def __init__(self, rows: Rows, runs: int | None = None, dtype: str = "float64"):
        self.rows = rows
        self.runs = runs
        self.dtype = np.dtype(dtype)
        #: Columns written since they were last checked, with the first and last row, and one more.
        self.written: dict[str, tuple[int, int]] = {}
        self.columns: dict[str, Column] = {}
        self.carriers: dict[str, list[str]] = {}
        self._arrays: dict[str, np.ndarray] = {}
        self._memory: dict[str, np.ndarray] = {}
        for kind, columns in KINDS.items():
            for name, column in columns.declared().items():
                self.columns.setdefault(name, column)
                self.carriers.setdefault(name, []).append(kind)
                if name not in self._arrays:
                    self._allocate(column)
                if column.default is not None:
                    self[name][..., rows.of(kind)] = column.default

    def _allocate(self, column: Column) -> None:
        lead = (len(self.rows.labels(column.axis)),) if column.axis else ()
        runs = () if self.runs is None else (self.runs,)
        memory = np.zeros((*lead, len(self.rows.names), *runs), self.dtype)
        self._memory[column.name] = memory[..., None] if self.runs is None else memory
        self._arrays[column.name] = memory if self.runs is None else np.swapaxes(memory, -1, -2)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._arrays[name]

    def is_finite(self, name: str, rows: tuple[int, int]) -> bool:
        """Whether some rows of a column hold finite numbers only."""
        block = self._memory[name][..., rows[0] : rows[1], :]
        return math.isfinite(np.add.reduce(block, axis=None))

    def write(self, name: str, actor: Any, value: Values) -> None:
        """Commit an actor's row of a column."""
        self._arrays[name][..., actor.row] = value
        row = actor.row
        rows = (row.start, row.stop) if isinstance(row, slice) else (row, row + 1)
        self.mark(name, rows)

    def mark(self, name: str, rows: tuple[int, int]) -> None:
        """Note that rows of a column were written, to be checked."""
        start, stop = self.written.get(name, rows)
        self.written[name] = (min(start, rows[0]), max(stop, rows[1]))

    def at(self, row: int) -> int | slice:
        """Index of one row that stays aligned with `(runs, 1)`: a slice keeps the actor's axis."""
        return row if self.runs is None else slice(row, row + 1)

    def aligned(self, values: Values) -> Values:
        """One number a run, `(runs,)`, made ready to meet rows of actors: `(runs, 1)`."""
        return np.asarray(values, dtype=float)[:, None] if np.ndim(values) else float(values)

    def of(self, name: str, kind: str) -> Values:
        """A column of all actors of a kind, turned into the leading axis.

        Returns `(kind, runs, 1)`, in a single run `(kind,)`: ready to meet a row that carries
        the same axis in front.
        """
        rows = leading(self[name][..., self.rows.of(kind)])
        return rows if self.runs is None else rows[..., None]

    def total(self, name: str, kind: str = "supplier") -> Values:
        """Sum of a column over the actors of a kind, ready to meet any actor's row."""
        summed = total(self[name][..., self.rows.of(kind)], axis=-1)
        return summed if self.runs is None else summed[..., None]

    def mixed(self, flow: str, label: str, split: str) -> Values:
        """Sum over the suppliers of one label of a flow, each split by its own shares.

        Returns `(label of the split, runs, 1)`, in a single run `(label,)`.
        """
        rows = self.rows.of("supplier")
        place = self.rows.labels(self.columns[flow].axis).index(label)
        summed = total(self[flow][place][..., rows] * self[split][..., rows], axis=-1)
        return summed if self.runs is None else summed[..., None]

    def count(self, kind: str) -> int:
        """Number of actors of a kind."""
        rows = self.rows.of(kind)
        return rows.stop - rows.start

    def received(self, name: str, actor: Any) -> Values:
        """What all givers together give to an actor, of a column whose axis is the actor's kind."""
        axis = self.columns[name].axis
        given = self[name]
        if len(self.carriers[name]) == 1:
            given = given[..., self.rows.of(self.carriers[name][0])]
        return np.moveaxis(total(given, axis=-1), 0, -1)[..., self._local(actor, axis)]

    def about(self, name: str, actor: Any) -> Values:
        """What each carrier's entry says of an actor: `(carrier, runs, row)` or `(carrier,)`.

        The column's axis must hold the actor's kind: `about("membership", state)` tells for each
        body whether the state is a member.
        """
        (kind,) = self.carriers[name]
        entries = np.swapaxes(self[name][..., self.rows.of(kind)], 0, -1)
        return entries[..., self._local(actor, self.columns[name].axis)]

    def others(self, actor: Any, kind: str) -> Values:
        """1 for every actor of a kind but the actor itself: `(kind, 1, row)` or `(kind,)`."""
        size = self.count(kind)
        mask = 1.0 - np.eye(size)
        return (mask if self.runs is None else mask[:, None, :])[..., self._local(actor, kind)]

    def company(self, relation: str, membership: str, actor: Any) -> Values:
        """Mean relation of an actor to the members of each group.

        `relation` holds the peers of the actor's kind in front, `membership` is carried by the
        groups and holds the same peers in front. Returns `(group, runs, row)` or `(group,)`.
        """
        (groups,) = self.carriers[membership]
        means = []
        for row in range(self.rows.of(groups).start, self.rows.of(groups).stop):
            members = self[membership][..., self.at(row)]
            means.append(share(total(self[relation][..., actor.row] * members), total(members)))
        if not means:
            return self[relation][..., actor.row][:0]
        return np.stack(means)

    def _local(self, actor: Any, axis: str) -> int | slice:
        start = self.rows.of(axis).start
        if isinstance(actor.row, slice):
            return slice(actor.row.start - start, actor.row.stop - start)
        return int(actor.row) - start
