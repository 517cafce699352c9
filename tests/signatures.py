"""Signatures of scenarios: what a paired difference over runs must show, and how it is measured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray
from scipy.stats import t as student

Measure = Callable[[xarray.Dataset], np.ndarray]
UP, DOWN = 1, -1


def paired(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float, float]:
    """Mean difference over runs, and its 99% interval."""
    apart = ours - theirs
    assert np.isfinite(apart).all()
    half = student.ppf(0.995, len(apart) - 1) * apart.std(ddof=1) / np.sqrt(len(apart))
    return float(apart.mean()), float(apart.mean() - half), float(apart.mean() + half)


def mean(variable: str, first: int, last: int, who: str = "") -> Measure:
    """Mean of a variable over quarters, of one actor or community where it is named.

    Of no one named, communities are averaged; what goes to several bodies is summed.
    """

    def measure(h: xarray.Dataset) -> np.ndarray:
        series = h[variable]
        if who:
            series = series.sel({"actor" if "actor" in series.dims else "community": who})
        elif "community" in series.dims:
            series = series.mean("community")
        if "body" in series.dims:
            series = series.sum("body")
        return np.asarray(series.isel(quarter=slice(first, last + 1)).mean("quarter").values)

    return measure
