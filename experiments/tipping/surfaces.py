"""The probability over the whole map, and where it passes a level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.tipping.counting import LEVEL, Cells
from experiments.tipping.fault import TippingError
from experiments.tipping.smoothing import chosen_width, frequencies, smoother

#: Places along each axis at which the surface is worked out.
FINE = 61


@dataclass(frozen=True)
class Surface:
    """A probability over the map, smoothed over its cells.

    Attributes
    ----------
    x, y : (columns,), (rows,)
        Places, finer than the cells.
    probability : (rows, columns)
        Smoothed probability. [0-1]
    above : (rows, columns)
        Share of the resamples in which it is at least `level`. [0-1]
    draws : (resamples, rows, columns)
        The surface through resampled worlds.
    level : float
        Probability at which it is said to tip. (0-1)
    width : float
        Width of the smoothing. [steps of the grid]
    """

    x: np.ndarray
    y: np.ndarray
    probability: np.ndarray
    above: np.ndarray
    draws: np.ndarray
    level: float
    width: float

    @property
    def sure(self) -> np.ndarray:
        """1 where it is surely beyond the level, -1 where surely short of it, 0 between."""
        tail = (1.0 - LEVEL) / 2.0
        return (self.above >= 1.0 - tail).astype(int) - (self.above <= tail).astype(int)

    def at(self, x: float, y: float) -> tuple[float, float, float]:
        """Probability at the nearest place, with its interval."""
        row, column = np.abs(self.y - y).argmin(), np.abs(self.x - x).argmin()
        tail = (1.0 - LEVEL) / 2.0
        low, high = np.quantile(self.draws[:, row, column], [tail, 1.0 - tail])
        return float(self.probability[row, column]), float(low), float(high)


def surface(
    found: Cells, level: float = 0.5, resamples: int = 400, seed: int = 0, fine: int = FINE
) -> Surface:
    """Smooth the cells, and once more through resampled worlds.

    Parameters
    ----------
    found : Cells
        What happened.
    level : float
        Probability at which it is said to tip. (0-1)
    resamples, seed : int
        Worlds are drawn with replacement, all cells of a world together, because all cells met the
        same ones (Efron 1979, doi:10.1214/aos/1176344552).
    fine : int
        Places along each axis.

    Notes
    -----
    The interval is that of luck in the worlds, not of the smoothing between cells: a boundary that
    is sharper than the grid is blurred to about one step of it.
    """
    if not 0.0 < level < 1.0:
        raise TippingError(f"the level is {level:g}; it must lie between 0 and 1")
    if not found.runs.any():
        raise TippingError("in no run of the map could the condition be judged")
    rows, columns, replicates = found.crossed.shape
    up, right = (part.ravel() for part in np.mgrid[0:rows, 0:columns].astype(float))
    crossed = found.crossed.reshape(-1, replicates)
    width = chosen_width(right, up, crossed, seed)
    share, count = frequencies(crossed)
    x = np.linspace(0.0, columns - 1.0, fine)
    y = np.linspace(0.0, rows - 1.0, fine)
    place_y, place_x = (part.ravel() for part in np.meshgrid(y, x, indexing="ij"))
    weights = smoother(right, up, place_x, place_y, width, count)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(replicates, np.full(replicates, 1.0 / replicates), size=resamples)
    known = np.isfinite(crossed)
    held = times @ np.where(known, crossed, 0.0).T
    judged = times @ known.T.astype(float)
    # a cell without a judged world in a resample keeps its own share
    drawn = np.where(judged > 0.0, held / np.maximum(judged, 1.0), share)
    shape = (fine, fine)
    draws = np.clip(drawn @ weights.T, 0.0, 1.0).reshape(resamples, *shape)
    return Surface(
        np.interp(x, np.arange(columns), found.x),
        np.interp(y, np.arange(rows), found.y),
        np.clip(weights @ share, 0.0, 1.0).reshape(shape),
        (draws >= level).mean(axis=0),
        draws,
        level,
        width,
    )


def boundary(found: Surface, along: str = "x") -> pd.DataFrame:
    """Where the surface passes the level, walking along one axis at each place of the other.

    Parameters
    ----------
    found : Surface
        The map.
    along : {"x", "y"}
        The axis that is walked.

    Returns
    -------
    pandas.DataFrame
        A row a place of the other axis: `along`, `at` (the other axis), `value` (where it tips on
        the walked one; NaN where it never does, and where it does more than once), `low`, `high`
        (interval over resampled worlds; an end of the range where a resample tips beyond it),
        `crossings` (how often it tips), `inside` (share of the resamples that tip within the map).
    """
    walked, other = (found.x, found.y) if along == "x" else (found.y, found.x)
    middle = found.probability if along == "x" else found.probability.T
    draws = found.draws if along == "x" else np.swapaxes(found.draws, 1, 2)
    rising = bool((middle[:, -1] - middle[:, 0]).mean() >= 0.0)
    where, crossings = _crossing(walked, middle, found.level, rising)
    drawn, inside = _crossing(walked, draws, found.level, rising)
    tail = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(drawn, [tail, 1.0 - tail], axis=0)
    once = crossings == 1
    columns = {
        "along": along, "at": other, "value": np.where(once, where, np.nan),
        "low": np.where(once, low, np.nan), "high": np.where(once, high, np.nan),
        "crossings": crossings, "inside": (inside > 0).mean(axis=0),
    }  # fmt: skip
    return pd.DataFrame(columns)


def _crossing(
    walked: np.ndarray, height: np.ndarray, level: float, rising: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Place of the first passing of the level along the last axis, and their number.

    Where nothing passes it, the end of the range beyond which it must lie.
    """
    above = height >= level
    passes = above[..., 1:] != above[..., :-1]
    count = passes.sum(axis=-1)
    first = passes.argmax(axis=-1)[..., None]
    before = np.take_along_axis(height, first, -1)[..., 0]
    after = np.take_along_axis(height, first + 1, -1)[..., 0]
    step = np.where(after == before, 1.0, after - before)
    start = walked[first[..., 0]]
    place = start + (level - before) / step * (walked[first[..., 0] + 1] - start)
    ends = walked[0], walked[-1]
    beyond = np.where(above[..., 0] == rising, *ends)
    return np.where(count > 0, place, beyond), count
