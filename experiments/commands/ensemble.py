"""An ensemble chunk by chunk: memory stays the same however many runs there are."""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import xarray

from experiments.commands.history_file import HistoryFile
from experiments.commands.progress import Advance
from experiments.commands.request import Request
from sim.ensemble import simulate
from sim.metrics import outcomes
from sim.streams import run_seeds

#: Runs simulated between two signs of progress: their series are in memory together.
PART = 256
#: Runs whose series are kept for the pictures; bands over more of them look the same.
PICTURED = 1000


@dataclass
class Results:
    """What an ensemble left behind.

    Attributes
    ----------
    outcomes : pandas.DataFrame
        A row a run; NaN for a run that went astray.
    failures : dict of int to str
        What went wrong, by number of the run.
    pictured : xarray.Dataset or None
        Series of the first runs for the pictures.
    """

    outcomes: pd.DataFrame
    failures: dict[int, str] = field(default_factory=dict)
    pictured: xarray.Dataset | None = None


def run_all(
    request: Request,
    advance: Advance,
    wanted: tuple[str, ...] = (),
    history: pathlib.Path | None = None,
) -> Results:
    """Run everything that was asked for.

    Parameters
    ----------
    request : Request
        What to run.
    advance : callable
        Told the number of runs just done.
    wanted : tuple of str
        Variables kept for the pictures; none where there are to be no pictures.
    history : pathlib.Path, optional
        File to which all series of all runs go.
    """
    seeds = run_seeds(request.seed, request.runs)
    tables, parts = [], []
    failures: dict[int, str] = {}
    file = None if history is None else HistoryFile(history)
    for start in range(0, request.runs, PART):
        some = seeds[start : start + PART]
        chunk = simulate(
            request.scenario, policy=request.policy, parameters=request.settings, seeds=some,
            failures="keep",
        )  # fmt: skip
        gone = json.loads(chunk.attrs.pop("failures", "{}"))
        failures |= {start + int(run): message for run, message in gone.items()}
        chunk = chunk.assign_coords(run=np.arange(start, start + len(some)))
        chunk.attrs["seed"] = str(request.seed)
        with np.errstate(all="ignore"):  # runs that went astray are NaN and named, not warned about
            tables.append(outcomes(chunk))
        if wanted and start < PICTURED:
            kept = chunk[[*wanted, "strength_of"]].isel(run=slice(0, PICTURED - start))
            parts.append(kept.copy(deep=True) if request.runs > PART else kept)
        if file is not None:
            file.append(chunk)
        advance(len(some))
        del chunk
    results = Results(pd.concat(tables), failures)
    if parts:
        results.pictured = _joined(parts)
        if request.runs > PICTURED:
            results.pictured.attrs["note"] = f"the first of {request.runs:,} runs"
    return results


def _joined(parts: list[xarray.Dataset]) -> xarray.Dataset:
    if len(parts) == 1:
        return parts[0]
    joined = xarray.concat(
        parts, dim="run", data_vars="minimal", coords="minimal", compat="override", join="override"
    )
    joined.attrs = dict(parts[0].attrs)
    return joined
