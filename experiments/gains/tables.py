"""Who gains and who loses under one policy, against its reference, in one scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.gains.condensing import Condensed, Key
from experiments.gains.measures import measure_of
from experiments.gains.resampling import Intervals, changes, effect, intervals, spread
from experiments.gains.settings import Settings

JUDGED = ("difference", "low", "high", "low_all", "high_all")
SIDES = {1: "more", -1: "less", 0: "unclear"}


@dataclass(frozen=True, eq=False)
class Pair:
    """What is set against what, and where it stands in the tables.

    Attributes
    ----------
    names : dict of str
        over, scenario, policy, reference.
    new, old : Condensed
        The worlds under the policy and under the reference.
    dates : sequence of str
        The quarters, such as "2026Q3".
    labels, kinds : mapping of str to str
        Name in figures, and kind, by name of actor.
    """

    names: Mapping[str, str]
    new: Condensed
    old: Condensed
    dates: Sequence[str]
    labels: Mapping[str, str]
    kinds: Mapping[str, str]

    @property
    def fine(self) -> np.ndarray:
        """Worlds that went astray on neither side, (worlds,)."""
        return np.asarray(self.new.fine & self.old.fine)

    @property
    def followed(self) -> list[str]:
        """Measures that both sides follow over time."""
        return [name for name in self.new.names if name in self.old.names]


def gains_table(pair: Pair, settings: Settings) -> pd.DataFrame:
    """Rows by kind, actor, channel, community and year, see `Gains`."""
    keys, new, old = _means(pair)
    fine = pair.fine
    bys = np.array([key.by for key in keys])
    groups = [np.flatnonzero(bys == by) for by in dict.fromkeys(bys)]
    found = intervals(
        changes(new, old), settings.drawn(int(fine.sum())), groups, settings.confidence
    )
    measures = [measure_of(*key) for key in keys]
    zone = np.array([settings.indifference.get(measure.name, 0.0) for measure in measures])
    sides = found.beyond(zone)
    direction = [
        SIDES[int(side)] if changed > 0 else "same"
        for side, changed in zip(sides, np.nan_to_num(found.changed), strict=True)
    ]
    table: dict[str, Any] = {
        **pair.names,
        "by": bys,
        "name": [key.name for key in keys],
        "label": [pair.labels.get(key.name, key.name) for key in keys],
        "kind": [_kind(pair, key) for key in keys],
        "measure": [key.measure for key in keys],
        "unit": [measure.unit for measure in measures],
        "higher": [measure.higher for measure in measures],
        "worlds": int(fine.sum()),
        "undefined": int((~fine).sum()),
        "changed": found.changed,
        "reference_mean": old.mean(axis=0) if len(old) else np.nan,
        **judged(found),
        "effect": effect(found.difference, spread(old)),
        "direction": direction,
        "gain": [_gain(m.higher, int(side)) for m, side in zip(measures, sides, strict=True)],
    }
    return pd.DataFrame(table)


def _gain(higher: str, side: int) -> str:
    if side == 0 or higher == "neither":
        return "neither"
    return "better" if (side > 0) == (higher == "better") else "worse"


def _kind(pair: Pair, key: Key) -> str:
    if key.by == "kind":
        return key.name
    if key.by == "community":
        return "community"
    return pair.kinds.get(key.name, "") if key.by == "actor" else ""


def judged(found: Intervals) -> dict[str, np.ndarray]:
    """Columns of a table."""
    return {name: getattr(found, name) for name in JUDGED}


def _means(pair: Pair) -> tuple[list[Key], np.ndarray, np.ndarray]:
    """Columns that both sides have, those by year behind, with the worlds that are fine."""
    fine = pair.fine
    shared = [key for key in pair.new.keys if key in set(pair.old.keys)]
    sides = []
    years = np.array([date[:4] for date in pair.dates])
    names = pair.followed
    for one in (pair.new, pair.old):
        place = {key: n for n, key in enumerate(one.keys)}
        columns = [one.means[fine][:, [place[key] for key in shared]]]
        for name in names:
            series = one.series[fine][..., one.names.index(name)]
            columns += [series[:, years == year].mean(axis=1)[:, None] for year in np.unique(years)]
        sides.append(np.concatenate(columns, axis=1))
    keys = shared + [Key("year", str(year), name) for name in names for year in np.unique(years)]
    return keys, sides[0], sides[1]
