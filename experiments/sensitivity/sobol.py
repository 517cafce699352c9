"""Sobol' indices: shares of variance, alone, in company and in pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from experiments.sensitivity._registry import Estimate, method, planned
from experiments.sensitivity.ready import Ready
from experiments.sensitivity.resampling import bootstrapped


def _layout(ready: Ready) -> str:
    """Each row AB must be A with one factor (or group) from B, each BA the reverse."""
    x, names = ready.x_blocks, ready.grouped
    if ready.length not in (len(names) + 2, 2 * len(names) + 2):
        return (
            f"a base sample has {ready.length} rows, and {len(names)} factors or groups need "
            f"{len(names) + 2}, with second order {2 * len(names) + 2}"
        )
    first, last = x[:, 0], x[:, -1]
    for step in range(1, ready.length - 1):
        name = names[(step - 1) % len(names)]
        moved = np.array([group == name for group in ready.groups])
        if step > len(names):
            moved = ~moved
        wrong = (x[:, step] != np.where(moved, last, first)).any(axis=1)
        if wrong.any():
            base = int(np.argmax(wrong))
            return f"the row base {base} step {step} is not row A with {name} taken from row B"
    return ""


@method(
    meaning="shares of variance by pick-freeze, alone, with interactions and in pairs",
    sampler="saltelli",
    sized="base samples",
    measures={
        "first": "share of variance that a factor explains by itself",
        "total": "share of variance that would be left if all others were fixed",
        "second": "share of variance that two factors explain together and neither alone",
    },
    leading="total",
    groups=True,
    structure=_layout,
    plan=planned("saltelli"),
)
def sobol(
    ready: Ready, resamples: int, rng: np.random.Generator, *, second_order: bool = True
) -> dict[str, Estimate]:
    """Estimators of Saltelli et al. (2010), doi:10.1016/j.cpc.2009.09.018, through SALib.

    Pairs after Saltelli (2002), doi:10.1016/S0010-4655(02)00280-1, where the design has rows for
    them. SALib's estimators are called on picked base samples, so that one bootstrap serves
    values, ranks and screening; its own front would take the order of rows on trust and turn one
    NaN into zeros.
    """
    from SALib.analyze.sobol import first_order, total_order
    from SALib.analyze.sobol import second_order as pair_order

    # As SALib does: the estimators are biased unless centred.
    y = (ready.y_blocks - ready.y.mean()) / ready.y.std()
    count = len(ready.grouped)
    pairs = list(combinations(range(count), 2))
    with_pairs = second_order and ready.length > count + 2

    def statistic(pick: np.ndarray) -> dict[str, np.ndarray]:
        step = [y[:, column][pick].T for column in range(ready.length)]
        a, b = step[0], step[-1]
        found = {
            "first": [first_order(a, step[1 + j], b) for j in range(count)],
            "total": [total_order(a, step[1 + j], b) for j in range(count)],
        }
        if with_pairs:
            found["second"] = [
                pair_order(a, step[1 + j], step[1 + k], step[1 + count + j], b) for j, k in pairs
            ]
        return {name: np.array(values).T for name, values in found.items()}

    found = bootstrapped(statistic, ready.blocks, resamples, rng)
    return {name: Estimate(*pair) for name, pair in found.items()}
