"""Histories: what the world went through, as an xarray Dataset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.columns import KINDS, LABELS
from sim.errors import HistoryError, nearest

if TYPE_CHECKING:
    import xarray

    from sim.calendar import Quarter
    from sim.interventions import Interventions
    from sim.world import World

#: Name of the dimension along an axis of a column.
DIMENSIONS = {
    **{axis: axis for axis in LABELS},
    "supplier": "supplier",
    "partner_state": "state",
    "intergovernmental_body": "body",
    "ngo": "ngo",
    "private_firm": "firm",
}


class Recorder:
    """Takes down the kept columns of a world, quarter by quarter.

    Parameters
    ----------
    world : World
        Any world with the scenario's actors.
    interventions : Interventions
        Whose strengths are taken down.
    quarters : int
        Quarters to come; the state before the first is taken down too.
    runs : int or None
        Runs that will be taken down in all, by one world or by several; None for a single run.
    keep : iterable of str, optional
        Columns; those declared `keep` unless told.
    """

    def __init__(
        self,
        world: World,
        interventions: Interventions,
        quarters: int,
        runs: int | None,
        keep: Iterable[str] | None = None,
    ):
        self.rows = world.rows
        self.quarters = quarters
        self.runs = runs
        self.dtype = world.dtype
        self.columns = world.columns
        self.carriers = world.carriers
        self.names = list(keep) if keep is not None else _kept(world)
        for name in self.names:
            if name not in world.columns:
                raise HistoryError(f"no column is named {name!r}{nearest(name, world.columns)}")
        self.interventions = interventions.names
        self.arrays = {name: self._array(name) for name in self.names}
        self._spans = {name: self._span(name) for name in self.names}
        depth = () if runs is None else (runs,)
        self.strengths = np.zeros((quarters + 1, len(self.interventions), *depth), self.dtype)

    def _rows(self, name: str) -> tuple[str, slice]:
        """Dimension ("" for the host) and rows of a column's carriers."""
        kinds = self.carriers[name]
        if kinds == ["host_state"]:
            return "", self.rows.of("host_state")
        if kinds == ["community"]:
            return "community", self.rows.of("community")
        return "actor", self.rows.of("supplier")

    def _span(self, name: str) -> tuple[slice, slice]:
        """Rows from a column's first carrier to its last: in the world, and in the history.

        The others are blank in a history, and most columns have few carriers: what need not be
        copied every quarter is left alone.
        """
        shown = self._rows(name)[1]
        carried = [self.rows.of(kind) for kind in self.carriers[name]]
        held = [rows for rows in carried if shown.start <= rows.start and rows.stop <= shown.stop]
        start, stop = min(rows.start for rows in held), max(rows.stop for rows in held)
        return slice(start, stop), slice(start - shown.start, stop - shown.start)

    def _array(self, name: str) -> np.ndarray:
        column = self.columns[name]
        _, rows = self._rows(name)
        moments = 2 if column.keep == "ends" else self.quarters + 1
        lead = (len(self.rows.labels(column.axis)),) if column.axis else ()
        depth = () if self.runs is None else (self.runs,)
        return np.zeros((moments, *lead, rows.stop - rows.start, *depth), self.dtype)

    def take(
        self, world: World, interventions: Interventions, quarter: int, start: int = 0
    ) -> None:
        """Take down a world at the end of a quarter; its first run is run `start` of all."""
        runs: Any = slice(None) if world.runs is None else slice(start, start + world.runs)
        for name in self.names:
            moment = quarter
            if self.columns[name].keep == "ends":
                if quarter not in (0, self.quarters):
                    continue
                moment = 1 if quarter else 0
            there, here = self._spans[name]
            values = world[name][..., there]
            if world.runs is None:
                self.arrays[name][moment][..., here] = values
            else:
                self.arrays[name][moment][..., here, runs] = values.swapaxes(-2, -1)
        strengths = interventions.strengths()
        if world.runs is None:
            self.strengths[quarter] = strengths
        else:
            self.strengths[quarter][..., runs] = strengths[..., 0]

    def dataset(self, start: Quarter, seeds: Any, attrs: dict[str, Any]) -> xarray.Dataset:
        """The history taken down so far: (run, quarter, ..., actor), without `run` for one run."""
        import xarray

        variables = {name: self._variable(name) for name in self.names}
        variables["strength_of"] = (
            (*self._run_dim, "quarter", "intervention"),
            self._runs_first(self.strengths),
            {"long_name": "strength of events and levers", "units": "1"},
        )
        people = self.rows
        suppliers = people.of("supplier")
        coords: dict[str, Any] = {
            "quarter": np.arange(self.quarters + 1),
            "date": (
                "quarter",
                np.array(
                    [
                        np.datetime64(q.end)
                        for q in (start + t - 1 for t in range(self.quarters + 1))
                    ]
                ).astype("datetime64[ns]"),
            ),
            "moment": ["start", "end"],
            "actor": _labels(people.names[suppliers]),
            "kind": ("actor", _labels(people.kinds[suppliers])),
            "community": _labels(people.labels("community")),
            "intervention": _labels(self.interventions),
            "seed": ("run", np.asarray(seeds)) if self.runs is not None else int(seeds),
            **{dim: _labels(people.labels(axis)) for axis, dim in DIMENSIONS.items()},
        }
        if self.runs is not None:
            coords["run"] = np.arange(self.runs)
        return xarray.Dataset(variables, coords=coords, attrs=attrs)

    @property
    def _run_dim(self) -> tuple[str, ...]:
        return () if self.runs is None else ("run",)

    def _runs_first(self, array: np.ndarray) -> np.ndarray:
        return array if self.runs is None else np.moveaxis(array, -1, 0)

    def _variable(self, name: str) -> tuple[tuple[str, ...], np.ndarray, dict[str, str]]:
        column = self.columns[name]
        dim, _ = self._rows(name)
        array = self.arrays[name]
        if dim == "actor":
            array = self._blank_for_others(name, array)
        lead = (DIMENSIONS[column.axis],) if column.axis else ()
        values = self._runs_first(array)
        if not dim:
            values = values[..., 0]
        moment = "moment" if column.keep == "ends" else "quarter"
        dims = (*self._run_dim, moment, *lead, *((dim,) if dim else ()))
        return dims, values, {"long_name": column.meaning, "units": column.unit}

    def _blank_for_others(self, name: str, array: np.ndarray) -> np.ndarray:
        """NaN, not 0, for suppliers that do not carry the column."""
        suppliers = self.rows.of("supplier")
        kinds = np.array(self.rows.kinds[suppliers])
        strangers = ~np.isin(kinds, self.carriers[name])
        where: tuple[Any, ...] = (
            (..., strangers) if self.runs is None else (..., strangers, slice(None))
        )
        array[where] = np.nan
        return array


def _labels(names: Iterable[str]) -> np.ndarray:
    return np.array(list(names), dtype=str)


def _kept(world: World) -> list[str]:
    order = {name: place for kind in KINDS.values() for place, name in enumerate(kind.declared())}
    return sorted((n for n, c in world.columns.items() if c.keep), key=lambda n: (order[n], n))
