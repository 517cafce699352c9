"""How far a sweep is, and what it will take: shared by all commands that sweep."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from contextlib import AbstractContextManager

from experiments.commands.cost import pilot
from experiments.commands.progress import Advance, progress
from experiments.commands.request import Request
from experiments.commands.words import size
from experiments.study import Study
from experiments.sweep import Summary


def study_seconds(study: Study, runs: int, workers: int = 1) -> float:
    """Estimated time for so many runs of a study, from a short pilot of its first world. [s]"""
    world, levers = study.crossed[0]
    some = min(runs, study.chunk)
    request = Request(
        study.scenarios[world], study.policies[world][levers], world, levers, some, study.seed, {},
        pathlib.Path(), False,
    )  # fmt: skip
    return pilot(request).seconds * runs / some / workers


class SweepProgress:
    """What a sweep reports to: tells at the start, then shows how far it is.

    Parameters
    ----------
    begin : callable
        Is given the summary when the sweep begins, and again when it has grown; says what it will
        cost.

    Attributes
    ----------
    last : Summary or None
        What was told last; None before the directory was found fit.
    """

    def __init__(self, begin: Callable[[Summary], None]):
        self.last: Summary | None = None
        self._begin = begin
        self._bar: AbstractContextManager[Advance] | None = None
        self._advance: Advance | None = None
        self._runs = self._told = 0

    def __enter__(self) -> SweepProgress:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def __call__(self, summary: Summary) -> None:
        self.last = summary
        if summary.runs != self._runs:
            self.close()
            self._runs, self._told = summary.runs, 0
            self._begin(summary)
            if summary.found < summary.runs:
                self._bar = progress(summary.runs, "runs", summary.found, self._note)
                self._advance = self._bar.__enter__()
        if self._advance is not None and summary.done > self._told:
            self._advance(summary.done - self._told)
            self._told = summary.done

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar = self._advance = None

    def _note(self) -> str:
        assert self.last is not None
        failed = f"{self.last.failures:,} failed, " if self.last.failures else ""
        return f"{failed}memory {size(self.last.peak_mib * 2**20)}"
