"""Which builder makes the report of which kind of folder; any other has the general one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from experiments.report import (
    comparison,
    of_any,
    of_attribution,
    of_discovery,
    of_run,
    of_search,
    of_sensitivity,
    of_sweep,
    of_tipping,
)
from experiments.report.folder import Folder
from experiments.report.model import Report

BUILDERS: Mapping[str, Callable[[Folder], Report]] = {
    "attribution": of_attribution.build,
    "comparison": comparison.build,
    "discovery": of_discovery.build,
    "run": of_run.build,
    "search": of_search.build,
    "sensitivity": of_sensitivity.build,
    "sweep": of_sweep.build,
    "tipping": of_tipping.build,
}


def build(folder: Folder) -> Report:
    """The report of a folder, by its kind.

    Raises
    ------
    ReportError
        When a file that it needs is missing or damaged.
    """
    return BUILDERS.get(folder.kind, of_any.build)(folder)
