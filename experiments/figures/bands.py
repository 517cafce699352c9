"""Bands over runs: the median, half of the runs, nine in ten runs."""

from __future__ import annotations

import warnings

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_OUTER, _INNER = 0.18, 0.32


def quantiles(values: np.ndarray) -> np.ndarray:
    """5, 25, 50, 75 and 95% over runs, `(5, ...)`, of what is defined; NaN where nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        known = np.isfinite(values)
        if known.all():
            return np.asarray(np.quantile(values, SHARES, axis=0))
        return np.asarray(np.nanquantile(np.where(known, values, np.nan), SHARES, axis=0))


def draw_bands(
    axes: Axes, x: np.ndarray, values: np.ndarray, colour: str, *, inner: bool = True
) -> np.ndarray:
    """Draw median and bands of `values` (run, moment); returns the quantiles."""
    found = quantiles(values)
    if len(values) > 1:
        axes.fill_between(x, found[0], found[4], color=colour, alpha=_OUTER, linewidth=0)
        if inner:
            axes.fill_between(x, found[1], found[3], color=colour, alpha=_INNER, linewidth=0)
    axes.plot(x, found[2], color=colour, linewidth=1.8)
    return found


def band_key(colour: str, runs: int) -> list[Line2D | Patch]:
    """Legend entries of median and bands."""
    if runs == 1:
        return [Line2D([], [], color=colour, linewidth=1.8, label="the run")]
    return [
        Line2D([], [], color=colour, linewidth=1.8, label="median over runs"),
        Patch(color=colour, alpha=_OUTER + _INNER, linewidth=0, label="25–75% of runs"),
        Patch(color=colour, alpha=_OUTER, linewidth=0, label="5–95% of runs"),
    ]


def share_limits(axes: Axes, values: np.ndarray) -> None:
    """Limits of an axis of shares: from 0, and up to 1 where the values come near it."""
    known = values[np.isfinite(values)]
    highest = float(known.max()) if known.size else 1.0
    axes.set_ylim(0.0, 1.0 if highest > 0.6 else max(1.15 * highest, 0.1))
