"""Measures of a coalition's structure: power, camps, stability, credit and burden.

Each function takes plain numbers and knows nothing of scenarios or models.
"""

from sim.structure.balance_flow import BalanceFlow, continuous_balance
from sim.structure.burden import burden_rank_correlation
from sim.structure.frustration_fast import FrustrationBound, frustration_bound
from sim.structure.frustration_index import Frustration, frustration
from sim.structure.hedonic import (
    core_partitions,
    individually_stable_partitions,
    nash_stable_partitions,
)
from sim.structure.landscape_energy import energy
from sim.structure.landscape_minima import Landscape, landscape
from sim.structure.power import banzhaf, shapley_shubik
from sim.structure.private_provision import PublicGood, public_good
from sim.structure.self_enforcing import Payoffs, barrett_payoffs, self_enforcing_sizes
from sim.structure.shapley import shapley_interaction, shapley_value
from sim.structure.shapley_arrays import shapley_interactions, shapley_shares
from sim.structure.shapley_sampled import SampledShapley, shapley_value_sampled
from sim.structure.triad_counts import Triads, triads
from sim.structure.triad_dynamics import TriadDynamics, constrained_triad_dynamics, is_jammed

__all__ = [
    "BalanceFlow",
    "Frustration",
    "FrustrationBound",
    "Landscape",
    "Payoffs",
    "PublicGood",
    "SampledShapley",
    "TriadDynamics",
    "Triads",
    "banzhaf",
    "barrett_payoffs",
    "burden_rank_correlation",
    "constrained_triad_dynamics",
    "continuous_balance",
    "core_partitions",
    "energy",
    "frustration",
    "frustration_bound",
    "individually_stable_partitions",
    "is_jammed",
    "landscape",
    "nash_stable_partitions",
    "public_good",
    "self_enforcing_sizes",
    "shapley_interaction",
    "shapley_interactions",
    "shapley_shares",
    "shapley_shubik",
    "shapley_value",
    "shapley_value_sampled",
    "triads",
]
