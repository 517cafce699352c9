"""Functions whose indices are known, as plain tables."""

from itertools import product

import numpy as np

from experiments.design import Factor, sample

PI = float(np.pi)


def ishigami(table, a=7.0, b=0.1):
    return np.sin(table.a) + a * np.sin(table.b) ** 2 + b * table.c**4 * np.sin(table.a)


ANGLES = (Factor("a", -PI, PI), Factor("b", -PI, PI), Factor("c", -PI, PI), Factor("idle"))


def ishigami_indices(a=7.0, b=0.1):
    """Ishigami and Homma (1990), doi:10.1109/ISUMA.1990.151285: by measure and factor."""
    one = 0.5 * (1 + b * PI**4 / 5) ** 2
    two, both = a**2 / 8, b**2 * PI**8 * (1 / 18 - 1 / 50)
    total = one + two + both
    return {
        "first": {"a": one / total, "b": two / total, "c": 0.0, "idle": 0.0},
        "total": {"a": (one + both) / total, "b": two / total, "c": both / total, "idle": 0.0},
        "effect": {
            "a": (one + both / 2) / total, "b": two / total, "c": both / 2 / total, "idle": 0.0,
        },
    }  # fmt: skip


WEIGHTS = {"g1": 0.0, "g2": 1.0, "g3": 4.5, "g4": 99.0}


def sobol_g(table):
    """Sobol' (1998): a product of |4 x - 2| + a over 1 + a."""
    factors = [(abs(4 * table[name] - 2) + a) / (1 + a) for name, a in WEIGHTS.items()]
    return np.prod(factors, axis=0)


def sobol_g_indices():
    part = {name: 1 / 3 / (1 + a) ** 2 for name, a in WEIGHTS.items()}
    whole = np.prod([1 + v for v in part.values()]) - 1
    everything = whole + 1
    return {
        "first": {name: v / whole for name, v in part.items()},
        "total": {name: v * everything / (1 + v) / whole for name, v in part.items()},
    }


def unit(names):
    return tuple(Factor(name) for name in names)


def linear(table):
    return 3 * table.x + 2 * table.y + table.z


LINEAR = {"x": 9 / 14, "y": 4 / 14, "z": 1 / 14}


def morris_like(table):
    """Terms as in Morris (1991): a linear, two that interact, one that bends."""
    w = {name: 2 * (table[name] - 0.5) for name in ("line", "pair", "mate", "bend")}
    return 20 * w["line"] + 10 * w["pair"] - 15 * w["pair"] * w["mate"] + 6 * w["bend"] ** 2


MORRIS = ("line", "pair", "mate", "bend")


def morris_effects(levels=4):
    """Mean size and spread of the effects over all places of the grid, by factor."""
    import pandas as pd

    step = levels / (2 * (levels - 1))
    grid = np.arange(levels) / (levels - 1)
    found = {}
    for name in MORRIS:
        places = pd.DataFrame(list(product(grid, repeat=4)), columns=list(MORRIS))
        places = places[places[name] + step <= 1 + 1e-9]
        effect = morris_like(places.assign(**{name: places[name] + step})) - morris_like(places)
        effect = (effect / step).to_numpy()
        found[name] = (np.abs(effect).mean(), effect.std())
    return found


def table_of(function, factors, method, samples, seed=0, **options):
    """Design and table of a function without chance."""
    design = sample(factors, method, samples, seed=seed, **options)
    table = design.table()
    return design, table.assign(out=function(table))


def noisy(factors, samples, seeds, sd, replicates=1, seed=0, method="saltelli"):
    """2 x + y, `idle` does nothing, plus chance with a known spread, under a way to share seeds."""
    import pandas as pd

    design = sample(factors, method, samples, seed=seed)
    one = design.table().reset_index()
    table = pd.concat([one.assign(replicate=k) for k in range(replicates)], ignore_index=True)
    unit = {"base": table.base, "independent": table.point, "common": 0}[seeds]
    table["seed"] = (unit * replicates + table.replicate) + 1000 * seed
    luck = {key: np.random.default_rng(key).normal() for key in table.seed.unique()}
    table["out"] = 2 * table.x + table.y + sd * table.seed.map(luck)
    return design, table
