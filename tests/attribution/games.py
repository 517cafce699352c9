"""Games with known answers, as tables that look like a sweep's."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.design import Factor, sample


def table(names, worth, seeds=12, noise=None, orders=0, design_seed=0):
    """Runs of a game: every coalition under the same seeds, or orders under seeds of their own.

    `worth(members, rng)` takes the members as a set and the generator of the seed; `noise` is a
    standard deviation added to each run alike.
    """
    factors = [Factor(name, values=(0.0, 1.0)) for name in names]
    if orders:
        design = sample(factors, "permutations", orders, seed=design_seed)
    else:
        design = sample(factors, "full_factorial")
    points = design.table()
    rows = []
    for replicate in range(1 if orders else seeds):
        for point in points.to_dict("records"):
            members = frozenset(name for name in names if point[name] > 0.5)
            seed = [design_seed, int(point["base"]) if orders else replicate]
            value = worth(members, np.random.default_rng(seed))
            rows.append({**point, "replicate": replicate, "payoff": value})
    found = pd.DataFrame(rows)
    found["base"] = found["base"].astype(int)
    if noise is not None:
        found["payoff"] += noise * np.random.default_rng(1).standard_normal(len(found))
    return found


def players(names):
    return {name: name for name in names}


def additive(weights, spread=0.0):
    """Each brings its weight; with `spread` the weights vary from seed to seed."""

    def worth(members, rng):
        drawn = dict(zip(weights, rng.standard_normal(len(weights)), strict=True))
        return sum(weights[name] + spread * drawn[name] for name in sorted(members))

    return worth


def gloves(left, right):
    """A pair of gloves is worth 1, each alone nothing."""

    def worth(members, rng):
        return float(min(len(members & set(left)), len(members & set(right))))

    return worth
