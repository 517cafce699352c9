"""Histories by hand, and random ones in the memory layout of the recorder."""

import numpy as np
import xarray

from sim.metrics import outcomes

DIMS = {
    "actor": "help active trust overhead leaked committed triggered honoured strength camp unrest",
    "": "external own_budget funding_gap readiness onset threat personnel abroad",
    "community": "legitimacy confidence perceived_security",
}
COMMON = {"active": 1.0, "trust": 0.5, "own_budget": 1.0, "readiness": 0.5, "threat": 0.3}
BODIES_ONLY = ("strength", "membership", "open_to", "votes", "quota")
STATES_ONLY = (
    "triggered", "honoured", "camp", "troops", "relation", "capability", "unrest", "proximity",
    "membership_gain",
)  # fmt: skip


def history(help_in, kinds=None, events=("events.cut", "policy.reform"), communities=2, **given):
    """A history from flows of help, `(quarter, actor)` or `(run, quarter, actor)`.

    Everything else has a dull default. `given` is broadcast to the variable's whole shape, the
    initial moment included: (run, 1 + quarter, ...).
    """
    flow = np.asarray(help_in, float)
    flow = flow if flow.ndim == 3 else flow[None]
    flow = np.concatenate([np.zeros_like(flow[:, :1]), flow], axis=1)
    runs, moments, n = flow.shape
    kinds = np.array(kinds or ["partner_state"] * n)
    state, body = kinds == "partner_state", kinds == "intergovernmental_body"
    sizes = {"actor": n, "community": communities, "": 0}
    shapes = {
        name: ("quarter", *([dim] if dim else [])) for dim, names in DIMS.items()
        for name in names.split()
    }  # fmt: skip
    shapes |= {
        "troops": ("quarter", "body", "actor"),
        "membership": ("quarter", "state", "actor"),
        "relation": ("moment", "state", "actor"),
        "capability": ("moment", "actor"),
        "proximity": ("moment", "actor"),
        "membership_gain": ("moment", "body", "actor"),
        "open_to": ("moment", "state", "actor"),
        "votes": ("moment", "state", "actor"),
        "quota": ("moment", "actor"),
        "strength_of": ("quarter", "intervention"),
    }
    sizes |= {
        "quarter": moments, "moment": 2, "body": body.sum(), "state": state.sum(),
        "intervention": len(events),
    }  # fmt: skip
    derived = {"help": flow, "committed": flow, "external": flow.sum(-1), "capability": 1.0}
    variables = {}
    for name, dims in shapes.items():
        value = given.pop(name, derived.get(name, COMMON.get(name, 0.0)))
        array = np.array(np.broadcast_to(value, (runs, *(int(sizes[d]) for d in dims))), float)
        if name in STATES_ONLY:
            array[..., ~state] = np.nan
        if name in BODIES_ONLY:
            array[..., ~body] = np.nan
        array = np.moveaxis(np.ascontiguousarray(np.moveaxis(array, 0, -1)), -1, 0)
        variables[name] = (("run", *dims), array)
    assert not given, f"not in the synthetic history: {list(given)}"
    names = np.array([f"{kind} {i}" for i, kind in enumerate(kinds)])
    return xarray.Dataset(
        variables,
        coords={
            "run": np.arange(runs), "seed": ("run", np.arange(100, 100 + runs)),
            "quarter": np.arange(moments), "moment": ["start", "end"], "actor": names,
            "kind": ("actor", kinds), "state": names[state], "body": names[body],
            "intervention": list(events), "community": [f"c{i}" for i in range(communities)],
        },
    )  # fmt: skip


def values(name, given):
    """One outcome of a history, `(runs,)`."""
    return outcomes(given, [name])[name].to_numpy()


def random_history(seed, runs, quarters=40, states=14, bodies=4, others=12):
    """Runs with lumps, exits, shocks, missions and signed relations."""
    rng = np.random.default_rng(seed)
    n = states + bodies + others
    kinds = ["partner_state"] * states + ["intergovernmental_body"] * bodies + ["ngo"] * others
    flow = rng.lognormal(0, 1, (runs, quarters, n)) * (rng.random((runs, quarters, n)) < 0.8)
    exits = rng.integers(quarters, 4 * quarters, (runs, 1, n))
    moments = quarters + 1
    quarter = np.arange(1, moments)[:, None]
    stands = np.concatenate([np.ones((runs, 1, n)), quarter < exits - quarters], axis=1)
    flow *= stands[:, 1:]
    strength = rng.integers(0, 5000, (runs, 1, n)) * (np.arange(moments)[:, None] < quarters // 2)
    began = rng.integers(1, 2 * quarters, (runs, 1, 1))
    called = rng.random((runs, moments, n)) < 0.1
    return history(
        flow, kinds, communities=15, active=stands, strength=strength,
        trust=rng.random((runs, moments, n)), overhead=rng.random((runs, moments, n)),
        leaked=rng.random((runs, moments, n)), readiness=rng.random((runs, moments)),
        own_budget=rng.random((runs, moments)), funding_gap=rng.random((runs, moments)),
        triggered=called, honoured=called & (rng.random(called.shape) < 0.5),
        troops=rng.poisson(100, (runs, moments, bodies, n)),
        membership=rng.integers(0, 2, (runs, moments, states, n)),
        membership_gain=rng.normal(size=(runs, 2, bodies, n)),
        open_to=rng.integers(0, 2, (runs, 2, states, n)),
        votes=np.full((1, 2, states, n), 1 / states), quota=rng.uniform(0.4, 0.8, (runs, 2, n)),
        relation=rng.uniform(-1, 1, (runs, 2, states, n)),
        camp=rng.integers(-1, 2, (runs, moments, n)),
        capability=rng.random((runs, 2, n)), threat=rng.random((runs, moments)),
        personnel=rng.integers(0, 2000, (runs, moments)), abroad=rng.random((runs, moments)),
        unrest=rng.random((runs, moments, n)), proximity=np.round(rng.random((runs, 2, n))),
        legitimacy=rng.random((runs, moments, 15)), confidence=rng.random((runs, moments, 15)),
        perceived_security=rng.random((runs, moments, 15)),
        strength_of=1.0 * (np.arange(moments)[:, None] >= began),
    )  # fmt: skip
