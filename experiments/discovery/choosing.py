"""Which of many boxes is told: the rule, stated once and used in every resample."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.discovery.box import Box
from experiments.discovery.measures import Counts, counted
from experiments.discovery.sample import Sample


@dataclass(frozen=True)
class Rule:
    """How a box is chosen.

    Attributes
    ----------
    coverage : float, optional
        Least share of the failures that the box must hold: the densest of those is taken. Without
        it, the box whose membership is correlated most with failing (`Counts.phi`).
    """

    coverage: float | None = None

    @property
    def words(self) -> str:
        """The rule as a sentence."""
        best = (
            "the box in which lying is correlated most with failing (phi)"
            if self.coverage is None
            else f"the densest box that holds at least {self.coverage:.0%} of the failures"
        )
        return (
            f"Of all boxes found, {best}; within one standard error of the best, the one with the "
            "fewest restrictions, less those that can be dropped within the same error."
        )

    def score(self, counts: Counts) -> float:
        """How good a box is; minus infinity where it is not allowed."""
        if not counts.inside:
            return -math.inf
        if self.coverage is None:
            return counts.phi
        return counts.density if counts.coverage >= self.coverage else -math.inf

    def slack(self, counts: Counts, points: int) -> float:
        """Standard error of the score, as from independent points."""
        share = points / counts.runs
        if self.coverage is None:
            return math.sqrt((1.0 - counts.phi**2) / points)
        density = counts.density
        return math.sqrt(density * (1.0 - density) / (counts.inside * share))


def choose(boxes: Sequence[Box], sample: Sample, rule: Rule) -> Box:
    """The box of the rule; the empty box where nothing is better than the whole space.

    The allowance of one standard error is that of Breiman et al. (1984) for trees. It is given
    once in all, so that dropping restriction after restriction cannot add up.
    """
    counts = [counted(box.holds(sample.table), sample.failing) for box in boxes]
    scores = np.array([rule.score(one) for one in counts])
    best = int(np.argmax(scores))
    if not np.isfinite(scores[best]):
        return Box()
    enough = scores[best] - rule.slack(counts[best], sample.points)
    near = [boxes[place] for place in np.flatnonzero(scores >= enough).tolist()]
    # dropped from each: the best bounds often come with a restriction too many
    pruned = list(dict.fromkeys(_pruned(box, sample, rule, enough) for box in near))
    final = [rule.score(counted(box.holds(sample.table), sample.failing)) for box in pruned]
    return min(
        zip(pruned, final, strict=True), key=lambda one: (len(list(one[0].sides())), -one[1])
    )[0]


def _pruned(box: Box, sample: Sample, rule: Rule, enough: float) -> Box:
    """Drop sides of restrictions, the least useful first, while the score stays good enough."""
    while len(box):
        smaller = [box.lifted(factor, side) for factor, side in box.sides()]
        scores = [rule.score(counted(one.holds(sample.table), sample.failing)) for one in smaller]
        place = int(np.argmax(scores))
        if scores[place] < enough:
            return box
        box = smaller[place]
    return box
