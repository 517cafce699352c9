"""Who sends the troops of a mission."""

from __future__ import annotations

import numpy as np

from experiments.validation.statistics._arguments import Actor, Actors, Amount, When
from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import statistic
from sim.metrics._numbers import gini, mean_where, ratio

#: Fewer troops than this make no contributor. [persons]
SMALLEST = 0.5


@statistic(unit="1", meaning="Gini coefficient of troops over contributors", columns=("troops",))
def contributor_gini(record: Record, *, body: Actor, first: When, last: When) -> np.ndarray:
    """Mean over the window's quarters of the Gini coefficient among those who send anybody.

    Quarters without a mission are left out; NaN where there are only such.
    """
    troops = record.supplied("troops", first, last, body=body)
    found = gini(troops, troops > SMALLEST)
    return mean_where(found, np.isfinite(found))


@statistic(unit="1", meaning="Herfindahl index of troops over contributors", columns=("troops",))
def contributor_concentration(
    record: Record, *, body: Actor, first: When, last: When
) -> np.ndarray:
    """Mean over the window's quarters of the sum of squared shares.

    Quarters without a mission are left out; NaN where there are only such.
    """
    troops = record.supplied("troops", first, last, body=body)
    shares = ratio(troops, troops.sum(-1, keepdims=True))
    found = (shares * shares).sum(-1)
    return mean_where(found, np.isfinite(found))


@statistic(unit="1", meaning="share of a mission's troops that some states send",
           columns=("troops",))  # fmt: skip
def group_share(
    record: Record,
    *,
    body: Actor,
    states: Actors,
    first: When,
    last: When,
    least: Amount = 1.0,
) -> np.ndarray:
    """Mean over the window's quarters of the group's share of all troops.

    Quarters with fewer than `least` troops are left out; NaN where there are only such.
    """
    return _share(record, body, states, first, last, least)


@statistic(unit="1", meaning="rise of the share of a mission's troops that some states send",
           columns=("troops",))  # fmt: skip
def group_share_rise(
    record: Record,
    *,
    body: Actor,
    states: Actors,
    before: When,
    first: When,
    last: When,
    least: Amount = 1.0,
) -> np.ndarray:
    """Group's share in the window, `first` to `last`, less that in the year or quarter `before`.

    As `group_share`; NaN where one of the two is.
    """
    late = _share(record, body, states, first, last, least)
    return late - _share(record, body, states, before, before, least)


def _share(
    record: Record, body: str, states: Actors, first: When, last: When, least: float
) -> np.ndarray:
    all_of_them = record.supplied("troops", first, last, body=body).sum(-1)
    ours = record.supplied("troops", first, last, states, body=body).sum(-1)
    return mean_where(ratio(ours, all_of_them), all_of_them >= least)
