"""How a mission leaves: in steps, by how many, and when the last has gone."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actor, Amount, Count, When
from experiments.validation.statistics._record import Record, begins
from experiments.validation.statistics._registry import statistic


@statistic(unit="1", meaning="share of quarters in which a mission hardly changes",
           columns=("strength",))  # fmt: skip
def quiet_share(
    record: Record,
    *,
    body: Actor,
    first: When,
    last: When,
    within: Amount = 0.02,
    least: Amount = 1.0,
) -> np.ndarray:
    """Share of quarterly changes of strength below `within` of the strength before.

    Only quarters that begin with at least `least` troops count; NaN where there is none. The
    quarter `first` is the one before the first change.
    """
    before, change = _changes(record, body, first, last)
    there = before >= least
    quiet = there & (np.abs(change) < within * before)
    return np.where(there.any(1), quiet.sum(1) / np.maximum(there.sum(1), 1), np.nan)


@statistic(unit="1", meaning="share of a mission's net fall that its largest falls carry",
           columns=("strength",))  # fmt: skip
def fall_in_steps(
    record: Record, *, body: Actor, first: When, last: When, steps: Count
) -> np.ndarray:
    """Sum of the `steps` largest quarterly falls over the fall from `first` to `last`.

    Above 1 where the mission also grew in between; NaN where it did not fall on balance.
    """
    _, change = _changes(record, body, first, last)
    falls = np.sort(np.maximum(-change, 0.0), axis=1)[:, ::-1]
    net = -change.sum(1)
    return np.where(net > 0, falls[:, :steps].sum(1) / np.where(net > 0, net, 1.0), np.nan)


@statistic(unit="calendar year", meaning="when a mission has gone", columns=("strength",))
def gone_by(record: Record, *, body: Actor, first: When, last: When, least: Amount) -> np.ndarray:
    """Decimal year at the end of the first quarter from which on fewer than `least` are left.

    NaN where the mission still stands at the window's end, or was not there at its beginning.
    """
    strength = record.column("strength", first, last, actor=body)
    there = strength >= least
    quarter = there.shape[1] - there[:, ::-1].argmax(1)  # the one after the last with a mission
    start = begins(first)
    year = start.year + 0.25 * (start.quarter + quarter)
    return np.where(there[:, 0] & ~there[:, -1], year, np.nan)


def _changes(record: Record, body: str, first: When, last: When) -> tuple[np.ndarray, np.ndarray]:
    """Strength before each change, and the change, `(runs, quarter)`."""
    strength = record.column("strength", first, last, actor=body)
    return strength[:, :-1], np.diff(strength, axis=1)
