"""Studies of the simulated world: designs, sweeps, their results, and the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.store import StudyResults

__all__ = ["open_study"]


def open_study(folder: str | os.PathLike[str]) -> StudyResults:
    """Open the directory of a sweep: tables lazily, histories as xarray.

    Parameters
    ----------
    folder : path
        What `coalition sweep --out` named; a sweep that is still running can be opened too.

    Returns
    -------
    experiments.store.StudyResults

    Raises
    ------
    StoreError
        When the directory holds no study.
    """
    from experiments.store import open_study as opened

    return opened(folder)
