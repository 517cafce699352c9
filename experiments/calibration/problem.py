"""What is to be calibrated: priors, numbers on record, and a simulator that links the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.errors import CoalitionError

#: What an undefined statistic counts as, and the most that any one counts. [half bands]
FAR = 10.0


class CalibrationError(CoalitionError, ValueError):
    """A calibration is asked for that cannot be made."""


class Simulator(Protocol):
    """Runs one world for each point; workers get a copy, so it has to survive pickling."""

    def __call__(self, columns: Mapping[str, np.ndarray], seeds: np.ndarray) -> np.ndarray:
        """Statistics, `(points, targets)`, of the worlds at `columns`, `(points,)` by address.

        NaN where one is undefined or the run went astray. A row may depend on its own point and
        seed alone.
        """


@dataclass(frozen=True)
class Prior:
    """What is believed of a parameter before the record is looked at: uniform in a range.

    Attributes
    ----------
    address : str
        Where it stands.
    low, high : float
        The range. [unit]
    present : float
        Value that the scenario has now; NaN where there is none. [unit]
    unit, meaning : str
        As in the table of parameters.
    """

    address: str
    low: float
    high: float
    present: float = float("nan")
    unit: str = "1"
    meaning: str = ""

    @property
    def variance(self) -> float:
        """Of the uniform distribution. [unit squared]"""
        return (self.high - self.low) ** 2 / 12.0


@dataclass(frozen=True)
class Target:
    """A number on record that the model should bring back.

    Attributes
    ----------
    name, pattern : str
        Of the measure, and of the pattern that it belongs to.
    low, high : float
        Ends of what is on record; the same where it is one number.
    scale : float
        Distance that counts as one: half the width of the pattern's band.
    unit : str
        Of the statistic.
    band : (float, float)
        The pattern's band.
    """

    name: str
    pattern: str
    low: float
    high: float
    scale: float
    unit: str = "1"
    band: tuple[float, float] = (float("nan"), float("nan"))


@dataclass(frozen=True)
class Problem:
    """Priors, targets and the simulator between them."""

    priors: tuple[Prior, ...]
    targets: tuple[Target, ...]
    simulate: Simulator

    @property
    def addresses(self) -> list[str]:
        """Of the parameters, in order."""
        return [one.address for one in self.priors]

    @property
    def names(self) -> list[str]:
        """Of the targets, in order."""
        return [one.name for one in self.targets]

    def departures(self, values: np.ndarray) -> np.ndarray:
        """How far each statistic lies from what is on record, `(points, targets)`. [half bands]

        Zero between the ends of a range on record; `FAR` where a statistic is undefined.
        """
        low, high, scale = (
            np.array([getattr(one, key) for one in self.targets])
            for key in ("low", "high", "scale")
        )
        off = np.maximum(np.maximum(low - values, values - high), 0.0) / scale
        return np.where(np.isfinite(off), np.minimum(off, FAR), FAR)

    def distance(self, values: np.ndarray) -> np.ndarray:
        """Root of the mean square departure, `(points,)`; every pattern weighs the same.

        Two measures of one pattern share its weight.
        """
        of = [one.pattern for one in self.targets]
        weights = np.array([1.0 / of.count(one) for one in of])
        return np.asarray(np.sqrt((self.departures(values) ** 2 * weights).sum(-1) / weights.sum()))
