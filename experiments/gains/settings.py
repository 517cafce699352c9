"""How differences are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from experiments.gains.parting import HOLD
from experiments.gains.resampling import counts
from sim.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Settings:
    """How differences are judged.

    Attributes
    ----------
    confidence : float
        Of one interval, and of all together. (0-1)
    resamples : int
        Of the bootstrap.
    seed : int
        Of the bootstrap.
    hold : int
        Quarters that policies must stay apart.
    indifference : mapping of str to float
        By measure the difference, in its unit, up to which nobody minds.
    """

    confidence: float = 0.95
    resamples: int = 1000
    seed: int = 0
    hold: int = HOLD
    indifference: Mapping[str, float] = field(default_factory=dict)
    _drawn: dict[int, np.ndarray] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if not 0.0 < self.confidence < 1.0:
            raise ParameterError(f"confidence is {self.confidence}; it must lie between 0 and 1")
        for name, number, least in (("resamples", self.resamples, 100), ("hold", self.hold, 1)):
            if number < least:
                raise ParameterError(f"{name} is {number}; it must be at least {least}")
        for name, zone in self.indifference.items():
            if not zone >= 0.0:
                raise ParameterError(f"indifference of {name} is {zone}; it must be at least 0")

    def drawn(self, worlds: int) -> np.ndarray:
        """Resamples of so many worlds, the same for all policies and scenarios."""
        if worlds not in self._drawn:
            self._drawn[worlds] = counts(worlds, self.resamples, self.seed)
        return self._drawn[worlds]
