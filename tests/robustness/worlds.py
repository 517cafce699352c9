"""Tables of runs with known numbers."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd


def runs(values, scenarios=("calm", "storm"), policies=("hold", "spread"), outcome="readiness"):
    """A row a run of `values` (policy, scenario, point, replicate)."""
    values = np.asarray(values, dtype=float)
    assert values.shape[:2] == (len(policies), len(scenarios))
    rows = [
        {
            "point": point, "replicate": replicate, "scenario": scenario, "policy": policy,
            "failure": "", outcome: values[p, s, point, replicate],
        }
        for (p, policy), (s, scenario), point, replicate in itertools.product(
            enumerate(policies), enumerate(scenarios), range(values.shape[2]),
            range(values.shape[3]),
        )
    ]  # fmt: skip
    return pd.DataFrame(rows)
