"""Probes: one change to a world, and the outcome or series that it must move.

A probe is paired with the same runs without the change, under the same seeds. Several changes of
one scenario stand side by side in one ensemble, a block of runs each, the unchanged world first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import xarray
from scipy import stats

from experiments.documentation.names import UnknownName, pulled, scenario
from sim import outcomes, simulate
from sim.columns import KINDS
from sim.errors import nearest
from sim.metrics import OUTCOMES
from sim.scenario import check_setting, parse_setting
from sim.streams import run_seeds

#: Paired runs of each probe, and the seed of the ensemble.
RUNS, SEED = 64, 3

#: Changes that are simulated together, with one block for the unchanged world.
TOGETHER = 7

#: Paired differences that an interval needs, where an outcome is undefined in some runs.
LEAST = 24

Change = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Probe:
    """A change, and what it must move.

    Attributes
    ----------
    world : str
        Scenario.
    change : tuple of (address, value)
        What is set; empty where two scenarios are compared.
    against : str
        The scenario to compare with, where that is the change.
    undone : bool
        Whether the change takes something away whose effect is asked for, such as an event.
    measure, who : str
        An outcome, or a column averaged over the quarters; of one actor or region where named.
    sign : int
        1 where it must rise, -1 where it must fall.
    """

    world: str
    change: Change
    against: str
    undone: bool
    measure: str
    who: str
    sign: int


@dataclass(frozen=True)
class Effect:
    """Mean of paired differences, and its 99% t interval. [unit of the measure]"""

    mean: float
    low: float
    high: float

    def has(self, sign: int) -> bool:
        """Whether the whole interval lies on one side of zero."""
        return self.low > 0.0 if sign > 0 else self.high < 0.0


def check(probe: Probe) -> None:
    """Find what a probe sets and measures.

    Raises
    ------
    CoalitionError
        When a scenario, an address or a series is not there.
    """
    for world in filter(None, (probe.world, probe.against)):
        scenario(world)
    loaded = scenario(probe.world)
    policy = pulled(loaded, _levers([probe.change]))
    for address, value in probe.change:
        check_setting(parse_setting(loaded, policy, address), value)
    known = {*OUTCOMES, *(name for kind in KINDS.values() for name in kind.declared())}
    if probe.measure not in known:
        raise UnknownName(
            f"no outcome or column is {probe.measure!r}{nearest(probe.measure, known)}"
        )


def measured(probes: Iterable[Probe], runs: int, seed: int) -> Iterator[tuple[Probe, Effect]]:
    """Run the probes.

    Parameters
    ----------
    probes : iterable of Probe
        In any order; those of one scenario share simulations.
    runs, seed : int
        Paired runs of each probe, and the seed of the ensemble.

    Yields
    ------
    (Probe, Effect)
        A probe and what it did.
    """
    by_world: dict[str, list[Probe]] = {}
    for probe in probes:
        by_world.setdefault(probe.world, []).append(probe)
    for world, asked in by_world.items():
        keep = _kept(asked)
        for base in dict.fromkeys(p.against for p in asked if p.against):
            ours, theirs = (next(_blocks(name, [()], runs, seed, keep)) for name in (world, base))
            for probe in asked:
                if probe.against == base:
                    yield probe, _effect(probe, ours, theirs)
        changes = list(dict.fromkeys(p.change for p in asked if p.change))
        for first in range(0, len(changes), TOGETHER):
            part = changes[first : first + TOGETHER]
            unchanged, *changed = _blocks(world, [(), *part], runs, seed, keep)
            for change, block in zip(part, changed, strict=True):
                for probe in asked:
                    if probe.change == change:
                        yield probe, _effect(probe, block, unchanged)


def _levers(changes: Iterable[Change]) -> list[str]:
    addresses = (address.split(".") for change in changes for address, _ in change)
    return list(dict.fromkeys(parts[1] for parts in addresses if parts[0] == "policy"))


def _effect(probe: Probe, ours: xarray.Dataset, theirs: xarray.Dataset) -> Effect:
    here, there = (values_of(block, probe.measure, probe.who) for block in (ours, theirs))
    apart = there - here if probe.undone else here - there
    return paired(apart[np.isfinite(apart)])


def paired(differences: np.ndarray) -> Effect:
    """Mean and 99% t interval of paired differences; without an end where there are too few.

    >>> paired(np.zeros(30))
    Effect(mean=0.0, low=0.0, high=0.0)
    """
    if len(differences) < LEAST:
        return Effect(np.nan, -np.inf, np.inf)
    mean = float(differences.mean())
    half = float(stats.t.ppf(0.995, len(differences) - 1) * stats.sem(differences))
    return Effect(mean, mean - half, mean + half)


def values_of(history: xarray.Dataset, measure: str, who: str = "") -> np.ndarray:
    """An outcome, or a column's mean over quarters and carriers; one number a run."""
    if measure in OUTCOMES and not who:
        return outcomes(history, [measure])[measure].to_numpy()
    series = history[measure]
    if who:
        series = series.sel({_dimension(series, who): who})
    return np.asarray(series.mean([dim for dim in series.dims if dim != "run"]).values)


def _dimension(series: xarray.DataArray, who: str) -> str:
    """Dimension along which a series has a label."""
    for dim in map(str, series.dims):
        if dim not in ("run", "quarter") and who in series[dim].values:
            return dim
    raise KeyError(f"{series.name} has no {who!r}")


def _kept(probes: Iterable[Probe]) -> list[str]:
    """Columns that the outcomes need, and those that are asked for besides."""
    kept = {c for kind in KINDS.values() for c, column in kind.declared().items() if column.keep}
    return sorted(kept | {p.measure for p in probes if p.who or p.measure not in OUTCOMES})


def _blocks(
    world: str, changes: list[Change], runs: int, seed: int, keep: list[str]
) -> Iterator[xarray.Dataset]:
    """The history of each change, all under the same seeds.

    What one block changes has in the others the value of the scenario, the middle where it is
    drawn: in all of them, so that pairs differ in nothing else.
    """
    loaded = scenario(world)
    policy = pulled(loaded, _levers(changes))
    shape = (len(changes), runs)
    values = {f"policy.{lever}.intensity": np.zeros(shape) for lever in policy.levers}
    for change in changes:
        for address, _ in change:
            if address not in values:
                usual = parse_setting(loaded, policy, address).default
                values[address] = np.full(shape, usual)
    for block, change in enumerate(changes):
        for address, value in change:
            values[address][block] = value
    history = simulate(
        loaded,
        seeds=np.tile(run_seeds(seed, runs), len(changes)),
        policy=policy,
        parameters={address: given.ravel() for address, given in values.items()},
        keep=keep,
    )
    for block in range(len(changes)):
        yield history.isel(run=slice(block * runs, (block + 1) * runs))
