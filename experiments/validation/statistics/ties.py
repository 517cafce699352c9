"""Whether partnerships last, over years and over changes of leadership, and beside a rival's."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actors, Amount, Count, When
from experiments.validation.statistics._record import FELT_MUSD, Record
from experiments.validation.statistics._registry import statistic


@statistic(unit="1", meaning="share of partnerships that stand at the end of a window",
           columns=("active",))  # fmt: skip
def surviving_ties(record: Record, *, partners: Actors, first: When, last: When) -> np.ndarray:
    """Of the partners active at the end of the quarter `first`, the share that is so throughout.

    A partner that left and came back has not survived; NaN where none was active.
    """
    active = record.supplied("active", first, last, partners) > 0.5
    at_first = active[:, 0]
    return _share(active.all(1) & at_first, at_first)


@statistic(unit="1", meaning="share of changes of leadership that a partnership survives",
           columns=("active", "turned"))  # fmt: skip
def ties_kept_after_turnover(
    record: Record, *, partners: Actors, first: When, last: When, within: Count = 4
) -> np.ndarray:
    """Of the turnovers of partners with a standing partnership, the share that it outlives.

    Outlived means active through the quarter of the turnover and the `within` quarters after it;
    turnovers too late for that are left out. NaN without any turnover.
    """
    active = record.supplied("active", first, last, partners) > 0.5
    turned = record.supplied("turned", first, last, partners) > 0.5
    stood = turned[:, 1:-within] & active[:, : -within - 1]
    outlived = stood.copy()
    for later in range(within + 1):
        end = active.shape[1] - within + later
        outlived &= active[:, 1 + later : end]
    return _share(outlived.reshape(record.runs, -1), stood.reshape(record.runs, -1))


@statistic(unit="1", meaning="share of quarters in which two partners both give",
           columns=("help",))  # fmt: skip
def coexistence(
    record: Record,
    *,
    partners: Actors,
    first: When,
    last: When,
    felt: Amount = FELT_MUSD,
) -> np.ndarray:
    """Share of quarters in which the help of each of `partners` is at least `felt`.

    `felt` is in million US$ a quarter.
    """
    given = record.supplied("help", first, last, partners)
    known = np.isfinite(given).all((1, 2))
    return np.where(known, (given >= felt).all(-1).mean(1), np.nan)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    count = whole.sum(-1)
    return np.where(count > 0, part.sum(-1) / np.maximum(count, 1), np.nan)
