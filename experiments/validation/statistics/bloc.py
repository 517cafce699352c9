"""Which states leave a bloc, and whether they go together."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actor, Count, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic

_READS = ("membership", "junta")


@statistic(unit="states", meaning="states that leave a bloc", columns=("membership",))
def states_that_left(record: Record, *, body: Actor, first: When, last: When) -> np.ndarray:
    """Members at the end of the quarter `first` that are none at the end of `last`."""
    member = _member(record, body, first, last)
    return (member[:, 0] & ~member[:, -1]).sum(-1).astype(float)


@statistic(unit="1", meaning="share of those who leave a bloc that coups brought to power",
           columns=_READS)  # fmt: skip
def juntas_among_leavers(record: Record, *, body: Actor, first: When, last: When) -> np.ndarray:
    """Of all departures in the window, the share of states under a junta when they left.

    NaN where nobody left.
    """
    left = _left(record, body, first, last)
    ruled = _junta(record, first, last)[:, :-1] | _junta(record, first, last)[:, 1:]
    count = left.sum((1, 2))
    return np.where(count > 0, (left & ruled).sum((1, 2)) / np.maximum(count, 1), np.nan)


@statistic(unit="1", meaning="share of states under a junta that leave a bloc", columns=_READS)
def juntas_that_left(record: Record, *, body: Actor, first: When, last: When) -> np.ndarray:
    """Of the members that were under a junta at any time of the window, the share that left.

    NaN where no member was.
    """
    member = _member(record, body, first, last)
    ever = (_junta(record, first, last) & member).any(1)
    gone = ever & ~member[:, -1]
    count = ever.sum(-1)
    return np.where(count > 0, gone.sum(-1) / np.maximum(count, 1), np.nan)


@statistic(unit="1", meaning="largest share of those who leave a bloc that go within a time",
           columns=("membership",))  # fmt: skip
def left_together(
    record: Record, *, body: Actor, first: When, last: When, within: Count = 4
) -> np.ndarray:
    """Most departures in any `within` quarters in a row, over all departures of the window.

    NaN where fewer than two left: nobody leaves together with nobody.
    """
    count = _left(record, body, first, last).sum(-1)
    all_of_them = count.sum(1)
    width = min(within, count.shape[1])
    most = np.lib.stride_tricks.sliding_window_view(count, width, axis=1).sum(-1).max(1)
    return np.where(all_of_them > 1, most / np.maximum(all_of_them, 1), np.nan)


def _member(record: Record, body: str, first: When, last: When) -> np.ndarray:
    """Whether each state is a member, `(runs, quarter, state)`."""
    return record.column("membership", first, last, actor=body) > 0.5


def _left(record: Record, body: str, first: When, last: When) -> np.ndarray:
    """Departures in each quarter but the first, `(runs, quarter, state)`."""
    member = _member(record, body, first, last)
    return member[:, :-1] & ~member[:, 1:]


def _junta(record: Record, first: When, last: When) -> np.ndarray:
    """Whether each state is under a junta, `(runs, quarter, state)`."""
    states = list(record.history["state"].values.astype(str))
    return record.supplied("junta", first, last, states) > 0.5
