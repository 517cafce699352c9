"""Policy search: which levers, how hard and on which trigger, for ends that pull apart.

Candidates are studies under common seeds, an optimiser chooses the next ones, and what it finds
is run again on seeds and in scenarios that it never saw: the best of many are best partly by
chance on the seeds that chose them.
"""

from __future__ import annotations

from experiments.dominance import dominates, nondominated
from experiments.search.contests import contests
from experiments.search.evolution import Effort, Search, Worth, check, evolve
from experiments.search.fault import SearchError
from experiments.search.front import hypervolume, spread_out
from experiments.search.keeping import begin
from experiments.search.levers import always_on, as_yaml, assembled, changed, is_adaptive
from experiments.search.objective import COST, Objective, objectives
from experiments.search.optimiser import Optimiser
from experiments.search.proof import (
    BASELINE,
    FRESH,
    MEMBER,
    TRAINING,
    Proof,
    optimism,
    proof,
    table,
)
from experiments.search.proving import (
    Policies,
    Trial,
    chosen_table,
    exported,
    fresh_seed,
    policies,
    prove,
)
from experiments.search.simulated import Simulated
from experiments.search.space import Space, space

__all__ = [
    "BASELINE",
    "COST",
    "FRESH",
    "MEMBER",
    "TRAINING",
    "Effort",
    "Objective",
    "Optimiser",
    "Policies",
    "Proof",
    "Search",
    "SearchError",
    "Simulated",
    "Space",
    "Trial",
    "Worth",
    "always_on",
    "as_yaml",
    "assembled",
    "begin",
    "changed",
    "check",
    "chosen_table",
    "contests",
    "dominates",
    "evolve",
    "exported",
    "fresh_seed",
    "hypervolume",
    "is_adaptive",
    "nondominated",
    "objectives",
    "optimism",
    "policies",
    "proof",
    "prove",
    "space",
    "spread_out",
    "table",
]
