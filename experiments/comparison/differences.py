"""Paired differences of every policy to a reference, with intervals, sizes and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from experiments.ablation import FEWEST_PAIRS
from experiments.ablation.pairs import ROUNDING
from experiments.comparison.resampling import Resampling
from experiments.comparison.stepping import ABOVE, BELOW, INSIDE, Stepped, step_down
from experiments.comparison.worlds import Worlds
from experiments.comparison.zone import Zone
from sim.metrics import OUTCOMES

#: Name of all scenarios taken together, each with the same weight.
POOLED = ""
LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class Differences:
    """All differences of one set of worlds; axes (scenario, policy, outcome), then world.

    Attributes
    ----------
    worlds : Worlds
        The runs.
    reference : str
        Policy that the others are compared with.
    zone : Zone
        What counts as no difference.
    resampling : Resampling
        How intervals are made.
    """

    worlds: Worlds
    reference: str
    zone: Zone
    resampling: Resampling

    @property
    def policies(self) -> list[str]:
        """Policies that are compared with the reference."""
        return [name for name in self.worlds.policies if name != self.reference]

    @cached_property
    def _sides(self) -> tuple[np.ndarray, np.ndarray]:
        """Values of the policies, and of the reference beside each, NaN where either is."""
        values = self.worlds.values
        place = self.worlds.policies.index(self.reference)
        others = [self.worlds.policies.index(name) for name in self.policies]
        ours, theirs = values[:, others], values[:, [place]]
        defined = np.isfinite(ours) & np.isfinite(theirs)
        return np.where(defined, ours, np.nan), np.where(defined, theirs, np.nan)

    @cached_property
    def change(self) -> np.ndarray:
        """Policy minus reference; (scenarios, policies, outcomes, worlds)."""
        ours, theirs = self._sides
        change = ours - theirs
        size = np.maximum(np.abs(ours), np.abs(theirs))
        largest = np.where(np.isfinite(size), size, 0.0).max(axis=-1, keepdims=True, initial=0.0)
        # rounding is no effect
        return np.where(np.abs(change) <= ROUNDING * largest, 0.0, change)

    @cached_property
    def count(self) -> np.ndarray:
        """Worlds in which both sides are defined."""
        return np.isfinite(self.change).sum(axis=-1)

    @cached_property
    def spread(self) -> np.ndarray:
        """Standard deviation of the reference over worlds; (scenarios, outcomes)."""
        place = self.worlds.policies.index(self.reference)
        values = self.worlds.values[:, place]
        found = _deviation(values)
        size = np.abs(np.where(np.isfinite(values), values, 0.0)).max(axis=-1, initial=0.0)
        return np.where(found <= ROUNDING * size, 0.0, found)

    @cached_property
    def pooled_spread(self) -> np.ndarray:
        """Root mean square over scenarios of the spread within each; (1, outcomes)."""
        return np.sqrt(mean(self.spread**2, 0))[None]

    @cached_property
    def _draws(self) -> np.ndarray:
        return self.resampling.means(self.change)

    def table(self, error: float = 1 - LEVEL) -> pd.DataFrame:
        """A row a comparison: pooled ones first, then by scenario, policy and outcome.

        Parameters
        ----------
        error : float
            Error rate of the verdicts of a family. The pooled comparisons are one family, those
            of all scenarios another. [0-1]
        """
        parts = [self._part(False, error)]
        if len(self.worlds.scenarios) > 1:
            parts.insert(0, self._part(True, error))
        else:  # of one scenario the pool is the scenario
            parts.insert(0, parts[0].assign(scenario=POOLED))
        return pd.concat(parts, ignore_index=True)

    def _part(self, pooled: bool, error: float) -> pd.DataFrame:
        join = _pool if pooled else _same
        ours, theirs = self._sides
        difference = join(mean(self.change, -1))
        spread = self.pooled_spread if pooled else self.spread
        zone = self.zone.widths(self.worlds.outcomes, spread)[:, None, :]
        zone = np.broadcast_to(zone, difference.shape)
        units = np.minimum(self.count, self.resampling.units)
        there = (self.count > 0).sum(axis=0, keepdims=True) if pooled else 1 * (self.count > 0)
        units = fewest(units) if pooled else units
        judged = (units >= FEWEST_PAIRS) & np.isfinite(difference) & np.isfinite(zone)
        draws = mean(self._draws, 1, keepdims=True) if pooled else self._draws
        low, high = self.resampling.interval(draws, units, LEVEL)
        low, high = (np.where(judged, ends, np.nan) for ends in (low, high))
        found = step_down(
            difference.ravel(), low.ravel(), high.ravel(), zone.ravel(), units.ravel(), error, LEVEL
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            effect = np.where(difference == 0.0, 0.0, difference / spread[:, None, :])
        signs = np.where(self.worlds.direction == 0.0, 1.0, self.worlds.direction)
        inner = self.zone.widths(self.worlds.outcomes, self.spread)[:, None, :, None]
        gain = signs[:, None] * self.change
        better = np.where(np.isfinite(gain), gain > inner, np.nan)
        scenarios = [POOLED] if pooled else list(self.worlds.scenarios)
        count = self.count.sum(axis=0, keepdims=True) if pooled else self.count
        total = self.change.shape[-1] * (len(self.worlds.scenarios) if pooled else 1)
        labels = self._labels(scenarios)
        return labels.assign(
            scenarios=there.ravel(),
            worlds=count.ravel(),
            undefined=total - count.ravel(),
            mean=join(mean(ours, -1)).ravel(),
            reference_mean=join(mean(theirs, -1)).ravel(),
            difference=difference.ravel(),
            low=low.ravel(),
            high=high.ravel(),
            low_all=found.low,
            high_all=found.high,
            effect=effect.ravel(),
            better_share=join(mean(better, -1)).ravel(),
            indifference=zone.ravel(),
            units=units.ravel(),
            error_share=found.error,
            verdict=_verdicts(found, self._signs(len(scenarios))),
        )

    def _labels(self, scenarios: list[str]) -> pd.DataFrame:
        keys = [scenarios, self.policies, list(self.worlds.outcomes)]
        table = pd.MultiIndex.from_product(keys, names=["scenario", "policy", "outcome"])
        labels = table.to_frame(index=False)
        labels.insert(2, "reference", self.reference)
        labels["unit"] = [OUTCOMES[name].unit for name in labels["outcome"]]
        labels["higher"] = [OUTCOMES[name].higher for name in labels["outcome"]]
        return labels

    def _signs(self, scenarios: int) -> np.ndarray:
        return np.tile(self.worlds.direction, scenarios * len(self.policies))


def _verdicts(found: Stepped, direction: np.ndarray) -> np.ndarray:
    good = np.where(direction < 0, BELOW, ABOVE)
    bad = -good
    neither = direction == 0
    return np.select(
        [found.side == INSIDE, found.side == good, found.side == bad],
        ["indifferent", np.where(neither, "more", "better"), np.where(neither, "less", "worse")],
        "unclear",
    ).astype(object)


def mean(values: np.ndarray, axis: int, *, keepdims: bool = False) -> np.ndarray:
    """Mean over what is defined, NaN where nothing is; without a warning."""
    defined = np.isfinite(values)
    count = defined.sum(axis=axis, keepdims=True)
    total = np.where(defined, values, 0.0).sum(axis=axis, keepdims=True)
    found = np.where(count > 0, total / count.clip(1), np.nan)
    return found if keepdims else found.squeeze(axis)


def _deviation(values: np.ndarray) -> np.ndarray:
    """Standard deviation over the last axis of what is defined, NaN below two values."""
    defined = np.isfinite(values)
    count = defined.sum(axis=-1)
    away = np.where(defined, values - mean(values, -1, keepdims=True), 0.0)
    found = np.sqrt((away**2).sum(axis=-1) / (count - 1).clip(1))
    return np.where(count > 1, found, np.nan)


def fewest(units: np.ndarray) -> np.ndarray:
    """The fewest units of any scenario that has some, along the first axis, which is kept."""
    least = np.where(units > 0, units, np.iinfo(np.int64).max).min(axis=0, keepdims=True)
    return np.where((units > 0).any(axis=0, keepdims=True), least, 0)


def _same(values: np.ndarray) -> np.ndarray:
    return values


def _pool(values: np.ndarray) -> np.ndarray:
    """Mean over the scenarios that define it, each with the same weight."""
    return mean(values, 0, keepdims=True)
