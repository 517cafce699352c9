"""How one policy and its reference go over time, in one scenario, and when they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.gains.measures import MEASURES
from experiments.gains.parting import SLIGHT, meeting, parting, turning
from experiments.gains.resampling import Intervals, changes, intervals, spread
from experiments.gains.settings import Settings
from experiments.gains.tables import JUDGED, SIDES, Pair, judged

QUANTILES = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}
_SERIES = {measure.name: measure for measure in MEASURES if measure.series}


class Followed:
    """The series of a pair, in the worlds that are fine on both sides.

    Attributes
    ----------
    names : list of str
        Measures.
    new, old : (worlds, names, quarter)
        Under the policy and under the reference.
    found : Intervals
        Of the differences, (names * quarter,); those of one measure hold together.
    """

    def __init__(self, pair: Pair, settings: Settings):
        self.pair, self.settings = pair, settings
        self.names = pair.followed
        self.new, self.old = (
            np.moveaxis(one.series[pair.fine][..., [one.names.index(n) for n in self.names]], 1, 2)
            for one in (pair.new, pair.old)
        )
        worlds, _, quarters = self.new.shape
        change = changes(self.new, self.old).reshape(worlds, -1)
        groups = np.arange(change.shape[1]).reshape(-1, quarters)
        drawn = settings.drawn(worlds)
        self.found: Intervals = intervals(change, drawn, list(groups), settings.confidence)

    def trajectories(self) -> pd.DataFrame:
        """Quantiles and paired differences by quarter, see `Gains`."""
        return _lines(self.pair, self.names, self.new, judged(self.found))

    def divergence(self) -> pd.DataFrame:
        """When each measure parts, see `Gains`."""
        rows = []
        quarters = len(self.pair.dates)
        usual = np.median(spread(self.old), axis=-1)
        for place, name in enumerate(self.names):
            own = slice(place * quarters, (place + 1) * quarters)
            zone = self.settings.indifference.get(name, SLIGHT * float(usual[place]))
            side = self.found.beyond(zone)[own]
            series = {key: values[own] for key, values in judged(self.found).items()}
            rows.append(self._parting(name, zone, side, series))
        return pd.DataFrame(rows)

    def _parting(
        self, name: str, zone: float, side: np.ndarray, series: Mapping[str, np.ndarray]
    ) -> dict[str, Any]:
        dates, hold = self.pair.dates, self.settings.hold
        at = parting(side, hold)
        turn, back = turning(side, at, hold), meeting(side, at)
        difference = series["difference"]
        top = int(np.abs(difference).argmax()) if np.isfinite(difference).all() else None
        return {
            **self.pair.names,
            "measure": name,
            "unit": _SERIES[name].unit,
            "higher": _SERIES[name].higher,
            "quarter": np.nan if at is None else float(at + 1),
            "date": _at(dates, at, ""),
            "difference": _at(difference, at, np.nan),
            "low_all": _at(series["low_all"], at, np.nan),
            "high_all": _at(series["high_all"], at, np.nan),
            "indifference": zone,
            "hold": hold,
            "side": "" if at is None else SIDES[int(side[at])],
            "turn": np.nan if turn is None else float(turn + 1),
            "turn_date": _at(dates, turn, ""),
            "back": np.nan if back is None else float(back + 1),
            "back_date": _at(dates, back, ""),
            "largest": _at(difference, top, np.nan),
            "largest_date": _at(dates, top, ""),
        }


def reference_lines(pair: Pair) -> pd.DataFrame:
    """The reference's own rows of the trajectories; it has no difference."""
    values = np.moveaxis(pair.old.series[pair.old.fine], 1, 2)
    return _lines(pair, pair.old.names, values, dict.fromkeys(JUDGED, np.nan))


def _lines(
    pair: Pair, names: Sequence[str], values: np.ndarray, judged: Mapping[str, Any]
) -> pd.DataFrame:
    """Rows by measure and quarter of series (worlds, measure, quarter)."""
    quarters = len(pair.dates)
    series = values.reshape(len(values), -1)
    nothing = np.full((len(QUANTILES), series.shape[1]), np.nan)
    levels = list(QUANTILES.values())
    found = np.quantile(series, levels, axis=0) if len(values) else nothing
    measures = [_SERIES[name] for name in names for _ in range(quarters)]
    return pd.DataFrame(
        {
            **pair.names,
            "measure": [measure.name for measure in measures],
            "unit": [measure.unit for measure in measures],
            "higher": [measure.higher for measure in measures],
            "quarter": np.tile(np.arange(1, quarters + 1), len(names)),
            "date": list(pair.dates) * len(names),
            **dict(zip(QUANTILES, found, strict=True)),
            "mean": series.mean(axis=0) if len(values) else np.nan,
            **judged,
        }
    )


def _at(values: Any, place: int | None, nothing: Any) -> Any:
    return nothing if place is None else values[place]
