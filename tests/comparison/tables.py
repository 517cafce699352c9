"""Tables of runs made by hand, as a study gives them."""

import numpy as np
import pandas as pd

from experiments.comparison import Worlds


def table(values, scenario="here", outcome="readiness", replicates=1):
    """Runs of a scenario; `values` maps policies to (worlds,), points before replicates."""
    parts = []
    for policy, column in values.items():
        world = np.arange(len(column))
        parts.append(
            pd.DataFrame(
                {
                    "point": world // replicates,
                    "base": world // replicates,
                    "step": 0,
                    "replicate": world % replicates,
                    "scenario": scenario,
                    "policy": policy,
                    "seed": world,
                    outcome: np.asarray(column, dtype=float),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def worlds(values, outcomes=None):
    """Worlds straight from (scenarios, policies, outcomes, worlds); the reference is p0."""
    values = np.asarray(values, dtype=float)
    names = outcomes or ("readiness", "autonomy", "trust", "legitimacy")[: values.shape[2]]
    policies = tuple(f"p{place}" for place in range(values.shape[1]))
    count = np.arange(values.shape[-1])
    scenarios = tuple(f"s{place}" for place in range(len(values)))
    return Worlds(scenarios, policies, names, values, count, count, 0)


def row(differences, policy, outcome="readiness", scenario=""):
    """One row of a table of differences."""
    found = differences.set_index(["scenario", "policy", "outcome"])
    return found.loc[(scenario, policy, outcome)]
