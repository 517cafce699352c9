"""Burden sharing: do the great carry more than their share?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sim.errors import StructureError
from sim.structure._networks import Array
from sim.structure._numbers import numbers


def burden_rank_correlation(size: ArrayLike, burden: ArrayLike) -> Array:
    """Rank correlation of members' size and relative burden.

    Parameters
    ----------
    size : (..., n)     For example gross national product. [any unit]
    burden : (..., n)   Contribution over size, for example defence as a share of product. [1]

    Returns
    -------
    (...)               Spearman's rho, tied ranks averaged; NaN where either does not vary. [-1-1]

    Raises
    ------
    StructureError
        Shapes that differ, fewer than two members, or values that are not finite.

    Notes
    -----
    Above 0 the small exploit the great. Source: Olson & Zeckhauser 1966, doi:10.2307/1927082.

    Examples
    --------
    >>> round(float(burden_rank_correlation([1, 2, 3], [10, 30, 20])), 6)
    0.5
    """
    sizes, burdens = numbers(size, "size"), numbers(burden, "burden")
    if sizes.shape != burdens.shape or sizes.ndim == 0 or sizes.shape[-1] < 2:
        raise StructureError(
            f"size has shape {sizes.shape} and burden {burdens.shape}; "
            "they must be equal: (..., n) with at least two members"
        )
    if not (np.isfinite(sizes).all() and np.isfinite(burdens).all()):
        raise StructureError("size and burden must be finite")
    middle = (sizes.shape[-1] + 1) / 2
    from scipy.stats import rankdata  # half a second that `import sim` can do without

    x, y = rankdata(sizes, axis=-1) - middle, rankdata(burdens, axis=-1) - middle
    spread = np.sqrt((x**2).sum(-1) * (y**2).sum(-1))
    rho: Array = np.divide(
        (x * y).sum(-1), spread, out=np.full_like(spread, np.nan), where=spread > 0
    )
    return rho
