"""Ensembles: many runs of one scenario, a chunk at a time, at array speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray

from sim.errors import NonFiniteState, ParameterError
from sim.history import Recorder
from sim.model import CoalitionModel
from sim.scenario import Policy, Scenario
from sim.streams import fresh_seed, run_seeds

#: Runs computed together: enough that the work outweighs the calls, few enough for the cache.
CHUNK = 512


@dataclass(frozen=True)
class Chunk:
    """Runs computed together, at the end of their last quarter.

    Attributes
    ----------
    model : CoalitionModel
        The model, run to its horizon.
    start : int
        Number of the first run.
    failures : dict of int to str
        What went wrong, by number of the run.
    """

    model: CoalitionModel
    start: int
    failures: dict[int, str]


def chunks(
    scenario: Scenario,
    seeds: np.ndarray,
    policy: Policy | None,
    parameters: Mapping[str, Any],
    recorder: Recorder | None = None,
    keep: Iterable[str] | None = None,
    size: int = CHUNK,
) -> Iterator[tuple[Chunk, Recorder]]:
    """Run an ensemble chunk by chunk, taking everything down in one recorder."""
    for start in range(0, len(seeds), size):
        stop = min(start + size, len(seeds))
        model = CoalitionModel(
            scenario,
            rng=0,
            policy=policy,
            parameters={
                address: value[start:stop] if np.ndim(value) else value
                for address, value in parameters.items()
            },
            seeds=seeds[start:stop],
        )
        if recorder is None:
            recorder = Recorder(
                model.world, model.interventions, model.horizon, len(seeds), keep
            )
        recorder.take(model.world, model.interventions, 0, start)
        while model.running:
            model.step()
            recorder.take(model.world, model.interventions, int(model.steps), start)
        failures = {start + run: message for run, message in model.failures.items()}
        yield Chunk(model, start, failures), recorder


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
        What to do when a run goes astray: raise, or keep its NaN and name it in
        `history.attrs["failures"]`.

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
    loaded = Scenario.load(scenario) if isinstance(scenario, str) else scenario
    if quarters is not None:
        loaded = loaded.replaced(quarters=quarters)
    chosen = Policy.load(policy, loaded) if isinstance(policy, str) else policy
    if seeds is None:
        for name, number, least in (("runs", runs, 1), ("chunk", chunk, 1), ("seed", seed or 0, 0)):
            if number != int(number) or number < least:
                raise ParameterError(f"{name} is {number!r}; it must be a whole number from {least}")
        seed = fresh_seed() if seed is None else int(seed)
        keys = run_seeds(seed, int(runs))
    else:
        keys = np.asarray(list(seeds), dtype=np.int64)
    given = {str(address): _one_or_each(value) for address, value in (parameters or {}).items()}
    for address, value in given.items():
        if np.ndim(value) and np.shape(value) != keys.shape:
            raise ParameterError(f"{address} has {np.size(value)} values for {len(keys)} runs")
    recorder: Recorder | None = None
    gone: dict[int, str] = {}
    for part, recorder in chunks(loaded, keys, chosen, given, recorder, keep, chunk):  # noqa: B007
        gone.update(part.failures)
        attrs = part.model.attrs()
    if gone and failures == "raise":
        run, message = min(gone.items())
        raise NonFiniteState(f"run {run} (seed {keys[run]}): {message}; {len(gone)} runs in all")
    assert recorder is not None
    attrs["seed"] = "given" if seed is None else seed
    if gone:
        attrs["failures"] = {str(run): message for run, message in gone.items()}
    return recorder.dataset(loaded.start, keys, attrs)


def _one_or_each(value: Any) -> Any:
    return np.asarray(value, dtype=float) if np.ndim(value) else value
