"""Whether a box is more than luck, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from experiments.discovery.box import Box
from experiments.discovery.resampling import HeldOut

Kind = Literal["holds", "unconfirmed", "none", "untested"]


@dataclass(frozen=True)
class Verdict:
    """What may be said of a box.

    Attributes
    ----------
    kind : {"holds", "unconfirmed", "none", "untested"}
        Whether runs that the search had not seen fail more often in boxes found this way.
    words : str
        A sentence or two.
    """

    kind: Kind
    words: str


def judged(chosen: Box, fresh: HeldOut) -> Verdict:
    """Judge a box by held-out runs."""
    if not len(chosen):
        return Verdict(
            "none",
            "No box: no ranges of the factors hold failures noticeably more often than the rest.",
        )
    if not fresh.halves:
        return Verdict("untested", "The box was not tried on runs that its search had not seen.")
    found = fresh.halves - fresh.empty
    rate = fresh.base_rate[0]
    if not found:
        return Verdict("unconfirmed", f"None of {fresh.halves} searches on halves found a box.")
    missing = f" ({fresh.empty} of {fresh.halves} halves found no box)" if fresh.empty else ""
    told = (
        f"On runs that the search had not seen, boxes found in the same way fail in "
        f"{within(fresh.density)} of their worlds, against {rate:.0%} over all, and hold "
        f"{within(fresh.coverage)} of the failures{missing}."
    )
    if fresh.lift[1] > 0 and fresh.empty <= fresh.halves // 2:
        return Verdict("holds", told)
    return Verdict(
        "unconfirmed",
        f"{told} That is too near to what luck gives: read the box as a hint, not as a finding.",
    )


def within(spread: tuple[float, float, float]) -> str:
    """A share with its spread.

    >>> within((0.7, 0.6, 0.8))
    '70% (60–80%)'
    """
    middle, low, high = spread
    if not np.isfinite(middle):
        return "an unknown share"
    return f"{middle:.0%} ({100 * low:.0f}–{high:.0%})"
