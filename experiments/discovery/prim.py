"""PRIM through EMA Workbench: from a sample to the boxes along its peeling and pasting."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd

from experiments.discovery.box import Box, Restriction
from experiments.discovery.library import library, quiet
from experiments.discovery.sample import Sample

#: Share of the runs in the box that a peel takes away.
PEEL = 0.05
#: Smallest share of all runs that a box may hold.
MASS = 0.05


def prim(sample: Sample, peel: float = PEEL, mass: float = MASS) -> list[Box]:
    """Boxes along the trajectory, from the whole space to the last paste.

    The patient rule induction method of Friedman and Fisher (1999, doi:10.1023/A:1008894516817)
    with the more lenient objective of Kwakkel and Jaxa-Rozen (2016,
    doi:10.1016/j.envsoft.2015.11.020), which handles numbers and labels alike: each peel takes
    the slice whose loss raises the density most for each run lost. Runs are the observations, so
    that a point counts as often as it has replicates; equal rows are never parted.

    Parameters
    ----------
    sample : Sample
        What is searched.
    peel : float
        Share of the runs that a peel, or a paste, moves. (0–0.5]
    mass : float
        Share of all runs at which peeling ends. (0–1)
    """
    module = library("prim")
    names = {f"x{place}": str(name) for place, name in enumerate(sample.table.columns)}
    plain = pd.DataFrame(
        {code: _plain(sample.table[name]) for code, name in names.items()}
    )  # the library drops a column called `scenario`
    # Version 2 wants a threshold of density, and takes whatever lies above it for a failure.
    takes = inspect.signature(module.Prim.__init__).parameters
    options: dict[str, Any] = {"threshold": 1e-9} if "threshold" in takes else {}
    with quiet(), _without_quasi_p(module.PrimBox):
        found = module.Prim(
            plain, sample.failing.astype(int), peel_alpha=peel, paste_alpha=peel, mass_min=mass,
            **options,
        ).find_box()  # fmt: skip
    whole = found.box_lims[0]
    return [_box(limits, whole, names, sample.table) for limits in found.box_lims]


@contextmanager
def _without_quasi_p(kind: Any) -> Iterator[None]:
    """Leave out the p-value of every restriction of every box: never shown, and half of the time.

    Halves of the points tell what is stable instead.
    """
    name = "_calculate_quasi_p"
    own = vars(kind).get(name)
    if own is None:  # another version may do without
        yield
        return
    setattr(kind, name, lambda *_: {})
    try:
        yield
    finally:
        setattr(kind, name, own)


def _plain(column: pd.Series) -> pd.Series:
    """Labels as codes in words, so that no label can confuse the library."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column
    codes = np.array([f"c{code:04d}" for code in column.cat.codes])
    return pd.Series(pd.Categorical(codes), index=column.index)


def _box(
    limits: pd.DataFrame, whole: pd.DataFrame, names: dict[str, str], table: pd.DataFrame
) -> Box:
    found = []
    for code, name in names.items():
        if code not in limits:
            continue
        column = table[name]
        low, high = limits[code]
        if isinstance(column.dtype, pd.CategoricalDtype):
            # a label that a resample lacks was not shut out
            gone = {int(str(label)[1:]) for label in set(whole[code][0]) - set(low)}
            values = list(enumerate(column.cat.categories))
            found.append(
                Restriction(
                    name,
                    without=tuple(value for place, value in values if place in gone),
                    values=tuple(value for place, value in values if place not in gone),
                )
            )
            continue
        least, most = whole[code]
        found.append(
            Restriction(
                name,
                low=float(low) if low > least else -np.inf,
                high=float(high) if high < most else np.inf,
            )
        )
    return Box(tuple(found))
