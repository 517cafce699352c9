"""The historical world as a simulator that ends with the calibration window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.calibration.problem import Prior, Problem
from experiments.calibration.targets import Chosen, chosen, targets, until
from experiments.validation import Measure, PatternFile
from experiments.validation.statistics import STATISTICS, compute
from sim.ensemble import simulate
from sim.scenario import Scenario


@dataclass(frozen=True)
class Worlds:
    """Runs worlds up to the last quarter that a measure speaks of.

    Attributes
    ----------
    scenario : Scenario
        The world.
    measures : tuple of Measure
        What is computed of it.
    """

    scenario: Scenario
    measures: tuple[Measure, ...]

    @property
    def quarters(self) -> int:
        """Horizon: a later quarter is never simulated."""
        last = max(end for end in map(until, self.measures) if end is not None)
        return last - self.scenario.start + 1

    @property
    def keep(self) -> list[str]:
        """Columns that the measures need."""
        named: set[str] = set()
        for one in self.measures:
            named |= STATISTICS[one.statistic].needs(one.arguments)
        return sorted(named)

    def __call__(self, columns: Mapping[str, np.ndarray], seeds: np.ndarray) -> np.ndarray:
        """Statistics of one run a point, `(points, measures)`."""
        history = simulate(
            self.scenario, seeds=seeds, parameters=columns, keep=self.keep,
            quarters=self.quarters, failures="keep",
        )  # fmt: skip
        found = [compute(one.statistic, history, **one.arguments) for one in self.measures]
        return np.stack(found, axis=-1)


def historical(file: PatternFile, priors: tuple[Prior, ...]) -> Problem:
    """The problem that a file of patterns poses; see `chosen` for what it refuses."""
    found: Chosen = chosen(file)
    worlds = Worlds(found[0][0].scenario, tuple(one for _, one in found))
    return Problem(priors, targets(found), worlds)
