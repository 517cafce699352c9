"""Comparing policies world by world: paired differences, verdicts that hold together, the best.

All policies of a study meet the same worlds under the same shocks, so that a difference needs
few runs. `compare` takes any table with the keys of a study; `until_clear` adds worlds until every
comparison has a verdict or the budget is spent.
"""

from experiments.comparison.compare import Comparison, compare
from experiments.comparison.differences import POOLED
from experiments.comparison.growing import can_grow, resized, runs_of, size
from experiments.comparison.sequential import Look, Sequential, until_clear
from experiments.comparison.worlds import ComparisonError, Worlds
from experiments.comparison.zone import Zone

__all__ = [
    "POOLED",
    "Comparison",
    "ComparisonError",
    "Look",
    "Sequential",
    "Worlds",
    "Zone",
    "can_grow",
    "compare",
    "resized",
    "runs_of",
    "size",
    "until_clear",
]
