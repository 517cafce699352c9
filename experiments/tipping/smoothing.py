"""A surface through the cells of a map that assumes no shape: local lines under a bell."""

from __future__ import annotations

import numpy as np

#: Widths of the bell that are tried. [steps of the grid]
WIDTHS = (0.6, 0.8, 1.0, 1.4, 2.0, 3.0)
_FOLDS = 5
#: Tiny pull towards a flat surface, for places with too few cells about.
_RIDGE = 1e-6


def smoother(
    from_x: np.ndarray, from_y: np.ndarray, x: np.ndarray, y: np.ndarray, width: float,
    weight: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Weights by which the surface at each place is made of the cells: local linear regression.

    Parameters
    ----------
    from_x, from_y : (cells,)
        Where the cells are. [steps of the grid]
    x, y : (places,)
        Where the surface is wanted. [steps of the grid]
    width : float
        Standard deviation of the bell. [steps of the grid]
    weight : (cells,)
        Runs of each cell.

    Returns
    -------
    (places, cells)
        Rows add up to 1.

    Notes
    -----
    A line, not a mean, is fitted about every place, so that the surface is not flattened at the
    edges of the map (Fan 1993, doi:10.1214/aos/1176349022).
    """
    right = from_x[None, :] - x[:, None]
    up = from_y[None, :] - y[:, None]
    bell = weight[None, :] * np.exp(-(right**2 + up**2) / (2.0 * width**2))
    bell = bell / bell.sum(axis=1, keepdims=True)
    design = np.stack([np.ones_like(right), right, up], axis=-1)
    weighted = bell[..., None] * design
    normal = np.swapaxes(weighted, 1, 2) @ design
    normal[:, [1, 2], [1, 2]] += _RIDGE
    first = np.linalg.solve(normal, np.broadcast_to(np.eye(3)[:, :1], (len(x), 3, 1)))
    found: np.ndarray = (weighted @ first)[..., 0]
    return found


def chosen_width(from_x: np.ndarray, from_y: np.ndarray, crossed: np.ndarray, seed: int) -> float:
    """The width that best foretells worlds that were left out, by their squared error.

    Parameters
    ----------
    from_x, from_y : (cells,)
        Where the cells are. [steps of the grid]
    crossed : (cells, replicates)
        1, 0 or NaN.
    seed : int
        Of the folds into which the worlds are dealt; all cells of a world stay together.
    """
    replicates = crossed.shape[1]
    folds = min(_FOLDS, replicates)
    fold = np.random.default_rng(seed).permutation(replicates) % folds
    errors = np.zeros(len(WIDTHS))
    for left_out in range(folds):
        known, count = frequencies(crossed[:, fold != left_out])
        rest = crossed[:, fold == left_out]
        for place, width in enumerate(WIDTHS):
            weights = smoother(from_x, from_y, from_x, from_y, width, count)
            foretold = np.clip(weights @ known, 0.0, 1.0)
            errors[place] += np.nansum((rest - foretold[:, None]) ** 2)
    # of widths that do equally well, the widest
    best = np.flatnonzero(errors <= errors.min() * (1.0 + 1e-9))
    return WIDTHS[int(best[-1])]


def frequencies(crossed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share and number of judged worlds, `(cells,)` each; 0 and next to 0 where there is none."""
    known = np.isfinite(crossed)
    count = known.sum(axis=1).astype(float)
    share = np.where(known, crossed, 0.0).sum(axis=1) / np.maximum(count, 1.0)
    return share, np.maximum(count, 1e-9)
