"""Private provision of a public good: who gives when all may wait for the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import StructureError
from sim.structure._numbers import LARGEST, numbers

#: A taste below is 0 but for rounding, and its reciprocal would overflow.
SMALLEST = 1e-150


class PublicGood(NamedTuple):
    """Nash equilibrium and benchmark of `public_good`, in the unit of wealth."""

    provision: NDArray[np.float64]
    """Public good that equilibrium provides, (...)."""
    contributions: NDArray[np.float64]
    """Gift of each actor, (..., n); 0 for those who ride free."""
    efficient: NDArray[np.float64]
    """Lindahl level, (...); where tastes are equal, the only efficient one."""


def public_good(wealth: ArrayLike, taste: ArrayLike) -> PublicGood:
    """Solve voluntary contributions with Cobb-Douglas tastes, corners included.

    Parameters
    ----------
    wealth : (..., n)   Endowment of each actor. [>= 0]
    taste : (..., n)    a in the utility x**(1-a) G**a; broadcast against `wealth`. [0 < a < 1]

    Returns
    -------
    PublicGood          Provision, contributions and efficient level.

    Raises
    ------
    StructureError
        No actor, negative wealth, or a taste outside (0, 1).

    Notes
    -----
    An actor gives max(0, w - G (1-a)/a), so those with the greatest w a/(1-a) give, and with the
    set C of givers G = sum_C w / (1 + sum_C (1-a)/a). Moving wealth among givers changes nothing.
    Source: Bergstrom, Blume & Varian 1986, doi:10.1016/0047-2727(86)90024-1.

    Examples
    --------
    >>> found = public_good([10, 6], 0.5)
    >>> round(float(found.provision), 6), float(found.efficient)
    (5.333333, 8.0)
    >>> found.contributions.round(6)
    array([4.666667, 0.666667])
    """
    endowment, appetite = numbers(wealth, "wealth"), numbers(taste, "taste")
    try:
        endowment, appetite = np.broadcast_arrays(endowment, appetite)
    except ValueError:
        raise StructureError(
            f"wealth has shape {endowment.shape} and taste {appetite.shape}; "
            "there must be one taste for each actor, or one for all"
        ) from None
    if endowment.ndim == 0 or endowment.shape[-1] == 0:
        raise StructureError("wealth must be (..., n) with at least one actor")
    if not ((endowment >= 0) & (endowment <= LARGEST)).all():
        raise StructureError("wealth must be finite and at least 0")
    if not ((appetite > SMALLEST) & (appetite < 1)).all():
        raise StructureError("taste must lie above 0 and below 1")
    reluctance = (1 - appetite) / appetite
    keenest = np.argsort(-endowment / reluctance, axis=-1, kind="stable")
    given = np.cumsum(np.take_along_axis(endowment, keenest, axis=-1), axis=-1)
    kept = np.cumsum(np.take_along_axis(reluctance, keenest, axis=-1), axis=-1)
    # Adding a giver raises G while its own threshold exceeds G and would lower it afterwards.
    provision = (given / (1 + kept)).max(axis=-1)
    return PublicGood(
        provision=provision,
        contributions=np.maximum(endowment - reluctance * provision[..., None], 0.0),
        efficient=(appetite * endowment).sum(axis=-1),
    )
