"""How a statistic is declared: a function with its unit and meaning, found by itself."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.validation.statistics._arguments import KINDS
from experiments.validation.statistics._record import Record
from sim.errors import CoalitionError, nearest

if TYPE_CHECKING:
    import xarray

Compute = Callable[..., np.ndarray]

#: All statistics by name. Filled by the decorator.
STATISTICS: dict[str, Statistic] = {}


class StatisticError(CoalitionError, ValueError):
    """A statistic is declared wrongly, unknown, or told what it cannot use."""


@dataclass(frozen=True)
class Statistic:
    """One number a run, to be held against the record.

    Attributes
    ----------
    name, unit, meaning : str
        Unit in words ("1" for a pure number), and a line for tables.
    columns : tuple of str
        Columns of the world that it reads besides those named in its arguments.
    arguments : dict
        By argument, what kind it is (see `_arguments.KINDS`).
    defaults : dict
        By argument that may be left out, its default.
    compute : callable
        `compute(record, **arguments)` gives `(runs,)`, NaN where it is undefined.
    """

    name: str
    unit: str
    meaning: str
    columns: tuple[str, ...]
    arguments: Mapping[str, str] = field(repr=False)
    defaults: Mapping[str, Any] = field(repr=False)
    compute: Compute = field(repr=False)

    @property
    def definition(self) -> str:
        """Formula and edge rule: the docstring of the function."""
        return inspect.getdoc(self.compute) or ""

    def needs(self, arguments: Mapping[str, Any]) -> set[str]:
        """Columns that the history must hold for it."""
        told = {**self.defaults, **arguments}
        named = {told[key] for key, kind in self.arguments.items() if kind == "column"}
        return {*self.columns, *named}


def statistic(*, unit: str, meaning: str, columns: tuple[str, ...] = ()) -> Any:
    """Declare a function `(record, *, arguments...) -> (runs,)` to be a statistic.

    A file in this folder is enough: nothing is registered by hand. Arguments are annotated with
    the kinds of `_arguments`, so that a pattern file can be checked before anything runs.
    """

    def declare(function: Compute) -> Compute:
        name = function.__name__
        if name in STATISTICS:
            raise StatisticError(f"two statistics are named {name!r}")
        hints = typing.get_type_hints(function, include_extras=True)
        arguments, defaults = {}, {}
        for key, one in inspect.signature(function).parameters.items():
            if one.kind is not one.KEYWORD_ONLY:
                continue
            arguments[key] = str(getattr(hints[key], "__metadata__", ("",))[0])
            if arguments[key] not in KINDS:
                raise StatisticError(f"{name}: the argument {key} has no kind")
            if one.default is not one.empty:
                defaults[key] = one.default
        STATISTICS[name] = Statistic(name, unit, meaning, columns, arguments, defaults, function)
        return function

    return declare


def compute(name: str, history: xarray.Dataset, **arguments: Any) -> np.ndarray:
    """Compute a statistic of each run.

    Parameters
    ----------
    name : str
        One of `STATISTICS`.
    history : xarray.Dataset
        From `simulate`, with the columns of `STATISTICS[name].needs(arguments)`.
    **arguments
        What the statistic is told; those with a default may be left out.

    Returns
    -------
    (runs,)
        NaN where it is undefined, and in runs that went astray.

    Raises
    ------
    StatisticError
        For an unknown statistic or argument, or a missing one.
    HistoryError
        Where the history lacks a column or does not span the window.
    """
    if name not in STATISTICS:
        raise StatisticError(f"no statistic is named '{name}'{nearest(name, STATISTICS)}")
    found = STATISTICS[name]
    for key in arguments:
        if key not in found.arguments:
            raise StatisticError(f"{name} has no argument '{key}'{nearest(key, found.arguments)}")
    for key in found.arguments:
        if key not in arguments and key not in found.defaults:
            raise StatisticError(f"{name} needs the argument '{key}'")
    record = Record(history)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        values = np.asarray(found.compute(record, **arguments), dtype=float)
    if values.shape != (record.runs,):
        raise StatisticError(f"{name} gave the shape {values.shape} for {record.runs} runs")
    return np.where(np.isfinite(values) & ~record.astray, values, np.nan)
