"""What a worker does: simulate the runs of one part and hand back their rows."""

from __future__ import annotations

import functools
import json
import threading
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import xarray

from experiments.store import parts
from experiments.study import Rows, Study
from experiments.sweep.code import stamp
from experiments.sweep.memory import peak_mib
from experiments.sweep.needed import needed
from sim.ensemble import CHUNK, simulate
from sim.errors import HistoryError
from sim.metrics import outcomes
from sim.scenario import Policy, Scenario

#: A worker with several threads still computes one part at a time: memory is reckoned so.
_ONE = threading.Lock()


class Task(NamedTuple):
    """Some runs of one part: all that a worker has to know."""

    study: str
    """The resolved study as JSON."""
    part: int
    rows: Rows


class Result(NamedTuple):
    """What a worker hands back."""

    table: pa.Table
    failures: int
    history: bytes | None
    stamp: str
    """Fingerprint of the worker's code."""
    peak_mib: float


def compute(task: Task) -> Result:
    """Simulate the runs of a task; the numbers depend on the task alone."""
    with _ONE:
        study = _study(task.study)
        rows = task.rows
        values = {name: np.full(len(rows.run), np.nan) for name in study.outcomes}
        messages = np.full(len(rows.run), None, dtype=object)
        histories = []
        for world, levers in dict.fromkeys(zip(rows.scenario, rows.policy, strict=True)):
            chosen = np.flatnonzero((rows.scenario == world) & (rows.policy == levers))
            for start in range(0, len(chosen), CHUNK):
                some = chosen[start : start + CHUNK]
                group = _Group(study, task.study, world, levers, rows.where(some))
                gone, kept = group.run(values, some)
                messages[list(gone)] = list(gone.values())
                histories += kept
        table = _table(study, rows, values, messages)
        history = encoded(histories) if study.history else None
        failed = sum(message is not None for message in messages)
        return Result(table, failed, history, stamp(), peak_mib())


@functools.lru_cache(maxsize=4)
def _study(text: str) -> Study:
    return Study.from_resolved(json.loads(text))


@functools.lru_cache(maxsize=512)
def _needed(text: str, world: str, levers: str) -> tuple[str, ...]:
    study = _study(text)
    return tuple(needed(study.scenarios[world], study.policies[world][levers], study.outcomes))


class _Group:
    """Runs of one scenario under one policy."""

    def __init__(self, study: Study, text: str, world: str, levers: str, rows: Rows):
        self.study, self.text, self.world, self.levers, self.rows = study, text, world, levers, rows
        self.scenario: Scenario = study.scenarios[world]
        self.policy: Policy = study.policies[world][levers]

    def run(
        self, values: dict[str, np.ndarray], places: np.ndarray
    ) -> tuple[dict[int, str], list[xarray.Dataset]]:
        """Fill in the outcomes of all runs; returns messages by place, and the histories kept.

        When something raises, the runs are halved until the ones to blame stand alone.
        """
        try:
            history, gone = self._simulated()
            with np.errstate(all="ignore"):  # runs that went astray are named, not warned about
                found = outcomes(history, self.study.outcomes)
        except (ImportError, MemoryError):  # the machine's fault, not the run's
            raise
        except Exception as error:
            if len(places) > 1:
                return self._halves(values, places)
            return {int(places[0]): _said(error)}, []
        for name in self.study.outcomes:
            values[name][places] = found[name].to_numpy(dtype=float)
        for run in gone:
            for name in self.study.outcomes:
                values[name][places[run]] = np.nan
        kept = []
        if self.study.history:
            some = history[list(self.study.history)].drop_vars("intervention", errors="ignore")
            kept.append(some.assign_coords(run=self.rows.run))
        return {int(places[run]): message for run, message in gone.items()}, kept

    def _halves(
        self, values: dict[str, np.ndarray], places: np.ndarray
    ) -> tuple[dict[int, str], list[xarray.Dataset]]:
        gone: dict[int, str] = {}
        kept: list[xarray.Dataset] = []
        middle = len(places) // 2
        for half in (slice(None, middle), slice(middle, None)):
            chosen = np.arange(len(places))[half]
            rows = self.rows.where(chosen)
            group = _Group(self.study, self.text, self.world, self.levers, rows)
            more, history = group.run(values, places[half])
            gone |= more
            kept += history
        return gone, kept

    def _simulated(self) -> tuple[xarray.Dataset, dict[int, str]]:
        keep = {*_needed(self.text, self.world, self.levers), *self.study.history}
        try:
            history = self._simulate(sorted(keep))
            outcomes(history.isel(run=slice(0, 1)), self.study.outcomes)
        except HistoryError:  # an outcome reads more than it did in a short run
            history = self._simulate(None)
        gone = json.loads(history.attrs.pop("failures", "{}"))
        return history, {int(run): message for run, message in gone.items()}

    def _simulate(self, keep: list[str] | None) -> xarray.Dataset:
        settings = self.rows.settings
        has = {f"policy.{name}" for name in self.policy.levers}
        settings = {
            address: column.astype(float)
            for address, column in settings.items()
            # a lever that this policy does not have cannot be set
            if not address.startswith("policy.") or address.rpartition(".")[0] in has
        }
        return simulate(
            self.scenario, policy=self.policy, parameters=settings, seeds=self.rows.seed,
            keep=keep, failures="keep",
        )  # fmt: skip


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:500]


def _table(
    study: Study, rows: Rows, values: dict[str, np.ndarray], messages: np.ndarray
) -> pa.Table:
    columns: dict[str, Any] = {name: getattr(rows, name) for name in parts.KEYS}
    columns |= {name: column.astype(float) for name, column in rows.factors.items()}
    columns |= values
    columns[parts.FAILURE] = messages
    layout = parts.schema(list(rows.factors), list(study.outcomes))
    arrays = [pa.array(columns[field.name], field.type, from_pandas=False) for field in layout]
    return pa.Table.from_arrays(arrays, schema=layout)


def encoded(histories: list[xarray.Dataset]) -> bytes:
    """Histories of one part as the bytes of a netCDF file, in the order of the runs."""
    import tempfile

    if not histories:
        return b""
    whole = xarray.concat(
        histories, dim="run", data_vars="minimal", coords="minimal", compat="override",
        join="override",
    ).sortby("run")  # fmt: skip
    # what was read back from a file is written as what was never written
    whole = whole.drop_encoding()
    whole.attrs = {}
    for name, variable in whole.variables.items():
        if variable.dtype.kind in "OU":
            whole[name] = variable.astype(str)
    encoding = {str(name): {"zlib": True, "complevel": 1} for name in whole.data_vars}
    with tempfile.TemporaryDirectory() as folder:
        whole.to_netcdf(f"{folder}/part.nc", engine="h5netcdf", encoding=encoding)
        with open(f"{folder}/part.nc", "rb") as stream:
            return stream.read()
