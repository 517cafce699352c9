"""The cheapest lever that brings the host back from beyond a boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from experiments.tipping.counting import LEVEL, wilson
from experiments.tipping.fault import TippingError
from experiments.tipping.trying import AS_IS, Lever

INTENSITIES = (0.25, 0.5, 0.75, 1.0)
#: Candidates that are tried again on fresh seeds, at most.
CANDIDATES = 6
#: Distance of the fresh seed from that of the search.
_FRESH = 1_000_003
_SEEDS = 2**62
BACK, UNSURE, NOT = "brings it back", "unclear", "does not"


class Worlds(Protocol):
    """Where levers are tried, see `Beyond`."""

    def __call__(
        self, names: Sequence[str], intensities: Sequence[float], runs: int, seed: int
    ) -> np.ndarray:
        """Whether the condition held, `(levers, intensities, runs)`: 1, 0 or NaN."""


@dataclass(frozen=True)
class Rescue:
    """What the search for the cheapest lever found.

    Attributes
    ----------
    scan : pandas.DataFrame
        A row a lever and intensity, the first (lever "") without any: `lever`, `title`,
        `intensity`, `cost_musd` (a quarter), `runs`, `undefined`, `probability`, `low`, `high`
        (one interval alone), `change` of the probability against none, in the same worlds.
    confirmed : pandas.DataFrame
        What was tried again on fresh seeds, in the order of cost: the same columns, intervals that
        hold together, and `verdict`.
    answer : int or None
        Row of `confirmed` that is the cheapest one which surely brings the host back.
    level : float
        Probability below which the host counts as back.
    untried : int
        Candidates left when the search ended without an answer.
    """

    scan: pd.DataFrame
    confirmed: pd.DataFrame
    answer: int | None
    level: float
    untried: int

    @property
    def words(self) -> str:
        """The answer in words."""
        none = self.scan.iloc[0]
        head = f"Without a lever the probability is {_share(none)}."
        if self.answer is not None:
            row = self.confirmed.iloc[self.answer]
            return (
                f"{head} The cheapest lever that brings it below {self.level:.0%} is "
                f"{row['lever']} at intensity {row['intensity']:g}, for {row['cost_musd']:.3g} "
                f"million US$ a quarter: {_share(row)} on {row['runs']:,} fresh seeds."
            )
        if not len(self.confirmed):
            best = self.scan.iloc[1:].nsmallest(1, "probability")
            if not len(best):
                return f"{head} No lever was tried."
            row = best.iloc[0]
            return (
                f"{head} No lever brings it below {self.level:.0%}; the most that one does is "
                f"{row['lever']} at intensity {row['intensity']:g}: {_share(row)}."
            )
        row = self.confirmed.nsmallest(1, "probability").iloc[0]
        left = f" {self.untried} dearer ones were not tried again." if self.untried else ""
        return (
            f"{head} No lever surely brings it below {self.level:.0%}: of {len(self.confirmed)} "
            f"that seemed to, the best on fresh seeds is {row['lever']} at intensity "
            f"{row['intensity']:g} with {_share(row)}.{left}"
        )


def cheapest(
    worlds: Worlds,
    levers: Sequence[Lever],
    *,
    level: float = 0.5,
    intensities: Sequence[float] = INTENSITIES,
    runs: int = 100,
    fresh: int = 400,
    seed: int = 0,
) -> Rescue:
    """Search levers and intensities for the cheapest that brings the host back.

    Parameters
    ----------
    worlds : callable
        Tries levers, see `Beyond`.
    levers : sequence of Lever
        What may be pulled, one at a time.
    level : float
        Probability of the condition below which the host counts as back. (0-1)
    intensities : sequence of float
        What is tried of each. [0-1]
    runs, fresh : int
        Worlds of each in the search, and of each candidate afterwards.
    seed : int
        Of the search; the candidates meet others, since the best of many in some worlds flatters
        itself.

    Notes
    -----
    All are tried in the same worlds. Candidates, those whose share there is below the level, are
    then tried again from the cheapest on, until the upper end of an interval is below the level.
    The intervals of up to `CANDIDATES` of them hold together (Bonferroni). What no lever reaches by
    itself, two together may: combinations are not tried.
    """
    if not 0.0 < level < 1.0:
        raise TippingError(f"the level is {level:g}; it must lie between 0 and 1")
    none = worlds([AS_IS], [1.0], runs, seed)[0]
    tried = worlds([lever.name for lever in levers], intensities, runs, seed) if levers else None
    rows = [_row(Lever(AS_IS, "no further lever", 0.0), 0.0, none[0], none[0], LEVEL)]
    for place, lever in enumerate(levers):
        assert tried is not None
        rows += [
            _row(lever, intensity, tried[place, at], none[0], LEVEL)
            for at, intensity in enumerate(intensities)
        ]
    scan = pd.DataFrame(rows)
    candidates = scan.iloc[1:][scan["probability"].iloc[1:] < level]
    candidates = candidates.sort_values(["cost_musd", "probability"], kind="stable")
    by_name = {lever.name: lever for lever in levers}
    again: list[dict[str, object]] = []
    answer = None
    together = 1.0 - (1.0 - LEVEL) / CANDIDATES
    other = (seed + _FRESH) % _SEEDS
    chosen = candidates.head(CANDIDATES)
    bare = worlds([AS_IS], [1.0], fresh, other)[0, 0] if len(chosen) else none[0]
    for name, intensity in chosen[["lever", "intensity"]].itertuples(index=False):
        found = worlds([str(name)], [float(intensity)], fresh, other)[0, 0]
        row = _row(by_name[str(name)], float(intensity), found, bare, together)
        high, low = float(row["high"]), float(row["low"])  # type: ignore[arg-type]
        again.append({**row, "verdict": BACK if high < level else UNSURE if low < level else NOT})
        if high < level:
            answer = len(again) - 1
            break
    columns = [*scan.columns, "verdict"]
    untried = 0 if answer is not None else len(candidates) - len(again)
    return Rescue(scan, pd.DataFrame(again, columns=columns), answer, level, untried)


def _row(
    lever: Lever, intensity: float, held: np.ndarray, none: np.ndarray, level: float
) -> dict[str, object]:
    known = np.isfinite(held)
    runs, count = int(known.sum()), int((held == 1.0).sum())
    low, high = wilson(np.array(count), np.array(runs), level)
    both = known & np.isfinite(none)
    change = float((held[both] - none[both]).mean()) if both.any() else np.nan
    return {
        "lever": lever.name, "title": lever.title, "intensity": intensity,
        "cost_musd": intensity * lever.cost, "runs": runs, "undefined": len(held) - runs,
        "probability": count / runs if runs else np.nan, "low": float(low), "high": float(high),
        "change": change,
    }  # fmt: skip


def _share(row: pd.Series) -> str:
    return f"{row['probability']:.0%} ({row['low']:.0%} to {row['high']:.0%})"
