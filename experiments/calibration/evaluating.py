"""Points are evaluated many at a time, by any number of workers, with the same result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from experiments.calibration.problem import Problem, Simulator
from experiments.executor import Workers, drive
from sim.streams import run_seeds

#: Points of a part; parts depend on nothing but the order of the points.
PART = 256


@dataclass
class Part:
    """Some points for one worker."""

    simulate: Simulator
    columns: dict[str, np.ndarray]
    seeds: np.ndarray
    start: int


def run(part: Part) -> np.ndarray:
    """Evaluate a part; importable by the workers."""
    return np.asarray(part.simulate(part.columns, part.seeds), dtype=float)


@dataclass
class Evaluator:
    """Evaluates points of a problem.

    Attributes
    ----------
    problem : Problem
        Whose simulator is run.
    staff : Workers
        From `experiments.executor.workers`.
    seed : int
        Point number k of the whole analysis runs under `run_seeds(seed, 1, start=k)`.
    advance : callable, optional
        Told the number of runs just done.
    made : int
        Runs made so far.
    """

    problem: Problem
    staff: Workers
    seed: int
    advance: Callable[[int], None] | None = None
    made: int = 0

    def seeds(self, count: int, first: int) -> np.ndarray:
        """Seeds of `count` points from number `first` on."""
        return run_seeds(self.seed, count, start=first)

    def __call__(self, columns: Mapping[str, np.ndarray], first: int) -> np.ndarray:
        """Statistics, `(points, targets)`, of points that are numbered from `first` on."""
        count = len(next(iter(columns.values())))
        seeds = self.seeds(count, first)
        parts = [
            Part(
                self.problem.simulate,
                {name: values[start : start + PART] for name, values in columns.items()},
                seeds[start : start + PART],
                start,
            )
            for start in range(0, count, PART)
        ]
        values = np.full((count, len(self.problem.targets)), np.nan)

        def take(part: Part, found: np.ndarray) -> None:
            values[part.start : part.start + len(part.seeds)] = found
            self.made += len(part.seeds)
            if self.advance is not None:
                self.advance(len(part.seeds))

        drive(parts, self.staff, run, take)
        return values
