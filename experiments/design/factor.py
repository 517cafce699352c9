"""Factors: what a design varies, over which values, and how likely each of them is."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.errors import ParameterError, nearest

KINDS = ("continuous", "integer", "categorical")

Quantile = Callable[..., np.ndarray]


def _uniform(u: np.ndarray, low: float, high: float) -> np.ndarray:
    return low + u * (high - low)


def _loguniform(u: np.ndarray, low: float, high: float) -> np.ndarray:
    from scipy.stats import loguniform

    return np.asarray(loguniform.ppf(u, low, high))


def _triangular(u: np.ndarray, low: float, high: float, mode: float) -> np.ndarray:
    from scipy.stats import triang

    return np.asarray(triang.ppf(u, (mode - low) / (high - low), loc=low, scale=high - low))


def _normal(u: np.ndarray, low: float, high: float, mean: float, sd: float) -> np.ndarray:
    from scipy.stats import truncnorm

    return np.asarray(truncnorm.ppf(u, (low - mean) / sd, (high - mean) / sd, mean, sd))


#: Quantile function and shape parameters of each distribution; all are cut off at low and high.
DISTRIBUTIONS: dict[str, tuple[Quantile, tuple[str, ...]]] = {
    "uniform": (_uniform, ()),
    "loguniform": (_loguniform, ()),
    "triangular": (_triangular, ("mode",)),
    "normal": (_normal, ("mean", "sd")),
}


@dataclass(frozen=True)
class Factor:
    """Something that a design varies.

    Attributes
    ----------
    name : str
        What it is called; in a study its address.
    low, high : float
        Range of a continuous or integer factor, both ends included.
    kind : {"continuous", "integer", "categorical"}
        Categorical when `values` are given.
    distribution : str
        One of `DISTRIBUTIONS`; a normal one is cut off at `low` and `high`.
    shape : mapping of str to float
        `mode` of a triangular, `mean` and `sd` of a normal distribution.
    values : tuple
        Values of a categorical factor, equally likely: numbers or labels.
    default : object
        Value when others are varied one at a time; the median unless given.
    group : str
        Factors of one group move together in grouped designs.

    Examples
    --------
    >>> Factor("x", 0, 10).at([0.0, 0.25, 1.0]).tolist()
    [0.0, 2.5, 10.0]
    >>> Factor("n", 1, 3, kind="integer").at([0.0, 0.5, 1.0]).tolist()
    [1.0, 2.0, 3.0]
    >>> Factor("side", values=("left", "right")).at([0.2, 0.8]).tolist()
    ['left', 'right']
    """

    name: str
    low: float = 0.0
    high: float = 1.0
    kind: str = "continuous"
    distribution: str = "uniform"
    shape: Mapping[str, float] = field(default_factory=dict)
    values: tuple[Any, ...] = ()
    default: Any = None
    group: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.values))
        if self.values:
            object.__setattr__(self, "kind", "categorical")
        fault = self._fault()
        if fault:
            raise ParameterError(f"factor {self.name}: {fault}")
        if self.default is None:
            object.__setattr__(self, "default", self.at(np.array([0.5])).tolist()[0])

    def _fault(self) -> str:
        if self.kind not in KINDS:
            return (
                f"kind is {self.kind!r}; it must be {', '.join(KINDS)}{nearest(self.kind, KINDS)}"
            )
        if self.kind == "categorical":
            return self._values_fault()
        for word, value in (("low", self.low), ("high", self.high), *self.shape.items()):
            if isinstance(value, bool) or not isinstance(value, int | float | np.number):
                return f"{word} is {value!r}; it must be a number"
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            return f"the range [{self.low:g}, {self.high:g}] is not finite; state low and high"
        if not self.low < self.high:
            return f"low is {self.low:g} and high is {self.high:g}; low must be below high"
        whole = float(self.low).is_integer() and float(self.high).is_integer()
        if self.kind == "integer" and not whole:
            return "low and high of an integer factor must be whole numbers"
        return self._shape_fault()

    def _values_fault(self) -> str:
        if not all(isinstance(value, Hashable) and value == value for value in self.values):
            return "its values must be numbers or labels, without NaN"
        if len(set(self.values)) != len(self.values):
            return "a value stands twice"
        return "" if len(self.values) > 1 else "it needs at least two values"

    def _shape_fault(self) -> str:
        if self.distribution not in DISTRIBUTIONS:
            known = ", ".join(DISTRIBUTIONS)
            advice = nearest(self.distribution, DISTRIBUTIONS)
            return f"distribution is {self.distribution!r}; it must be one of {known}{advice}"
        wanted = DISTRIBUTIONS[self.distribution][1]
        if set(self.shape) != set(wanted):
            words = " and ".join(wanted) or "no further number"
            given = " and ".join(self.shape) or "none"
            return f"a {self.distribution} distribution needs {words}; given: {given}"
        if self.distribution == "loguniform" and self.low <= 0:
            return f"low is {self.low:g}; a loguniform distribution must begin above 0"
        mode = self.shape.get("mode", self.low)
        if not self.low <= mode <= self.high:
            return f"mode is {mode:g}; it must lie between {self.low:g} and {self.high:g}"
        unfit = [word for word, value in self.shape.items() if not math.isfinite(value)]
        if unfit:
            return f"{unfit[0]} is {self.shape[unfit[0]]:g}; it must be finite"
        if self.shape.get("sd", 1.0) <= 0:
            return f"sd is {self.shape['sd']:g}; it must be above 0"
        return ""

    def at(self, unit: Any) -> np.ndarray:
        """Quantiles: the values at points of [0, 1], each as likely as its share of [0, 1]."""
        u = np.asarray(unit, dtype=float)
        if self.kind == "categorical":
            index = np.minimum((u * len(self.values)).astype(np.int64), len(self.values) - 1)
            return labels(self.values)[index]
        quantile = DISTRIBUTIONS[self.distribution][0]
        if self.kind == "continuous":
            return np.clip(quantile(u, self.low, self.high, **self.shape), self.low, self.high)
        if self.distribution == "uniform":
            found = np.floor(quantile(u, self.low, self.high + 1))
        else:
            found = np.round(quantile(u, self.low, self.high, **self.shape))
        return np.clip(found, self.low, self.high)

    def coded(self, column: Any) -> np.ndarray:
        """Values as numbers, for an analysis: labels become their place among `values`."""
        if self.kind != "categorical":
            return np.asarray(column, dtype=float)
        places = {value: float(place) for place, value in enumerate(self.values)}
        return np.array([places[value] for value in np.asarray(column).tolist()])


def labels(values: tuple[Any, ...]) -> np.ndarray:
    """Categorical values as an array: floats where all are numbers, objects otherwise."""
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
    array = np.empty(len(values), dtype=float if numbers else object)
    array[:] = values
    return array
