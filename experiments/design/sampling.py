"""From factors and a method to the rows of a design."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.design._registry import SAMPLERS, DesignError, Points, Sampler, whole
from experiments.design.constraint import Constraint
from experiments.design.factor import Factor, labels
from sim.errors import ParameterError, nearest

if TYPE_CHECKING:
    import pandas as pd

#: A comparison in words, or a function of the columns that says where it holds.
Restriction = str | Callable[[Mapping[str, np.ndarray]], Any]

#: Points tried before a constraint counts as one that hardly any point keeps, a point wanted.
_PATIENCE = 1000
#: Points of a design: a larger one is a slip of the pen.
MAX_POINTS = 20_000_000
#: Columns by which rows of a table are known.
IDS = ("point", "base", "step", "replicate", "run")


@dataclass(frozen=True, eq=False)
class Design:
    """The points to visit.

    Attributes
    ----------
    sampler : Sampler
        What made it, and what it can do.
    factors : tuple of Factor
        What is varied, in the order of the columns.
    samples : int
        What was asked for; 0 where the factors alone decide.
    seed : int
        Seed of the random part.
    options : dict
        Options of the sampler, defaults included.
    columns : dict of (points,)
        By factor, its value at each point.
    base, step : (points,) int64
        Base sample of each point, and its place in it: an analysis joins rows by these.
    dropped : int
        Points left out because they broke a constraint.
    """

    sampler: Sampler
    factors: tuple[Factor, ...]
    samples: int
    seed: int
    options: dict[str, Any]
    columns: dict[str, np.ndarray]
    base: np.ndarray
    step: np.ndarray
    dropped: int = field(default=0)

    def __len__(self) -> int:
        return len(self.base)

    def table(self) -> pd.DataFrame:
        """A row a point: `point` (the index), `base`, `step`, and a column a factor."""
        import pandas as pd

        index = pd.RangeIndex(len(self), name="point")
        return pd.DataFrame({"base": self.base, "step": self.step, **self.columns}, index=index)

    def matrix(self) -> np.ndarray:
        """Numbers for an analysis, `(points, factors)`; labels as their place among `values`."""
        return np.column_stack([f.coded(self.columns[f.name]) for f in self.factors])

    def problem(self) -> dict[str, Any]:
        """The factors as SALib's `problem`, made anew at each call because SALib changes it."""
        problem: dict[str, Any] = {
            "num_vars": len(self.factors),
            "names": [factor.name for factor in self.factors],
            "bounds": [_bounds(factor) for factor in self.factors],
        }
        if any(factor.group for factor in self.factors):
            problem["groups"] = [factor.group or factor.name for factor in self.factors]
        return problem


def _bounds(factor: Factor) -> list[float]:
    if factor.kind == "categorical":
        return [0.0, len(factor.values) - 1.0]
    return [float(factor.low), float(factor.high)]


def sample(
    factors: Sequence[Factor],
    method: str,
    samples: int | None = None,
    *,
    seed: int = 0,
    constraints: Sequence[Restriction] = (),
    **options: Any,
) -> Design:
    """Make a design.

    Parameters
    ----------
    factors : sequence of Factor
        What to vary.
    method : str
        One of `SAMPLERS`.
    samples : int, optional
        Its size, in what the sampler counts (`SAMPLERS[method].sized`).
    seed : int
        Seed of the random part, at least 0; the same seed gives the same points.
    constraints : sequence of str or callable
        Comparisons such as "x + y <= 1" that every point must keep, or functions of the columns
        that give `(points,)` of bool. Only for designs without an inner structure.
    **options
        Options of the sampler.

    Returns
    -------
    Design

    Raises
    ------
    DesignError
        When the request cannot be met, with what is allowed.

    Examples
    --------
    >>> design = sample([Factor("x"), Factor("y", 1, 4, kind="integer")], "sobol", 8, seed=1)
    >>> len(design), sorted(set(design.columns["y"].tolist()))
    (8, [1.0, 2.0, 3.0, 4.0])
    """
    factors = tuple(factors) if isinstance(factors, Iterable) else ()
    chosen = _chosen(factors, method)
    count = _count(chosen, samples)
    if count > MAX_POINTS:
        raise DesignError(f"samples is {count:,}; a design has at most {MAX_POINTS:,} points")
    constraints = [constraints] if isinstance(constraints, str) else constraints
    seed = whole("seed", seed, 0)
    for name in options:
        if name not in chosen.options:
            known = ", ".join(chosen.options) or "none"
            advice = nearest(name, chosen.options)
            raise DesignError(f"{method} has no option '{name}'{advice or f'; it has {known}'}")
    settings = {**chosen.options, **options}
    rules = _rules(chosen, factors, constraints)
    dropped = 0
    if rules and chosen.nested:
        points, dropped = _kept_in_order(chosen, factors, count, seed, settings, rules)
    else:
        points = _drawn(chosen, factors, count, seed, settings)
        if rules:
            points, dropped = _kept(points, rules)
    if not len(points.base):
        raise DesignError("no point of the design keeps all constraints")
    return Design(chosen, factors, count, seed, settings, *points, dropped)


