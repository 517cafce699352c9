"""Reading a study's results: tidy tables, lazily, and histories as xarray."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.output import MANIFEST
from experiments.store import parts
from experiments.store.store import Store, StoreError
from experiments.study import Study
from experiments.study.rows import SEED, SEED_FACTOR, SPECIAL

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset
    import xarray


def open_study(folder: str | os.PathLike[str]) -> StudyResults:
    """Open the directory of a sweep, finished or not; nothing is loaded yet.

    Raises
    ------
    StoreError
        When the directory holds no study.

    Examples
    --------
    >>> results = open_study("out/stability")                           # doctest: +SKIP
    >>> results.table(["readiness", "autonomy"])                        # doctest: +SKIP
    """
    path = pathlib.Path(folder)
    stated = Store(path).stated() if path.is_dir() else None
    if stated is None:
        raise StoreError(f"{path} holds no study; name the --out folder of a sweep")
    return StudyResults(path, stated)


class StudyResults:
    """What a sweep has written so far.

    Attributes
    ----------
    folder : pathlib.Path
        Where it is.
    stated : dict
        What study.json says.
    """

    def __init__(self, folder: pathlib.Path, stated: Mapping[str, Any]):
        self.folder, self.stated = folder, dict(stated)
        self.store = Store(folder)

    @cached_property
    def study(self) -> Study:
        """The study, as it was when the sweep began."""
        return Study.from_resolved(self.stated["study"])

    @property
    def factors(self) -> list[str]:
        """Columns that the design varied; scenario and policy only where they are factors."""
        names = [factor["name"] for factor in self.stated["study"]["factors"]]
        return [SEED_FACTOR if name == SEED else name for name in names]

    @property
    def outcomes(self) -> list[str]:
        """Columns of the outcomes."""
        return list(self.stated["study"]["outcomes"])

    @property
    def manifest(self) -> dict[str, Any] | None:
        """The manifest; None while runs are missing."""
        path = self.folder / MANIFEST
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    @property
    def is_complete(self) -> bool:
        """Whether every run of the study is there."""
        return self.dataset.count_rows() == self.study.runs

    @property
    def dataset(self) -> pyarrow.dataset.Dataset:
        """The runs as a pyarrow dataset, for whatever reads it lazily; parts in order."""
        import pyarrow.dataset

        numbers = self.store.numbers()
        files = [str(self.store.part(number)) for number in numbers]
        if not files:
            names = [name for name in self.factors if name not in SPECIAL]
            table = parts.schema(names, self.outcomes).empty_table()
            return pyarrow.dataset.dataset(table)
        return pyarrow.dataset.dataset(files, format="parquet")

    def table(
        self, columns: Iterable[str] | None = None, where: Any = None, keys: bool = True
    ) -> pd.DataFrame:
        """Runs as a table, a row a run, indexed by `run`.

        Parameters
        ----------
        columns : iterable of str, optional
            Factors and outcomes to load; all unless told.
        where : pyarrow.dataset.Expression, optional
            Which runs, such as ``pyarrow.dataset.field("policy") == "none"``.
        keys : bool
            Whether to load point, base, step, replicate, scenario, policy, seed and failure too.
        """
        wanted = None
        if columns is not None:
            lead = [*parts.KEYS, parts.FAILURE] if keys else ["run"]
            wanted = list(dict.fromkeys([*lead, *columns]))
            held = self.dataset.schema.names
            for name in wanted:
                if name not in held:
                    raise StoreError(f"the study has no column '{name}'; it has {', '.join(held)}")
        table = self.dataset.to_table(columns=wanted, filter=where)
        return table.to_pandas().set_index("run").sort_index()

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Runs a batch at a time, for what does not fit into memory."""
        yield from self.dataset.to_batches()

    def failures(self) -> pd.DataFrame:
        """The runs that failed: parameters, seed, rule, quarter and message."""
        from experiments.store.failures import collect

        numbers = [name for name in self.factors if name not in SPECIAL]
        return collect(self.store.tables(), numbers).to_pandas()

    def histories(self) -> Iterator[xarray.Dataset]:
        """Histories a part at a time, each opened lazily: (run, quarter, ...)."""
        import xarray

        for number in self.store.numbers():
            path = self.store.history(number)
            if not path.exists():
                raise StoreError("the study keeps no histories; name columns under `history`")
            with xarray.open_dataset(path, engine="h5netcdf") as part:
                yield part

    def history(self, runs: Iterable[int] | None = None) -> xarray.Dataset:
        """Histories of some runs, or all, in memory: (run, quarter, ...)."""
        import numpy as np
        import xarray

        chosen = None if runs is None else np.asarray(list(runs))
        found = []
        for part in self.histories():
            some = part if chosen is None else part.isel(run=np.isin(part["run"], chosen))
            if some.sizes["run"]:
                found.append(some.load())
        if not found:
            raise StoreError("none of these runs is there")
        return xarray.concat(
            found, dim="run", data_vars="minimal", coords="minimal", compat="override",
            join="override",
        )  # fmt: skip
