"""Shapley effects: shares of variance that add up to one, interactions shared fairly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.plans import laid_out
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import bootstrapped, fenced

if TYPE_CHECKING:
    import pandas as pd

    from experiments.design import Factor


def _layout(ready: Ready) -> str:
    """Each step must change one factor, each factor once; a discrete one may stay as it was."""
    if ready.length != len(ready.factors) + 1:
        return f"a base sample has {ready.length} rows, not {len(ready.factors) + 1}"
    moved = np.diff(ready.x_blocks, axis=1) != 0
    must = np.array([factor.kind == "continuous" for factor in ready.factors])
    times = moved.sum(1)
    wrong = (moved.sum(-1) > 1).any(-1) | (times > 1).any(-1) | (must & (times < 1)).any(-1)
    if wrong.any():
        return f"in base {int(np.argmax(wrong))} a step does not change one factor and each once"
    return ""


def _paths(ready: Ready) -> np.ndarray:
    """Which factors have had their turn at each row, `(rows, factors)`, as SALib reads paths.

    A discrete factor that drew the same value twice has its turn in a step that is left: nothing
    moves there, so it does not matter whose turn it is.
    """
    moved = np.diff(ready.x_blocks, axis=1) != 0
    still = np.argwhere(~moved.any(-1))
    idle = np.argwhere(~moved.any(1))  # both by path, and equally many in each
    moved[still[:, 0], still[:, 1], idle[:, 1]] = True
    turns = np.zeros(ready.x_blocks.shape)
    turns[:, 1:] = np.cumsum(moved, axis=1)
    return turns


def _plan(factors: tuple[Factor, ...], samples: int, seed: int) -> pd.DataFrame:
    """Paths from one random point to another, a factor at a time in random order."""
    from SALib.sample import shapley as paths

    problem = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    unit = paths.sample(problem, samples, seed=np.random.default_rng(seed))
    return laid_out(factors, unit, len(factors) + 1)


@method(
    meaning="shares of variance that add up to one, interactions shared fairly",
    sampler="shapley",
    sized="paths",
    measures={"effect": "share of variance that is a factor's, interactions shared fairly"},
    leading="effect",
    structure=_layout,
    plan=_plan,
)
def shapley(ready: Ready, resamples: int, rng: np.random.Generator) -> dict[str, Estimate]:
    """Goda (2021), doi:10.1016/j.ress.2021.107702, for independent factors, through SALib."""
    from SALib.analyze.shapley import analyze

    x, y = _paths(ready), ready.y_blocks

    def one(rows: np.ndarray) -> np.ndarray:
        found = analyze(ready.problem(), x[rows].reshape(-1, x.shape[-1]), y[rows].reshape(-1))
        return np.asarray(found["shapley_normalized"], dtype=float)

    def statistic(pick: np.ndarray) -> dict[str, np.ndarray]:
        return {"effect": np.array([one(rows) for rows in pick])}

    with fenced(rng):
        found = bootstrapped(statistic, ready.blocks, resamples, rng)
    return {"effect": Estimate(*found["effect"])}
