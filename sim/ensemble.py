"""Ensembles: many runs of one scenario, a chunk at a time, at array speed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import mesa
import numpy as np
import xarray

from sim.errors import NonFiniteState, ParameterError
from sim.history import Recorder
from sim.memory import keep_freed_memory
from sim.model import CoalitionModel
from sim.scenario import Policy, Scenario
from sim.streams import fresh_seed, run_seeds

#: Runs computed together: enough that the work outweighs the calls, few enough for the cache.
CHUNK = 512

#: In what columns may be stored; the first is the default.
DTYPES = ("float64", "float32")


def simulate(
    scenario: Scenario | str = "liberia/baseline",
    runs: int = 100,
    seed: int | None = None,
    policy: Policy | str | None = None,
    parameters: Mapping[str, Any] | None = None,
    *,
    quarters: int | None = None,
    seeds: Iterable[int] | None = None,
    keep: Iterable[str] | None = None,
    chunk: int = CHUNK,
    failures: str = "raise",
    progress: Callable[[int], None] | None = None,
    dtype: str = "float64",
) -> xarray.Dataset:
    """Run many worlds of a scenario.

    Parameters
    ----------
    scenario : Scenario or str
        A scenario, its name, or the path of its file.
    runs : int
        Number of runs, at least 1.
    seed : int, optional
        Seed of the ensemble. Run k has the same seed whatever the number of runs; all policies
        under one seed meet the same shocks. Drawn from the system's entropy unless given.
    policy : Policy or str, optional
        A policy, its name, or the path of its file.
    parameters : mapping, optional
        By address one number for all runs, or one a run, `(runs,)`; a pandas.DataFrame with
        addresses as columns works too.
    quarters : int, optional
        Horizon; the scenario's unless given.
    seeds : iterable of int, optional
        Seeds of the runs, in place of `runs` and `seed`.
    keep : iterable of str, optional
        Columns of the history; the declared ones unless given.
    chunk : int
        Runs computed together. It changes speed and memory, never a result.
    failures : {"raise", "keep"}
        What to do when a run goes astray: raise, or keep its NaN and say in
        `history.attrs["failures"]`, as JSON by number of the run, what went wrong.
    progress : callable, optional
        Is told the number of runs that are done, after each chunk.
    dtype : {"float64", "float32"}
        In what columns are stored, in the world and in the history. "float32" halves the memory of
        a history, for a look at many runs; what is published is made with "float64", the only one
        that a single run repeats bit for bit. Arithmetic is in double precision either way.

    Returns
    -------
    xarray.Dataset
        (run, quarter, ..., actor); quarter 0 is the state before the first. The coordinate `seed`
        replays run k: `CoalitionModel(scenario, rng=int(history.seed[k]))` is the same, bit for
        bit.

    Raises
    ------
    ScenarioError
        For a bad scenario, policy or value, with all its faults.
    NonFiniteState
        When a run goes astray and `failures` is "raise".
    """
    if dtype not in DTYPES:
        raise ParameterError(f"dtype is {dtype!r}; it must be {' or '.join(DTYPES)}")
    loaded = Scenario.of(scenario)
    if quarters is not None:
        loaded = loaded.replaced(quarters=quarters)
    chosen = Policy.of(policy, loaded)
    if seeds is None:
        seed = fresh_seed() if seed is None else _whole("seed", seed, 0)
        keys = run_seeds(seed, _whole("runs", runs, 1))
    else:
        keys = np.asarray(list(seeds), dtype=np.int64)
        if not keys.size:
            raise ParameterError("seeds is empty; give at least one")
    stated = {} if parameters is None else parameters  # a DataFrame has no truth value
    if not hasattr(stated, "items"):
        raise ParameterError(f"parameters is {stated!r}; it must map addresses to numbers")
    given = {str(address): _one_or_each(value) for address, value in stated.items()}
    for address, value in given.items():
        if np.ndim(value) and np.shape(value) != keys.shape:
            raise ParameterError(f"{address} has {np.size(value)} values for {len(keys)} runs")
    chunk = _whole("chunk", chunk, 1)
    keep_freed_memory()
    recorder: Recorder | None = None
    gone: dict[int, str] = {}
    for start in range(0, len(keys), chunk):
        part = slice(start, start + chunk)
        model = CoalitionModel(
            loaded,
            rng=0,
            policy=chosen,
            parameters={a: value[part] if np.ndim(value) else value for a, value in given.items()},
            seeds=keys[part],
            dtype=dtype,
        )
        if recorder is None:
            recorder = Recorder(model.world, model.interventions, model.horizon, len(keys), keep)
        recorder.take(model.world, model.interventions, 0, start)
        while model.running:
            model.step()
            recorder.take(model.world, model.interventions, int(model.steps), start)
        gone.update({start + run: message for run, message in model.failures.items()})
        attrs = model.attrs()
        # Mesa 3.3 keeps every model in a table of its class, and agents and model refer to each
        # other: an empty shell may wait for the collector, a world's arrays may not
        getattr(mesa.Agent, "_ids", {}).pop(model, None)
        model.__dict__.clear()
        if progress is not None:
            progress(min(start + chunk, len(keys)))
    if gone and failures == "raise":
        run, message = min(gone.items())
        raise NonFiniteState(f"run {run} (seed {keys[run]}): {message}; {len(gone)} runs in all")
    assert recorder is not None
    attrs["seed"] = "given" if seed is None else seed
    if dtype != DTYPES[0]:
        attrs["dtype"] = dtype
    if gone:
        attrs["failures"] = json.dumps(gone)
    return recorder.dataset(loaded.start, keys, attrs)


def _one_or_each(value: Any) -> Any:
    return np.asarray(value, dtype=float) if np.ndim(value) else value


def _whole(name: str, number: Any, least: int) -> int:
    try:
        fits = number == int(number) and number >= least
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise ParameterError(f"{name} is {number!r}; it must be a whole number from {least}")
    return int(number)
