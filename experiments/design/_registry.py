"""How a sampler is declared: a function with what it can and cannot do, found by itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from experiments.design.factor import Factor
from sim.errors import CoalitionError


class DesignError(CoalitionError, ValueError):
    """A design is asked for that cannot be made, or would not mean what it seems to mean."""


class Points(NamedTuple):
    """The points of a design, in the order in which an analysis expects them."""

    columns: dict[str, np.ndarray]
    """By factor, its value at each point, `(points,)`."""
    base: np.ndarray
    """Number of the base sample that a point belongs to, `(points,)`."""
    step: np.ndarray
    """Place of a point within its base sample, `(points,)`."""


Draw = Callable[..., Points]

#: All samplers by name. Filled by the decorator.
SAMPLERS: dict[str, Sampler] = {}


@dataclass(frozen=True)
class Sampler:
    """A way of choosing points.

    Attributes
    ----------
    name, meaning : str
        Name in studies, and a line for tables.
    sized : str
        What `samples` counts; empty where the factors alone decide the number of points.
    nested : bool
        Whether fewer samples are the first of more, so that a study can be extended.
    paired : bool
        Whether rows of one base sample are compared with each other, and so must share a seed.
    groups : bool
        Whether factors of a group move together.
    filtered : bool
        Whether points that break a constraint can be left out; a structured design would be ruined.
    options : dict
        Further arguments with their defaults.
    draw : callable
        `draw(factors, samples, rng, **options)` gives `Points`.
    """

    name: str
    meaning: str
    sized: str
    nested: bool
    paired: bool
    groups: bool
    filtered: bool
    options: dict[str, Any]
    draw: Draw


def sampler(
    *,
    meaning: str,
    sized: str = "points",
    nested: bool = False,
    paired: bool = False,
    groups: bool = False,
    filtered: bool = False,
) -> Callable[[Draw], Draw]:
    """Declare a function `(factors, samples, rng, *, options...)` to be a sampler."""

    def declare(function: Draw) -> Draw:
        name = function.__name__
        if name in SAMPLERS:
            raise DesignError(f"two samplers are named {name!r}")
        options = {
            key: parameter.default
            for key, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is parameter.KEYWORD_ONLY
        }
        SAMPLERS[name] = Sampler(
            name, meaning, sized, nested, paired, groups, filtered, options, function
        )
        return function

    return declare


def spread(factors: Sequence[Factor], unit: np.ndarray) -> dict[str, np.ndarray]:
    """Values of all factors at points of the unit cube, `(points, factors)`."""
    return {factor.name: factor.at(unit[:, k]) for k, factor in enumerate(factors)}


def unit_problem(factors: Sequence[Factor]) -> dict[str, Any]:
    """The factors as SALib's problem on the unit cube, made anew because SALib changes it.

    A factor without a group is a group of its own, since SALib wants all factors grouped or none.
    """
    problem: dict[str, Any] = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    if any(factor.group for factor in factors):
        problem["groups"] = [factor.group or factor.name for factor in factors]
    return problem


def whole(name: str, value: Any, least: int) -> int:
    """A whole number from `least`, or a refusal that names the option."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise DesignError(f"{name} is {value!r}; it must be a whole number from {least}")
    return int(value)


def power_of_two(samples: int) -> int:
    """`samples`, refused unless a power of two: only these keep a Sobol' sequence balanced."""
    if samples & (samples - 1):
        below = 1 << (samples.bit_length() - 1)
        raise DesignError(
            f"samples is {samples}; a Sobol' sequence is balanced only at powers of two, "
            f"such as {below} or {2 * below}"
        )
    return samples


def rows_of(blocks: int, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Base and step of `blocks` base samples with `length` rows each."""
    base = np.repeat(np.arange(blocks, dtype=np.int64), length)
    return base, np.tile(np.arange(length, dtype=np.int64), blocks)
