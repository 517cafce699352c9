"""Studies that grow: the runs of so many replicates, or points, whatever more is there already."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Sequence

import pandas as pd

from experiments.comparison.worlds import ComparisonError
from experiments.design import SAMPLERS
from experiments.store import Store, open_study
from experiments.study import Study
from experiments.sweep import sweep
from experiments.sweep.running import Report


def size(study: Study) -> int:
    """What of a study can grow: its replicates without factors, else the samples of its design."""
    return study.samples if study.factors else study.replicates


def can_grow(study: Study) -> bool:
    """Whether more worlds can be put behind those that are there."""
    return not study.factors or SAMPLERS[study.method].nested


def resized(study: Study, wanted: int) -> Study:
    """The study with another number of replicates, or of samples where it has factors.

    Raises
    ------
    ComparisonError
        When its design cannot grow.
    """
    if not can_grow(study):
        able = ", ".join(sorted(name for name, one in SAMPLERS.items() if one.nested))
        raise ComparisonError(
            f"a {study.method} design cannot be given more points later; {able} can, and so can a "
            "study without factors, by replicates"
        )
    return study.replaced(**{"samples" if study.factors else "replicates": wanted})


def runs_of(
    study: Study,
    folder: str | os.PathLike[str],
    columns: Sequence[str] | None = None,
    *,
    processes: int = 1,
    anyway: bool = False,
    as_it_is: bool = False,
    report: Report | None = None,
    command: Sequence[str] = (),
) -> pd.DataFrame:
    """All runs of a study, as a table; what is missing in its folder is run first.

    Parameters
    ----------
    study : Study
        What to run.
    folder : path
        Of its sweep; may hold more runs of the same study, which are left as they are and not
        returned.
    columns : sequence of str, optional
        Factors and outcomes to load beside the keys; all unless told.
    processes, anyway, report, command
        As in `experiments.sweep.sweep`.
    as_it_is : bool
        Whether a sweep that has all its runs is taken without asking by which code they were made.

    Raises
    ------
    ScenarioError
        When the folder belongs to another study.
    """
    wanted, there = study, _there(pathlib.Path(folder))
    if there is not None and can_grow(study) and size(there) > size(study):
        wanted = resized(study, size(there))
    whole = there is not None and open_study(folder).is_complete and size(there) >= size(study)
    if not (as_it_is and whole):
        sweep(
            wanted, folder, processes=processes, anyway=anyway, report=report, command=command
        )  # fmt: skip
    table = open_study(folder).table(columns)
    if wanted is study:
        return table
    first = table["base"] if study.factors else table["replicate"]
    return table[first < size(study)]


def _there(folder: pathlib.Path) -> Study | None:
    """The study of a folder, if it is one of a sweep."""
    if not folder.is_dir() or Store(folder).stated() is None:
        return None
    return open_study(folder).study
