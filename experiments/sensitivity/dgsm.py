"""DGSM: mean squared slopes, which bound total indices from above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.sensitivity._registry import Estimate, method
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.plans import laid_out
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import bootstrapped, fenced

if TYPE_CHECKING:
    import pandas as pd

    from experiments.design import Factor


def _layout(ready: Ready) -> str:
    """Step j must differ from step 0 in factor j alone, and must differ."""
    _need_uniform(ready.factors)
    x = ready.x_blocks
    if ready.length != len(ready.factors) + 1:
        return f"a base sample has {ready.length} rows, not {len(ready.factors) + 1}"
    for step, factor in enumerate(ready.factors, 1):
        moved = x[:, step] != x[:, 0]
        others = np.delete(moved, step - 1, axis=1).any(axis=1)
        still = ~moved[:, step - 1]
        if (others | still).any():
            base = int(np.argmax(others | still))
            return f"base {base} step {step} is not step 0 with {factor.name} alone moved"
    return ""


def _need_uniform(factors: Sequence[Factor]) -> None:
    for factor in factors:
        kind = factor.kind if factor.kind != "continuous" else factor.distribution
        if kind != "uniform":
            raise SensitivityError(
                "unfit factor",
                f"{factor.name} is {kind}; slopes bound total indices of uniform factors only: "
                "take sobol, morris or shapley",
            )


def _plan(factors: tuple[Factor, ...], samples: int, seed: int) -> pd.DataFrame:
    """Finite differences from a Sobol' sequence, on the unit cube."""
    _need_uniform(factors)
    from SALib.sample import finite_diff

    problem = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    unit = finite_diff.sample(problem, samples, delta=0.01, seed=np.random.default_rng(seed))
    return laid_out(factors, unit, len(factors) + 1)


@method(
    meaning="mean squared slopes, upper bounds of total indices of uniform factors",
    sampler="finite differences",
    sized="base samples",
    measures={
        "bound": "upper bound of the total index of a uniform factor",
        "slope": "mean squared slope",
    },
    leading="bound",
    shares=False,
    structure=_layout,
    plan=_plan,
)
def dgsm(ready: Ready, resamples: int, rng: np.random.Generator) -> dict[str, Estimate]:
    """Sobol' and Kucherenko (2009), doi:10.1016/j.matcom.2009.01.023, through SALib.

    SALib's own interval is that of the slope and stands beside the bound; here both are
    resampled by base sample.
    """
    from SALib.analyze.dgsm import calc_vi_mean

    x, y = ready.x_blocks, ready.y_blocks
    count = len(ready.factors)
    moved = np.stack([x[:, j + 1, j] - x[:, 0, j] for j in range(count)], axis=1)
    width = np.array([high - low for low, high in ready.problem()["bounds"]])

    def one(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        start = y[rows, 0]
        slope = np.array(
            [calc_vi_mean(start, y[rows, j + 1], moved[rows, j]) for j in range(count)]
        )
        return slope, slope * width**2 / (start.var() * np.pi**2)

    def statistic(pick: np.ndarray) -> dict[str, np.ndarray]:
        found = [one(rows) for rows in pick]
        return {
            "bound": np.array([bound for _, bound in found]),
            "slope": np.array([slope for slope, _ in found]),
        }

    with fenced(rng):
        found = bootstrapped(statistic, ready.blocks, resamples, rng)
    return {name: Estimate(*pair) for name, pair in found.items()}
