"""From a history to what each of many has in each quarter, (runs, quarter, who)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sim.arrays import total
from sim.metrics import Flows

#: What a measure is read with: the flows of a history, and the names of its columns.
Read = Callable[[Flows, Sequence[str]], np.ndarray]


def plain(h: Flows, columns: Sequence[str]) -> np.ndarray:
    """A column as it is."""
    return h.quarterly(columns[0])


def scalar(h: Flows, columns: Sequence[str]) -> np.ndarray:
    """A column of the host, as that of one actor."""
    return h.quarterly(columns[0])[..., None]


def inner(h: Flows, columns: Sequence[str], kind: str = "") -> np.ndarray:
    """Columns (runs, quarter, axis, who) summed over the axis and over each other.

    Of one kind of actor only, where one is named: these columns are large.
    """
    parts = [np.asarray(total(np.moveaxis(h.quarterly(name, kind), 2, 0))) for name in columns]
    return np.asarray(total(np.stack(parts)))


def outer(h: Flows, columns: Sequence[str]) -> np.ndarray:
    """A column (runs, quarter, who, actor) summed over actors."""
    return np.asarray(total(h.quarterly(columns[0]), -1))


def people(h: Flows, columns: Sequence[str]) -> np.ndarray:
    """A column of the communities averaged by population, as that of one actor."""
    return over_people(h, h.quarterly(columns[0]))[..., None]


def over_people(h: Flows, values: np.ndarray) -> np.ndarray:
    """Mean over communities by population, (runs, quarter, community) to (runs, quarter)."""
    inhabitants = h.at_end("population")[:, None, :]
    whole = np.asarray(total(inhabitants, -1))
    return np.asarray(total(inhabitants * values, -1)) / whole
