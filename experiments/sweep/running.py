"""A study from its first run to its manifest, in one go or in many."""

from __future__ import annotations

import functools
import json
import os
import pathlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from experiments import output
from experiments.executor import drive, workers
from experiments.store import Store, parts
from experiments.store.locks import held
from experiments.study import Study
from experiments.sweep.code import stamp
from experiments.sweep.computing import Result, Task, compute, encoded
from experiments.sweep.memory import peak_mib
from experiments.sweep.resuming import begin, place
from experiments.sweep.sealing import seal, write_failures
from sim.errors import CoalitionError


class Stopped(CoalitionError, RuntimeError):
    """A sweep ended before its last run; what is finished is kept."""


@dataclass
class Summary:
    """How far a sweep is.

    Attributes
    ----------
    runs, found, done : int
        Runs in all, those that were there at the start, and those finished since.
    failures : int
        Runs that failed, found ones included.
    peak_mib : float
        Largest peak of memory of any process. [MiB]
    complete : bool
        Whether every run of the study is there, and the manifest written.
    """

    runs: int
    found: int = 0
    done: int = 0
    failures: int = 0
    peak_mib: float = field(default_factory=peak_mib)
    complete: bool = False


Report = Callable[[Summary], None]


def sweep(
    study: Study,
    out: str | os.PathLike[str],
    *,
    processes: int = 1,
    cluster: str = "",
    shard: tuple[int, int] | None = None,
    max_failures: int | None = None,
    anyway: bool = False,
    report: Report | None = None,
    command: Sequence[str] = (),
) -> Summary:
    """Run a study into a directory; run again, it goes on where it was broken off.

    Parameters
    ----------
    study : Study
        What to run.
    out : path
        Directory: new, or of the same study, perhaps with fewer samples of a nested design, or
        with fewer replicates where there are no factors.
    processes : int
        Processes of this machine that compute; 1 computes in this one.
    cluster : str, optional
        Address of a Dask scheduler whose workers compute.
    shard : (int, int), optional
        (i, n): only every n-th part, from the i-th on, beside other shards of the same directory.
    max_failures : int, optional
        Stop when more runs than these have failed.
    anyway : bool
        Go on although scenario, code or libraries have changed.
    report : callable, optional
        Is told the summary at the start and after each part.
    command : sequence of str
        What the manifest names as the command.

    Returns
    -------
    Summary

    Raises
    ------
    ScenarioError
        When the directory cannot be used for this study, with the difference.
    Locked
        When another process works in it.
    Stopped
        When too many runs fail; what is finished is kept.
    """
    store = place(pathlib.Path(out))
    with held(store.folder, f"{shard[0]}-of-{shard[1]}" if shard else ""):
        return _Sweep(store, study, shard, max_failures, report).run(
            processes, cluster, anyway, command
        )


