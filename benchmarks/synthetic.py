"""Invented worlds of any size: all kinds of actors, in proportions close to a real scenario's."""

from __future__ import annotations

from typing import Any

from sim import Scenario

#: Shares of the actors besides the host; partner states take what is left.
SHARES = {"intergovernmental_body": 0.12, "ngo": 0.12, "private_firm": 0.06, "community": 0.16}

FEWEST = 6


def counts(actors: int) -> dict[str, int]:
    """Number of actors of each kind in a world of so many, at least one of each.

    >>> counts(10)["partner_state"], sum(counts(60).values()), counts(200)["ngo"]
    (5, 60, 24)
    """
    if actors < FEWEST:
        raise ValueError(f"a world of all kinds has at least {FEWEST} actors, not {actors}")
    others = actors - 1
    found = {kind: max(1, round(share * others)) for kind, share in SHARES.items()}
    return {"host_state": 1, "partner_state": others - sum(found.values()), **found}


def synthetic_world(actors: int, quarters: int = 40) -> Scenario:
    """A world of so many actors with members, grants, contracts, rivals and borders.

    The numbers are spread evenly over plausible ranges; every state belongs to two bodies and has
    relations with four others, while the engine keeps the whole matrix anyway.

    Parameters
    ----------
    actors : int
        Number of actors, the host among them, at least 6.
    quarters : int
        Horizon. [1-400]

    Returns
    -------
    Scenario
        Checked as any other.
    """
    names = {
        kind: [f"{kind.replace('_', ' ').capitalize()} {n}" for n in range(1, number + 1)]
        for kind, number in counts(actors).items()
    }
    world: dict[str, Any] = {names["host_state"][0]: _host()}
    for n, name in enumerate(names["partner_state"]):
        world[name] = _state(n, names)
    for n, name in enumerate(names["intergovernmental_body"]):
        world[name] = _body(n, names)
    for n, name in enumerate(names["ngo"]):
        world[name] = {
            "kind": "ngo",
            "independence": _spread(n, 0.2, 1.0),
            "own_income": 0.1,
            "profile": {"humanitarian": 1.0},
        }
    for name in names["private_firm"]:
        world[name] = {"kind": "private_firm", "profile": {"training": 0.7, "logistics": 0.3}}
    people = names["community"]
    for n, name in enumerate(people):
        world[name] = {
            "kind": "community",
            "population": 1.0 / len(people),
            "base_threat": _spread(n, 0.2, 0.4),
            "borders": {names["partner_state"][n % len(names["partner_state"])]: 1.0},
        }
    return Scenario.from_dict(
        {
            "title": f"An invented world of {actors} actors",
            "start": "2025Q1",
            "quarters": quarters,
            "actors": world,
        },
        name=f"synthetic/{actors}",
    )


def _spread(n: int, low: float, high: float) -> float:
    """The n-th of evenly scattered numbers in a range."""
    return low + (high - low) * (0.618034 * n % 1.0)


def _host() -> dict[str, Any]:
    return {
        "kind": "host_state",
        "planned_budget": 3.7,
        "own_budget": 3.7,
        "required_budget": 9.0,
        "ceiling": 2000,
        "personnel": 2000,
        "own_split": {"training": 0.1, "equipment": 0.05},
    }


def _state(n: int, names: dict[str, list[str]]) -> dict[str, Any]:
    states, bodies = names["partner_state"], names["intergovernmental_body"]
    neighbours = {states[(n + step) % len(states)] for step in (-2, -1, 1, 2)} - {states[n]}
    budget = _spread(n, 0.2, 2.0)
    return {
        "kind": "partner_state",
        "budget": budget,
        "appropriated": 0.3 * budget,
        "position": _spread(n, 0.1, 0.9),
        "fiscal_quarter": 1 + n % 4,
        "conditionality": _spread(n, 0.0, 0.5),
        "interest_distance": _spread(n, 0.1, 0.5),
        "profile": {"training": 0.4, "advice": 0.3, "equipment": 0.3},
        "wealth": 0.1,
        "troops_available": 500,
        "proximity": 1.0 * (n % 5 == 0),
        "guarantee": 1.0 * (n % 3 == 0),
        "rivalry": {states[(n + len(states) // 2) % len(states)]: 1.0} if len(states) > 1 else {},
        "exclusivity": 0.1,
        "grants": {names["ngo"][n % len(names["ngo"])]: 0.1},
        "contracts": {names["private_firm"][n % len(names["private_firm"])]: 0.1},
        "assessment": {body: 1.0 / len(states) for body in _bodies_of(n, bodies)},
        "kinship": {other: _spread(n, -0.3, 0.7) for other in sorted(neighbours)},
    }


def _bodies_of(n: int, bodies: list[str]) -> list[str]:
    return sorted({bodies[n % len(bodies)], bodies[(n + 1) % len(bodies)]})


def _body(n: int, names: dict[str, list[str]]) -> dict[str, Any]:
    states, bodies = names["partner_state"], names["intergovernmental_body"]
    members = [state for m, state in enumerate(states) if bodies[n] in _bodies_of(m, bodies)]
    return {
        "kind": "intergovernmental_body",
        "membership": members,
        "votes": {member: 1.0 / len(members) for member in members},
        "programme_budget": 0.5,
        "other_income": 0.3,
        "profile": {"training": 0.6, "advice": 0.4},
        "full_strength": 2000,
        "authorised": 1000,
        "mission_cost": 5.0,
        "military": 1.0 * (n % 2 == 0),
    }
