"""Worlds with a planted box of failures."""

import numpy as np
import pandas as pd

#: Planted: f0 above 0.6 and f1 below 0.5, and no calm.
LOW, HIGH = 0.6, 0.5
NOISE = ("f2", "f3", "f4")
NAMES = ["f0", "f1", *NOISE, "scenario"]


def planted(seed, points=400, inside=0.9, outside=0.05, replicates=1):
    """A row a run; `point` tells which runs are replicates of each other."""
    rng = np.random.default_rng(seed)
    x = pd.DataFrame(rng.random((points, 5)), columns=NAMES[:5])
    x["scenario"] = rng.choice(["calm", "drought", "war"], points, p=[0.3, 0.35, 0.35])
    x["point"] = np.arange(points)
    table = x.loc[np.repeat(x.index, replicates)].reset_index(drop=True)
    within = (table["f0"] > LOW) & (table["f1"] < HIGH) & (table["scenario"] != "calm")
    table["fails"] = rng.random(len(table)) < np.where(within, inside, outside)
    table["within"] = within
    return table


def noise(seed, points=300, rate=0.3):
    """Failures that nothing explains."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.random((points, 6)), columns=[f"f{n}" for n in range(6)])
    table["fails"] = rng.random(points) < rate
    return table
