"""Morris: how far an outcome moves when one factor takes a step, from many places."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method, planned
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import bootstrapped, fenced


def _layout(ready: Ready) -> str:
    """Each row must move one factor (or group), and each of them once a trajectory."""
    names = np.array(ready.groups)
    count = len(ready.grouped)
    if ready.length != count + 1:
        return (
            f"a trajectory has {ready.length} rows, and {count} factors or groups need {count + 1}"
        )
    moved = np.diff(ready.x_blocks, axis=1) != 0
    by_group = np.stack([moved[:, :, names == name].any(-1) for name in ready.grouped], axis=-1)
    for wrong, what in (
        (by_group.sum(-1).max(-1) > 1, "a step moves several factors"),
        (by_group.sum(1).max(-1) > 1, "a factor moves twice"),
    ):
        if wrong.any():
            return f"in base {int(np.argmax(wrong))} {what}"
    return ""


def _lengths(ready: Ready, levels: int) -> np.ndarray:
    """What to multiply effects by because discrete steps are longer or shorter, (paths, factors).

    SALib divides every effect by the step on the grid of `levels`. A whole number or a label moves
    from one of its values to another instead: from one label of two to the other is a full range.
    Groups, and factors on continuous ranges, step as the grid does.
    """
    if len(ready.grouped) < len(ready.factors):
        return np.ones((ready.blocks, len(ready.grouped)))
    grid = levels / (2 * (levels - 1))
    length = np.abs(np.diff(ready.x_blocks, axis=1)).sum(axis=1)
    for place, factor in enumerate(ready.factors):
        if factor.kind == "integer":
            length[:, place] /= float(factor.high) - float(factor.low)
        else:
            length[:, place] = 1.0 if factor.kind == "categorical" else grid
    return np.asarray(grid / np.where(length > 0, length, grid))


@method(
    meaning="elementary effects for screening with few runs",
    sampler="morris",
    sized="trajectories",
    measures={
        "mu_star": "mean size of the effect of a step, in units of the outcome a full range",
        "mu": "mean effect of a step, with its sign",
        "sigma": "spread of the effects: interactions or curvature",
    },
    leading="mu_star",
    shares=False,
    groups=True,
    structure=_layout,
    plan=planned("morris"),
)
def morris(
    ready: Ready, resamples: int, rng: np.random.Generator, *, levels: int = 4
) -> dict[str, Estimate]:
    """Morris (1991), doi:10.1080/00401706.1991.10484804, mu* by Campolongo et al. (2007).

    `levels` are those of the design. SALib gives the effects of each trajectory; trajectories
    are resampled. Groups have no sigma (doi:10.1016/j.envsoft.2006.10.004).
    """
    from SALib.analyze.morris import analyze

    effects = np.empty((ready.blocks, len(ready.grouped)))
    sizes = np.empty_like(effects)
    with fenced(rng), np.errstate(all="ignore"):
        for block, (x, y) in enumerate(zip(ready.x_blocks, ready.y_blocks, strict=True)):
            found = analyze(
                ready.problem(groups=True), x, y, num_levels=levels, num_resamples=2, seed=rng
            )
            effects[block] = np.asarray(found["mu"], dtype=float)
            sizes[block] = np.asarray(found["mu_star"], dtype=float)
    scale = _lengths(ready, levels)
    effects, sizes = effects * scale, sizes * scale
    alone = np.array([ready.groups.count(name) == 1 for name in ready.grouped])

    def statistic(pick: np.ndarray) -> dict[str, np.ndarray]:
        mine = effects[pick]
        sigma = mine.std(axis=1, ddof=1) if pick.shape[1] > 1 else np.full(mine[:, 0].shape, np.nan)
        return {
            "mu_star": sizes[pick].mean(axis=1),
            "mu": mine.mean(axis=1),
            "sigma": np.where(alone, sigma, np.nan),
        }

    found = bootstrapped(statistic, ready.blocks, resamples, rng)
    return {name: Estimate(*pair) for name, pair in found.items()}
