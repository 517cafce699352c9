"""Landscape theory of aggregation: who sides with whom when each avoids those it shuns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._descent import energy_grid, grid_positions, settle
from sim.structure._networks import Array, total_weight
from sim.structure.landscape_energy import SIDES, SIDES_AND_NEUTRAL, distances, energy, pair_weights

CONFIGURATION_LIMIT = 2**20
PORTION = 2**14


@dataclass(frozen=True)
class Landscape:
    """Local minima of a landscape, lowest first; mirror images count as one."""

    energies: Array
    """Energy of each minimum, (minima,)."""
    camps: NDArray[np.intp]
    """Sides of the actors, (minima, n); the first that takes a side has 1. [-1, 0 or 1]"""
    basins: NDArray[np.intp]
    """Configurations (exact) or starts (sampled) whose descent ends there, (minima,)."""
    lowest: float
    """Least energy of all configurations."""
    highest: float
    """Greatest energy of all configurations."""
    exact: bool
    """True if every configuration was visited; else minima may lack and the range be too narrow."""

    @property
    def shares(self) -> Array:
        """Basins as shares of all configurations or starts, (minima,). [0-1]"""
        return np.asarray(self.basins / self.basins.sum())

    def normalised(self, energy: ArrayLike) -> Array:
        """Place energies between lowest (0) and highest (1), (...); NaN on a flat landscape."""
        span = self.highest - self.lowest
        above = np.asarray(energy, dtype=np.float64) - self.lowest
        return above / span if span > 0 else np.full_like(above, np.nan)


def landscape(
    sizes: ArrayLike,
    propensities: ArrayLike,
    *,
    neutral: bool = False,
    starts: int = 2048,
    rng: np.random.Generator | int = 0,
) -> Landscape:
    """Find the local minima of `energy` and the basins that drain into them.

    Parameters
    ----------
    sizes, propensities, neutral : As for `energy`.
    starts, rng : Random starts and their generator or seed, where there are too many
        configurations to visit.

    Returns
    -------
    Landscape   Minima with energy, camps and basin, and the range of energy.

    Raises
    ------
    StructureError
        As for `energy`, or no start.

    Notes
    -----
    Every configuration moves one actor at a time, always where energy falls most; of equal moves
    the first actor's wins, then the lower side. A configuration that no single move improves is a
    minimum, so an actor without ties doubles them. Exact up to 2**20 configurations (20 actors, or
    12 with neutrals); sampled beyond.

    Examples
    --------
    Two friends and their common enemy: only one minimum, whatever the start.

    >>> found = landscape([1, 1, 1], [[0, 1, -1], [1, 0, -1], [-1, -1, 0]])
    >>> found.camps.tolist(), found.energies.tolist(), found.basins.tolist()
    ([[1, 1, -1]], [-4.0], [8])
    """
    weights = pair_weights(sizes, propensities)
    sides = SIDES_AND_NEUTRAL if neutral else SIDES
    distance = distances(sides[:, None], sides)
    n = len(weights)
    exact = len(sides) ** n <= CONFIGURATION_LIMIT
    if exact:
        grid = energy_grid(weights, distance)
        noise = 1e-12 * float(total_weight(weights))
        ends = _drain(grid, n, len(sides), noise)
        # The mirror image of a configuration has its number counted from the other end, and of
        # the two the greater has the first sided actor on side 1.
        facing = np.maximum(ends, grid.size - 1 - ends)
        valleys, basins = np.unique(facing, return_counts=True)
        camps = sides[grid_positions(valleys, n, len(sides))]
        peaks = grid_positions(np.array([grid.argmax()]), n, len(sides))
    else:
        if starts < 1:
            raise StructureError(f"starts is {starts}; it must be at least 1")
        first = np.random.default_rng(rng).integers(len(sides), size=(starts, n))
        found, basins = np.unique(settle(weights, distance, first), axis=0, return_counts=True)
        peaks = settle(-weights, distance, first)
        camps, basins = _merge_mirrors(sides[found], basins)
    # In portions: a flat landscape has as many minima as configurations.
    portions = np.array_split(camps, -(-len(camps) // PORTION))
    energies = np.concatenate(
        [energy(sizes, propensities, portion, neutral=neutral) for portion in portions]
    )
    order = np.argsort(energies, kind="stable")
    return Landscape(
        energies=energies[order],
        camps=camps[order],
        basins=basins[order],
        lowest=float(energies.min()),
        highest=float(energy(sizes, propensities, sides[peaks], neutral=neutral).max()),
        exact=exact,
    )


def _drain(grid: Array, n: int, positions: int, noise: float) -> NDArray[np.intp]:
    """Where steepest descent from each configuration ends, (K**n,)."""
    here = np.arange(grid.size)
    lowest, end = grid, here
    for actor in range(n):
        around = (positions**actor, positions, -1)  # earlier actors, this actor, later actors
        for position in range(positions):
            moved = np.broadcast_to(
                here.reshape(around)[:, position : position + 1], here.reshape(around).shape
            ).ravel()
            downhill = grid[moved] < lowest - noise
            lowest, end = np.where(downhill, grid[moved], lowest), np.where(downhill, moved, end)
    while not np.array_equal(further := end[end], end):
        end = further
    return end


def _merge_mirrors(
    camps: NDArray[np.intp], basins: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Add the basins of minima that differ only in which camp is called 1."""
    leader = np.take_along_axis(camps, (camps != 0).argmax(axis=1)[:, None], axis=1)
    merged, row = np.unique(np.where(leader < 0, -camps, camps), axis=0, return_inverse=True)
    return merged, np.bincount(row.ravel(), weights=basins).astype(np.intp)
