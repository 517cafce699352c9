"""When two policies part: the first quarter from which the difference is sure, and stays so."""

from __future__ import annotations

import numpy as np

#: Quarters that a difference must stay outside the zone of indifference: a year.
HOLD = 4
#: Zone of indifference unless told, in standard deviations of the reference over worlds.
SLIGHT = 0.1


def parting(side: np.ndarray, hold: int = HOLD) -> int | None:
    """First place from which a difference stays on one side for `hold` quarters.

    Parameters
    ----------
    side : (quarter,) int
        1 above the zone of indifference, -1 below it, 0 where that is not sure.
    hold : int
        Quarters in a row, at least 1; of a series that is shorter, all of it.

    Returns
    -------
    int or None
        Place in the series; None where they never part.

    Examples
    --------
    >>> parting(np.array([0, 1, 0, 0, 1, 1, 1, 0]), hold=3)
    4
    >>> parting(np.array([0, 1, -1, 1, -1]), hold=2) is None
    True
    """
    hold = min(hold, len(side))
    for start in range(len(side) - hold + 1):
        stretch = side[start : start + hold]
        if stretch[0] != 0 and (stretch == stretch[0]).all():
            return start
    return None


def meeting(side: np.ndarray, parted: int | None) -> int | None:
    """First place after a parting from which the difference is not sure again up to the end.

    >>> meeting(np.array([0, 1, 1, 0, 1, 0, 0]), 1)
    5
    >>> meeting(np.array([0, 1, 1]), 1) is None
    True
    """
    if parted is None or side[-1] != 0:
        return None
    return int(np.flatnonzero(side)[-1]) + 1


def turning(side: np.ndarray, parted: int | None, hold: int = HOLD) -> int | None:
    """First place after a parting from which the difference stays on the other side.

    >>> turning(np.array([0, 1, 1, 0, -1, -1]), 1, hold=2)
    4
    >>> turning(np.array([0, 1, 1, 0, -1, 1]), 1, hold=2) is None
    True
    """
    if parted is None:
        return None
    other = np.where(side == -side[parted], side, 0)
    later = parting(other[parted:], hold)
    return None if later is None or len(other) - parted < hold else parted + later
