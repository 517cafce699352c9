"""What an analysis says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.sensitivity._registry import chosen
from experiments.sensitivity.convergence import Convergence
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.noise import Noise
from sim.errors import nearest


@dataclass(frozen=True, eq=False)
class Analysis:
    """Which factors matter, and how sure that is.

    Attributes
    ----------
    outcome, method, statistic : str
        What is explained, by what, and what of it over replicates.
    indices : pandas.DataFrame
        `measure, factor, other, value, low, high`, a row an index; `other` is the second factor
        of a pair and else empty, intervals are NaN where a method has none.
    level : float
        Confidence of the intervals.
    samples, rows : int
        Base samples (or points), and points.
    noise : Noise
        How chance was treated, and how much of it there is.
    convergence : Convergence
        What is settled.
    warnings : tuple of str
        What to mind.
    verdict : str
        The answer to "are there enough runs?" as a sentence.
    """

    outcome: str
    method: str
    statistic: str
    indices: pd.DataFrame
    level: float
    samples: int
    rows: int
    noise: Noise
    convergence: Convergence
    warnings: tuple[str, ...]
    verdict: str
    q2: float = np.nan

    def measure(self, name: str) -> pd.DataFrame:
        """One measure by factor, the largest first: `value, low, high`."""
        known = self.indices["measure"].unique().tolist()
        if name not in known:
            raise SensitivityError(
                "unknown measure",
                f"{self.method} has no '{name}'{nearest(name, known)} ({', '.join(known)})",
            )
        part = self.indices[self.indices["measure"] == name].drop(columns="measure")
        keys = ["factor", "other"] if part["other"].any() else ["factor"]
        part = part.set_index(keys)[["value", "low", "high"]]
        return part.sort_values("value", ascending=False, kind="stable")

    @property
    def summary(self) -> str:
        """All that is to be said, in words, a paragraph a matter."""
        one = chosen(self.method)
        lead = self.measure(one.leading)
        named = [
            f"{factor} {row.value:.2g}"
            + (f" [{row.low:.2g}, {row.high:.2g}]" if np.isfinite(row.low) else "")
            for factor, row in lead.head(5).iterrows()
        ]
        what = one.measures[one.leading]
        said = [
            f"What moves {self.statistic} of {self.outcome}, by {self.method}: {one.meaning}. "
            + (
                f"{self.samples:,} {one.sized}, {self.rows:,} points."
                if np.isnan(self.q2)
                else f"A Gaussian process stands for the model; it was fitted to {self.samples:,} "
                f"points and predicts {self.q2:.0%} of the variance of held-out ones (Q²). "
                "Shares are those of what it predicts, without chance."
            ),
            f"Most important by {one.leading} ({what}): {'; '.join(named)}.",
            self.verdict,
            self.noise.words,
            *(f"Mind: {warning}." for warning in self.warnings),
        ]
        return "\n\n".join(said)
