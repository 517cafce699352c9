"""Landscape energy of a division into camps."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._networks import Array, square
from sim.structure._numbers import LARGEST, numbers

SIDES = np.array([-1, 1])
SIDES_AND_NEUTRAL = np.array([-1, 0, 1])


def energy(
    sizes: ArrayLike, propensities: ArrayLike, camps: ArrayLike, *, neutral: bool = False
) -> Array:
    """Energy of configurations: how much actors that would work together stand apart.

    Parameters
    ----------
    sizes : (n,)             Weight of each actor. [>= 0]
    propensities : (n, n)    How much row would work with column; need not be symmetric, and the
        diagonal plays no part. [any sign]
    camps : (..., n)         Sides. [-1 or 1; also 0 with `neutral`]
    neutral : Allow actors that stand between the camps.

    Returns
    -------
    (...)                    Energy, in the unit of sizes**2 * propensities.

    Raises
    ------
    StructureError
        Shapes that do not fit, negative sizes, values that are not finite, or other camps.

    Notes
    -----
    E = sum over ordered pairs of s_i s_j p_ij d_ij with d_ij = abs(x_i - x_j) / 2: 1 between the
    camps, 0 within, and 1/2 from a neutral to either. Source: Axelrod & Bennett 1993,
    doi:10.1017/S000712340000661X; the neutral is ours. Galam 1998 (British Journal of Political
    Science 28:411) objects that with symmetric propensities nothing is frustrated in the
    physicists' sense.

    Examples
    --------
    Two friends of sizes 1 and 2 apart, seen from both ends: 2 * 1 * 2 * 0.5.

    >>> float(energy([1, 2], [[0, 0.5], [0.5, 0]], [-1, 1]))
    2.0
    """
    weights = pair_weights(sizes, propensities)
    sides = np.asarray(camps)
    allowed = SIDES_AND_NEUTRAL if neutral else SIDES
    if sides.shape[-1:] != weights.shape[-1:] or not np.isin(sides, allowed).all():
        raise StructureError(
            f"camps must be (..., {len(weights)}) of {', '.join(map(str, allowed))}"
            + ("" if neutral else " (0 for a neutral needs neutral=True)")
        )
    apart = distances(sides[..., :, None], sides[..., None, :])
    return np.asarray((weights * apart).sum((-1, -2)) / 2)[()]


def distances(sides: NDArray[np.intp], others: NDArray[np.intp]) -> Array:
    """1 across the camps, 0 within, 1/2 to a neutral; broadcasts."""
    return np.asarray(np.abs(sides - others) / 2)


def pair_weights(sizes: ArrayLike, propensities: ArrayLike) -> Array:
    """What a pair adds to energy when apart, seen from both ends, (n, n) with zero diagonal."""
    size = numbers(sizes, "sizes")
    propensity = square(propensities, "propensities")
    if propensity.shape != size.shape * 2:
        raise StructureError(
            f"sizes has shape {size.shape} and propensities {propensity.shape}; "
            "they must be (n,) and (n, n)"
        )
    if not np.isfinite(size).all() or (size < 0).any():
        raise StructureError("sizes must be finite and at least 0")
    # Overflow is refused below, in words that help more than NumPy's warning.
    with np.errstate(over="ignore", invalid="ignore"):
        weights = size[:, None] * size * (propensity + propensity.T)
    if not np.abs(weights).max() <= LARGEST:
        raise StructureError("sizes and propensities are too large; divide all by one number")
    np.fill_diagonal(weights, 0.0)
    return weights
