"""How a method is declared: a function with what it needs and gives, found by itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.design import Factor, sample
from experiments.sensitivity.fault import SensitivityError
from sim.errors import nearest

if TYPE_CHECKING:
    import pandas as pd


class Estimate(NamedTuple):
    """One measure for all its subjects, with what it might have been."""

    value: np.ndarray
    """(subjects,): factors or groups, or pairs of them in the order of `itertools.combinations`."""
    draws: np.ndarray
    """The value in resamples, `(resamples, subjects)`; NaN where nobody knows its spread."""


Estimator = Callable[..., dict[str, Estimate]]
#: Takes what `ready.prepare` makes.
Structure = Callable[[Any], str]
Plan = Callable[..., "pd.DataFrame"]

#: All methods by name. Filled by the decorator.
METHODS: dict[str, Method] = {}


@dataclass(frozen=True)
class Method:
    """A way of measuring how much a factor matters.

    Attributes
    ----------
    name, meaning : str
        Name in requests, and a line for tables.
    sampler : str
        Design that it needs, named as in `experiments.design.SAMPLERS` where it is one of those;
        empty for a method that takes any table of factors and outcomes.
    sized : str
        What its base samples are called.
    measures : dict of str to str
        What it gives, with the meaning of each.
    leading : str
        Measure by which factors are ranked and screened.
    shares : bool
        Whether the leading measure is between 0 and 1 (a share or a distance), and not in the
        unit of the outcome.
    groups : bool
        Whether factors of a group count as one.
    judged : bool
        Whether a part of the rows tells how the whole would vary, so that intervals exist.
    options : dict
        Further arguments with their defaults.
    estimate : callable
        `estimate(ready, resamples, rng, **options)` gives an `Estimate` a measure.
    structure : callable or None
        `structure(ready)` says what is wrong with the layout of the rows, or "".
    plan : callable or None
        `plan(factors, samples, seed, **options)` gives the table of points that it needs.
    """

    name: str
    meaning: str
    sampler: str
    sized: str
    measures: Mapping[str, str]
    leading: str
    shares: bool
    groups: bool
    judged: bool
    options: Mapping[str, Any]
    estimate: Estimator
    structure: Structure | None
    plan: Plan | None

    @property
    def paired(self) -> bool:
        """Whether rows are compared with each other, so that they need ids and a shared seed."""
        return bool(self.sampler)

    def settings(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All options, with those given in place of the defaults."""
        for name in given:
            if name not in self.options:
                known = ", ".join(self.options) or "none"
                advice = nearest(name, self.options) or f"; it has {known}"
                raise SensitivityError("unknown option", f"{self.name} has no '{name}'{advice}")
        return {**self.options, **given}


def method(
    *,
    meaning: str,
    measures: Mapping[str, str],
    leading: str,
    sampler: str = "",
    sized: str = "points",
    shares: bool = True,
    groups: bool = False,
    judged: bool = True,
    structure: Structure | None = None,
    plan: Plan | None = None,
) -> Callable[[Estimator], Estimator]:
    """Declare a function `(ready, resamples, rng, *, options...)` to be a method."""

    def declare(function: Estimator) -> Estimator:
        name = function.__name__
        assert name not in METHODS
        options = {
            key: parameter.default
            for key, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is parameter.KEYWORD_ONLY
        }
        METHODS[name] = Method(
            name, meaning, sampler, sized, dict(measures), leading, shares, groups, judged, options,
            function, structure, plan,
        )  # fmt: skip
        return function

    return declare


def chosen(name: str) -> Method:
    """The method of a name, or a refusal that names all."""
    if not isinstance(name, str):
        raise SensitivityError("unknown method", f"a method is a name, not a {type(name).__name__}")
    if name not in METHODS:
        known = ", ".join(sorted(METHODS))
        advice = nearest(name, METHODS)
        raise SensitivityError("unknown method", f"there is no '{name}'{advice} ({known})")
    return METHODS[name]


def given_data() -> str:
    """Names of the methods that take any table, for advice."""
    return ", ".join(sorted(name for name, one in METHODS.items() if not one.paired))


def planned(sampler: str) -> Plan:
    """A plan that asks `experiments.design` for the points."""

    def plan(factors: tuple[Factor, ...], samples: int, seed: int, **options: Any) -> pd.DataFrame:
        return sample(factors, sampler, samples, seed=seed, **options).table()

    return plan
