"""The study behind an attribution: switches on and off, under common random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.attribution.players import Team
from experiments.study import Study
from sim.scenario import Scenario

TITLES = {
    "partners": "Who holds the coalition together",
    "mechanisms": "Which mechanisms carry the result",
    "levers": "Which levers carry the policy",
}


def plan(
    players: Team,
    scenario: Scenario,
    source: str,
    policy: str,
    outcomes: Sequence[str],
    *,
    runs: int,
    permutations: int = 0,
    seed: int,
    name: str = "attribution",
) -> Study:
    """Every coalition under common seeds, or orders of joining each under a seed of its own.

    Parameters
    ----------
    players : Team
        Who is switched on and off.
    scenario : Scenario
        The world, with its horizon.
    source, policy : str
        Names of scenario and policy.
    outcomes : sequence of str
        What is attributed.
    runs : int
        Seeds under which every coalition is run; of sampled orders, under which each order is.
    permutations : int
        Orders; 0 for every coalition.
    seed : int
        Of the design and the runs.

    Notes
    -----
    All rows of an order share their seed, so that gains compare equal worlds. Orders do not share
    theirs: each meets a world of its own, which for the same number of runs leaves less noise than
    a few worlds for all orders, and makes pairs of orders independent blocks for the bootstrap.
    """
    factors: dict[str, dict[str, Any] | None] = {
        address: {"values": [0.0, players.on[one]], "default": players.on[one]}
        for one, address in players.switches.items()
    }
    if players.kind == "mechanisms":
        factors = dict.fromkeys(factors)  # the two values of a switch are known
    sampled = {"method": "permutations", "samples": permutations}
    data = {
        "title": f"{TITLES[players.kind]}: {source}",
        "question": f"What does each of {len(factors)} {players.kind} bring?",
        "scenario": source,
        "policy": policy,
        "factors": factors,
        "design": sampled if permutations else {"method": "full_factorial"},
        "replicates": runs,
        "seed": seed,
        "seeds": "base" if permutations else "common",
        "outcomes": list(outcomes),
        "quarters": scenario.quarters,
    }
    return Study.from_dict(data, name, scenarios={source: scenario})
