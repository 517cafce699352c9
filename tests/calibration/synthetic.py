"""Simulators whose posterior is known, importable by workers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from experiments.calibration import Prior, Problem, Target
from experiments.calibration.evaluating import Evaluator
from experiments.executor import InProcess


@dataclass(frozen=True)
class Normal:
    """Each parameter plus noise; a point's noise depends on its own seed alone."""

    sd: float = 0.5

    def __call__(self, columns, seeds):
        means = np.stack(list(columns.values()), axis=-1)
        place = np.arange(means.shape[1], dtype=np.uint64)
        mixed = (seeds.astype(np.uint64)[:, None] + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(31))) * (np.uint64(0xBF58476D1CE4E5B9) + place)
        mixed = mixed ^ (mixed >> np.uint64(29))
        unit = ((mixed >> np.uint64(11)).astype(float) + 0.5) / 2.0**53
        return means + self.sd * ndtri(unit)


@dataclass(frozen=True)
class Scant(Normal):
    """The same, undefined where the first parameter is negative."""

    def __call__(self, columns, seeds):
        values = super().__call__(columns, seeds)
        first = next(iter(columns.values()))
        return np.where((first < 0)[:, None], np.nan, values)


def problem(observed=(1.0,), simulate=None, low=-5.0, high=5.0):
    """One parameter for each number on record."""
    priors = tuple(Prior(f"rules.made.up{n}", low, high, present=0.0) for n in range(len(observed)))
    targets = tuple(
        Target(f"T{n} mean", f"T{n}", value, value, 1.0, band=(value - 1.0, value + 1.0))
        for n, value in enumerate(observed)
    )
    return Problem(priors, targets, Normal() if simulate is None else simulate)


def evaluator(asked, seed=1):
    return Evaluator(asked, InProcess(), seed)
