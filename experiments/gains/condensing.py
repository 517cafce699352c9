"""Histories boiled down to what is compared: means over time by whom, and series of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import xarray

from experiments.gains.measures import Measure, Pool
from experiments.gains.reading import over_people
from sim.arrays import total
from sim.columns import KINDS, SUPPLIERS
from sim.metrics import Flows
from sim.scenario import Scenario

#: What tells runs that went astray, whatever is compared.
_ALWAYS = ("external", "readiness")


class Key(NamedTuple):
    """Whose mean over time a column holds, and of what."""

    by: str
    name: str
    measure: str


@dataclass(frozen=True, eq=False)
class Condensed:
    """Worlds of one scenario under one policy.

    Attributes
    ----------
    keys : tuple of Key
        What the columns of `means` are.
    means : (worlds, keys)
        Mean over quarters.
    names : tuple of str
        Measures followed over time.
    series : (worlds, quarter, names)
        Of each quarter, put together over all who have it.
    fine : (worlds,) bool
        Whether everything in it is finite.
    """

    keys: tuple[Key, ...]
    means: np.ndarray
    names: tuple[str, ...]
    series: np.ndarray
    fine: np.ndarray

    @staticmethod
    def joined(parts: Sequence[Condensed]) -> Condensed:
        """Parts of the same ensemble, in order."""
        return Condensed(
            parts[0].keys,
            np.concatenate([part.means for part in parts]),
            parts[0].names,
            np.concatenate([part.series for part in parts]),
            np.concatenate([part.fine for part in parts]),
        )


def available(scenario: Scenario, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Measures whose columns somebody in the scenario carries."""
    kinds = {actor.kind for actor in scenario.actors.values()}
    carried = {name for kind in kinds for name in KINDS[kind].declared()}
    return tuple(
        measure
        for measure in measures
        if carried.issuperset(measure.columns) and kinds.intersection(measure.kinds)
    )


def columns(measures: Iterable[Measure]) -> list[str]:
    """Columns of the history that must be kept for these measures."""
    return sorted({*_ALWAYS, *(name for measure in measures for name in measure.columns)})


def condensed(
    history: xarray.Dataset, host: str, measures: Sequence[Measure], window: slice = slice(None)
) -> Condensed:
    """Boil a history down.

    Parameters
    ----------
    history : xarray.Dataset
        Of an ensemble, with the columns that the measures need.
    host : str
        Name of the host.
    measures : sequence of Measure
        Those that are `available` in the scenario.
    window : slice
        Which quarters, 0 for the first.
    """
    with np.errstate(all="ignore"):  # runs that went astray are left out later, and counted
        flows = Flows(history)
        keys: list[Key] = []
        means: list[np.ndarray] = []
        series: dict[str, np.ndarray] = {}
        for measure in measures:
            values = measure.read(flows, measure.columns)[:, window]
            owners = _owners(flows, host, measure)
            if measure.level == "supplier" and values.shape[-1] != len(owners):
                values = values[..., [place for place, _, _ in owners]]
            average = _over_time(values)
            for place, (_, name, _) in enumerate(owners):
                keys.append(Key(_BY.get(measure.level, measure.level), name, measure.name))
                means.append(average[:, place])
            if measure.level != "channel":
                for kind in dict.fromkeys(kind for _, _, kind in owners):
                    members = [n for n, owner in enumerate(owners) if owner[2] == kind]
                    keys.append(Key("kind", kind, measure.name))
                    pooled = _pooled(flows, values[..., members], measure.pool)
                    means.append(_over_time(pooled))
            if measure.series:
                series[measure.name] = _pooled(flows, values, measure.pool)
        table = np.stack(means, axis=-1)
        over_time = np.stack(list(series.values()), axis=-1)
        astray = flows.astray
    fine = ~astray & np.isfinite(table).all(-1) & np.isfinite(over_time).all((-2, -1))
    return Condensed(tuple(keys), table, tuple(series), over_time, fine)


_BY = {"supplier": "actor", "host": "actor"}


def _owners(flows: Flows, host: str, measure: Measure) -> list[tuple[int, str, str]]:
    """Place, name and kind of everybody who has a measure."""
    if measure.level == "host":
        return [(0, host, "host_state")]
    if measure.level != "supplier":
        kind = measure.kinds[0]
        return [(n, str(name), kind) for n, name in enumerate(flows.labels(measure.level))]
    names, kinds = flows.labels("actor"), flows.labels("kind")
    assert set(measure.kinds) <= set(SUPPLIERS)
    return [
        (place, str(name), str(kind))
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
        if kind in measure.kinds
    ]


def _over_time(values: np.ndarray) -> np.ndarray:
    """Mean over quarters, (worlds, quarter, ...) to (worlds, ...)."""
    return np.asarray(total(np.moveaxis(values, 1, 0))) / values.shape[1]


def _pooled(flows: Flows, values: np.ndarray, pool: Pool) -> np.ndarray:
    """Of many, one: (worlds, quarter, who) to (worlds, quarter)."""
    if pool == "people":
        return over_people(flows, values)
    whole = np.asarray(total(values, -1))
    return whole / values.shape[-1] if pool == "mean" else whole