class _Sweep:
    def __init__(
        self,
        store: Store,
        study: Study,
        shard: tuple[int, int] | None,
        max_failures: int | None,
        report: Report | None,
    ):
        self.store, self.study, self.shard = store, study, shard
        self.max_failures, self.report = max_failures, report
        self.summary = Summary(study.runs)
        self.partial: dict[int, parts.About] = {}

    def run(self, processes: int, cluster: str, anyway: bool, command: Sequence[str]) -> Summary:
        started, clock = output.now(), time.perf_counter()
        self.known = begin(self.store, self.study, anyway)
        if not self.shard:
            self.store.tidy()
        todo = self._missing()
        self._tell()
        if todo:
            self.store.unseal()
            with workers(min(processes, len(todo)), cluster) as staff:
                try:
                    drive(self._tasks(todo), staff, compute, self._take)
                except Stopped:
                    write_failures(self.store, self.study)
                    raise
        if self._is_whole() and (todo or not (self.store.folder / output.MANIFEST).exists()):
            about = {
                "failures": self.summary.failures,
                "started": started,
                "ended": output.now(),
                "seconds": round(time.perf_counter() - clock, 1),
                "found": self.summary.found,
                "peak_mib": round(self.summary.peak_mib),
            }
            seal(self.store, self.study, about, command)
        self.summary.complete = (self.store.folder / output.MANIFEST).exists()
        return self.summary

    def _missing(self) -> list[int]:
        """Parts of this shard that are not finished; counts what is."""
        todo = []
        for number in range(self.study.parts):
            if self.shard and number % self.shard[1] != self.shard[0] - 1:
                continue
            start, stop = self.study.of_part(number)
            there = self.store.finished(number, self.known, start)
            if there is not None:
                self.summary.found += there.rows
                self.summary.failures += there.failures
            if there is None or there.rows < stop - start:
                todo.append(number)
                if there is not None:  # the last part of a study that is being extended
                    self.partial[number] = there
        if self.shard:
            self.summary.runs = self._of_shard()
        return todo

    def _of_shard(self) -> int:
        assert self.shard
        numbers = range(self.shard[0] - 1, self.study.parts, self.shard[1])
        return sum(stop - start for start, stop in map(self.study.of_part, numbers))

    def _is_whole(self) -> bool:
        for number in range(self.study.parts):
            start, stop = self.study.of_part(number)
            there = self.store.finished(number, self.known, start)
            if there is None or there.rows != stop - start:
                return False
        return True

    @functools.cached_property
    def _text(self) -> str:
        return json.dumps(self.study.resolved())

    def _tasks(self, todo: list[int]) -> Iterator[Task]:
        for number in todo:
            start, stop = self.study.of_part(number)
            if number in self.partial:
                start += self.partial[number].rows
            yield Task(self._text, number, self.study.rows(start, stop))

    def _take(self, task: Task, result: Result) -> None:
        if result.stamp != stamp():
            raise CoalitionError(
                "a worker runs other code or other versions of libraries than this process; "
                "install the same on all machines, and start the workers anew"
            )
        table, failed, history = result.table, result.failures, result.history
        if task.part in self.partial:
            table, failed, history = self._joined(task.part, result)
        about = parts.About(
            self.study.sha256, task.part, self.study.of_part(task.part)[0], table.num_rows, failed
        )
        self._refuse_nothing_but_failures(result)
        self.store.write(about, table, history)
        self.summary.done += result.table.num_rows
        self.summary.failures += result.failures
        self.summary.peak_mib = max(self.summary.peak_mib, result.peak_mib, peak_mib())
        self._tell()
        if self.max_failures is not None and self.summary.failures > self.max_failures:
            raise Stopped(f"{self.summary.failures:,} runs failed, more than --max-failures")

    def _joined(self, number: int, result: Result) -> tuple[pa.Table, int, bytes | None]:
        """The rows that were there, and the new ones behind them."""
        import xarray

        there = parts.read(self.store.part(number)).replace_schema_metadata(None)
        table = pa.concat_tables([there, result.table])
        failed = self.partial[number].failures + result.failures
        if result.history is None:
            return table, failed, None
        import io

        with (
            xarray.open_dataset(self.store.history(number), engine="h5netcdf") as old,
            xarray.open_dataset(io.BytesIO(result.history), engine="h5netcdf") as new,
        ):
            return table, failed, encoded([old.load(), new.load()])

    def _refuse_nothing_but_failures(self, result: Result) -> None:
        """Stop when not a single run has succeeded: the study is to blame, or the machine."""
        nothing = not (self.summary.found or self.summary.done)
        if nothing and self.max_failures is None and result.failures == result.table.num_rows:
            first = result.table[parts.FAILURE][0].as_py()
            raise Stopped(
                f"every run of the first part failed, so that nothing was written: {first} "
                "(--max-failures takes such runs as data)"
            )

    def _tell(self) -> None:
        if self.report is not None:
            self.report(self.summary)
