"""Blocs at the end of the run: who holds the votes, and whether anybody would rather change."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows
from sim.structure import shapley_shubik

#: Votes are shares; power is counted in whole votes of one in this many.
WHOLE_VOTES = 10_000
#: A body is judged by its votes where members of the scenario hold this share of them.
DECIDES = 0.9


@outcome(
    unit="0-1",
    meaning="voting power of the most powerful member of the bodies that states here decide",
    reference="Shapley & Shubik 1954, doi:10.2307/1951053",
    higher="neither",
)
def largest_voting_power(h: Flows) -> np.ndarray:
    """Largest Shapley-Shubik index over members and bodies at the end; NaN without such a body.

    A body counts in which states of the scenario hold nine tenths of the votes. Votes of those who
    left are gone, and the quota stays the same share of the votes that are left.
    """
    votes = h.at_end("votes", "intergovernmental_body").swapaxes(-1, -2)
    quota = h.at_end("quota", "intergovernmental_body")
    member = h.at_end("membership", "intergovernmental_body").swapaxes(-1, -2) > 0.5
    decides = np.asarray(total(votes, -1)) >= DECIDES
    held = np.rint(np.where(member & decides[..., None], votes, 0.0) * WHOLE_VOTES)
    power = np.full(h.runs, np.nan)
    for run in range(h.runs):
        found = [
            largest_power(tuple(sorted(map(int, own[own > 0]))), float(share))
            for own, share in zip(held[run], quota[run], strict=True)
            if own.any()
        ]
        power[run] = max(found, default=np.nan)
    return power


@lru_cache(maxsize=4096)
def largest_power(votes: tuple[int, ...], quota: float) -> float:
    """Largest Shapley-Shubik index of a body with these votes that decides by this share.

    >>> round(largest_power((1, 1, 2), 0.6), 4)
    0.6667
    """
    needed = min(max(int(np.ceil(quota * sum(votes) - 1e-9)), 1), sum(votes))
    return float(max(shapley_shubik(votes, needed)))


@outcome(
    unit="0-1",
    meaning="share of memberships at the end that nobody would rather change",
    reference="d'Aspremont et al. 1983, Canadian Journal of Economics (stable coalitions); "
    "Bogomolnaia & Jackson 2002, doi:10.1006/game.2001.0877",
    higher="neither",
)
def membership_stability(h: Flows) -> np.ndarray:
    """Internally and externally stable choices over all choices at the end; NaN without any.

    A choice is a state and a body of which it is a member, or may become one. It is stable when a
    member gains by being one, and an outsider does not: 1 is a Nash stable partition of the game
    in which each state decides for itself.
    """
    gain = h.at_end("membership_gain", "partner_state")
    member = h.at_end("membership", "intergovernmental_body").swapaxes(-1, -2) > 0.5
    may = member | (h.at_end("open_to", "intergovernmental_body").swapaxes(-1, -2) > 0.5)
    stable = may & np.where(member, gain >= 0.0, gain <= 0.0)
    counted = [np.asarray(total(total(1.0 * some, -1), -1)) for some in (stable, may)]
    return ratio(*counted)