def _chosen(factors: tuple[Factor, ...], method: str) -> Sampler:
    if not isinstance(method, str) or method not in SAMPLERS:
        known = ", ".join(sorted(SAMPLERS))
        advice = nearest(str(method), SAMPLERS)
        raise DesignError(f"there is no method '{method}'{advice} ({known})")
    if not factors:
        raise DesignError("there is no factor to vary")
    if not all(isinstance(factor, Factor) for factor in factors):
        raise DesignError("factors must be a list of Factor, as in [Factor('x', 0, 1)]")
    names = [factor.name for factor in factors]
    for name in IDS:
        if name in names:
            raise DesignError(f"a factor is called '{name}', as a column that says where a row is")
    for name in names:
        if names.count(name) > 1:
            raise DesignError(f"two factors are called '{name}'")
    grouped = [factor.name for factor in factors if factor.group]
    if grouped and not SAMPLERS[method].groups:
        able = ", ".join(sorted(name for name, one in SAMPLERS.items() if one.groups))
        raise DesignError(f"{method} cannot move groups together ({grouped[0]}); {able} can")
    return SAMPLERS[method]


def _count(chosen: Sampler, samples: int | None) -> int:
    if not chosen.sized:
        if samples:
            raise DesignError(f"{chosen.name} takes no `samples`: its factors decide its size")
        return 0
    if samples is None:
        raise DesignError(f"{chosen.name} needs `samples`, the number of {chosen.sized}")
    return whole("samples", samples, 1)


def _rules(
    chosen: Sampler, factors: tuple[Factor, ...], constraints: Sequence[Restriction]
) -> list[Callable[[Mapping[str, np.ndarray]], Any]]:
    if constraints and not chosen.filtered:
        able = ", ".join(sorted(name for name, one in SAMPLERS.items() if one.filtered))
        raise DesignError(
            f"{chosen.name} cannot keep constraints: its rows are compared with each other, and "
            f"leaving some out would ruin the comparison; {able} can"
        )
    numeric = [f.name for f in factors if not f.values or labels(f.values).dtype == float]
    try:
        return [
            one if callable(one) else Constraint.parse(one, numeric).holds for one in constraints
        ]
    except ParameterError as error:
        raise DesignError(f"constraint: {error}") from None


def _drawn(
    chosen: Sampler, factors: tuple[Factor, ...], count: int, seed: int, settings: dict[str, Any]
) -> Points:
    # A generator, because SALib takes a seed of 0 for none.
    points = chosen.draw(factors, count, np.random.default_rng(seed), **settings)
    if len(points.base) > MAX_POINTS:
        raise DesignError(f"{len(points.base):,} points are more than {MAX_POINTS:,}")
    return points


def _kept(
    points: Points, rules: Sequence[Callable[[Mapping[str, np.ndarray]], Any]]
) -> tuple[Points, int]:
    keep = np.ones(len(points.base), dtype=bool)
    for rule in rules:
        keep &= np.asarray(rule(points.columns), dtype=bool)
    columns = {name: column[keep] for name, column in points.columns.items()}
    left = np.arange(int(keep.sum()), dtype=np.int64)
    return Points(columns, left, np.zeros_like(left)), int((~keep).sum())


def _kept_in_order(
    chosen: Sampler,
    factors: tuple[Factor, ...],
    count: int,
    seed: int,
    settings: dict[str, Any],
    rules: Sequence[Callable[[Mapping[str, np.ndarray]], Any]],
) -> tuple[Points, int]:
    """The first `count` points of the sequence that keep the rules: still the start of more."""
    tried = count
    while True:
        points, _ = _kept(_drawn(chosen, factors, tried, seed, settings), rules)
        if len(points.base) >= count:
            break
        if tried >= _PATIENCE * count:
            raise DesignError(
                f"only {len(points.base)} of {tried:,} points keep all constraints; widen them"
            )
        tried *= 2
    columns = {name: column[:count] for name, column in points.columns.items()}
    return Points(columns, points.base[:count], points.step[:count]), tried - len(points.base)
