"""What a search found, with what chance did to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from experiments.discovery.box import Box
from experiments.discovery.choosing import Rule
from experiments.discovery.measures import Counts, counted
from experiments.discovery.resampling import HeldOut
from experiments.discovery.sample import Sample
from experiments.discovery.verdict import Verdict, judged


@dataclass(frozen=True)
class Discovery:
    """Boxes, the chosen one, and how far it can be trusted.

    Attributes
    ----------
    method : {"prim", "cart"}
        What made the boxes.
    rule : Rule or None
        What chose one; None where a person did.
    sample : Sample
        What was searched.
    boxes : tuple of Box
        Boxes of the trajectory, or of the nodes of the tree; the whole space first.
    chosen : Box
        The one that is told; empty where none is better than the whole space.
    counts : Counts
        Of the chosen box, on the runs that it was found with: these flatter it.
    intervals : mapping
        Bootstrap intervals of coverage, density, mass and base rate, points as units.
    stability : pandas.DataFrame
        How often each restriction came back in halves of the points, see `stability`.
    held_out : HeldOut
        Measures on runs that the search had not seen.
    level : float
        Of the intervals.
    seed : int
        Of splits and bootstrap.
    """

    method: str
    rule: Rule | None
    sample: Sample
    boxes: tuple[Box, ...]
    chosen: Box
    counts: Counts
    intervals: Mapping[str, tuple[float, float]]
    stability: pd.DataFrame
    held_out: HeldOut
    level: float
    seed: int

    @property
    def coverage(self) -> float:
        """Share of all failures in the chosen box."""
        return self.counts.coverage

    @property
    def density(self) -> float:
        """Share of the runs in the chosen box that fail."""
        return self.counts.density

    @property
    def mass(self) -> float:
        """Share of the runs in the chosen box."""
        return self.counts.mass

    @property
    def base_rate(self) -> float:
        """Share of all runs that fail."""
        return self.counts.base_rate

    @property
    def verdict(self) -> Verdict:
        """Whether the box holds on fresh runs."""
        return judged(self.chosen, self.held_out)

    @cached_property
    def trajectory(self) -> pd.DataFrame:
        """Trade-off of coverage, density and number of restrictions.

        Returns
        -------
        pandas.DataFrame
            A row a box: box (its number, as `discover(box=...)` takes it), coverage, density,
            mass, restricted (number of factors), phi, chosen. A chosen box that was pruned stands
            last, with the number -1.
        """
        boxes = dict(enumerate(self.boxes))
        place = next((number for number, box in boxes.items() if box == self.chosen), -1)
        boxes.setdefault(place, self.chosen)
        rows = []
        for number, box in boxes.items():
            counts = counted(box.holds(self.sample.table), self.sample.failing)
            rows.append(
                {
                    "box": number,
                    "coverage": counts.coverage,
                    "density": counts.density,
                    "mass": counts.mass,
                    "restricted": len(box),
                    "phi": counts.phi,
                    "chosen": number == place,
                }
            )
        return pd.DataFrame(rows)

    def share(self, factor: str) -> float:
        """Least share of halves in which a side of this restriction came back; NaN without one.

        For a factor that the chosen box does not restrict, the greatest share of any side.
        """
        rows = self.stability[self.stability["factor"] == factor]
        inside = rows[rows["chosen"]]
        if len(inside):
            return float(inside["share"].min())
        return float(rows["share"].max()) if len(rows) else np.nan

    def spread(self, factor: str, side: str) -> tuple[float, float]:
        """5th and 95th percentile of a bound over halves that have it; NaN outside the box."""
        rows = self.stability
        rows = rows[(rows["factor"] == factor) & (rows["side"] == side) & rows["chosen"]]
        if not len(rows):
            return np.nan, np.nan
        return float(rows["from"].iloc[0]), float(rows["to"].iloc[0])

    @property
    def leading(self) -> list[str]:
        """Factors by how often halves restrict them, those of the chosen box first."""
        share = {str(name): self.share(str(name)) for name in self.sample.table.columns}
        inside = self.chosen.factors
        return sorted(share, key=lambda name: (name not in inside, -np.nan_to_num(share[name])))
