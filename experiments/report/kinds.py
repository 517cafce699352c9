"""Which builder makes the report of which kind of folder; any other has the general one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from experiments.report import comparison, of_any, of_run, of_sensitivity, of_sweep
from experiments.report.folder import Folder
from experiments.report.model import Report

BUILDERS: Mapping[str, Callable[[Folder], Report]] = {
    "comparison": comparison.build,
    "run": of_run.build,
    "sensitivity": of_sensitivity.build,
    "sweep": of_sweep.build,
}


def build(folder: Folder) -> Report:
    """The report of a folder, by its kind.

    Raises
    ------
    ReportError
        When a file that it needs is missing or damaged.
    """
    return BUILDERS.get(folder.kind, of_any.build)(folder)
