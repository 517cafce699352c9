"""FAST: shares of variance by the frequencies at which factors swing."""

from __future__ import annotations

import numpy as np

from experiments.sensitivity._registry import Estimate, method, planned
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import fenced


def _layout(ready: Ready) -> str:
    """There is a curve a factor, and its factor swings fastest on it."""
    count = len(ready.factors)
    if ready.blocks != count:
        return f"there are {ready.blocks} curves and {count} factors"
    x = ready.x_blocks - ready.x_blocks.mean(axis=1, keepdims=True)
    # A curve changes direction twice a swing.
    turns = (np.diff(np.sign(np.diff(x, axis=1)), axis=1) != 0).sum(axis=1)
    slower = turns.argmax(axis=1) != np.arange(count)
    numeric = np.array([factor.kind == "continuous" for factor in ready.factors])
    if numeric.all() and slower.any():
        return f"on curve {int(np.argmax(slower))} another factor swings faster than its own"
    return ""


@method(
    meaning="shares of variance by Fourier amplitudes along curves; no intervals",
    sampler="fast",
    sized="points a curve",
    measures={
        "first": "share of variance that a factor explains by itself",
        "total": "share of variance that a factor explains with interactions",
    },
    leading="total",
    judged=False,
    structure=_layout,
    plan=planned("fast"),
)
def fast(
    ready: Ready, resamples: int, rng: np.random.Generator, *, harmonics: int = 4
) -> dict[str, Estimate]:
    """Extended FAST, Saltelli, Tarantola and Chan (1999), doi:10.1080/00401706.1999.10485594.

    There is one curve a factor, and parts of a curve do not swing as the whole does: SALib's own
    intervals resample such parts and are known to be unreliable (SALib issue 649), so none is
    given. Other seeds of the design show how far the indices vary.
    """
    from SALib.analyze.fast import analyze

    with fenced(rng):
        found = analyze(ready.problem(), ready.y, M=harmonics, num_resamples=2)
    unknown = np.full((resamples, len(ready.factors)), np.nan)
    return {
        "first": Estimate(np.asarray(found["S1"], dtype=float), unknown),
        "total": Estimate(np.asarray(found["ST"], dtype=float), unknown),
    }
