"""One at a time: the default, then each factor alone through its range."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.design._registry import Points, sampler, whole
from experiments.design.factor import Factor, labels


@sampler(
    meaning="each factor alone through its range, the others at their defaults",
    sized="",
    groups=True,
    filtered=True,
)
def one_at_a_time(
    factors: Sequence[Factor], samples: int, rng: np.random.Generator, *, levels: int = 2
) -> Points:
    """The default point first; then for each factor or group `levels` quantiles from end to end.

    A categorical factor visits every value but its default. It shows directions and slopes near
    the default and no interaction (Saltelli and Annoni 2010, doi:10.1016/j.envsoft.2010.04.012).
    """
    whole("levels", levels, 2)
    blocks: dict[str, list[Factor]] = {}
    for factor in factors:
        blocks.setdefault(factor.group or factor.name, []).append(factor)
    rows = [{factor.name: factor.default for factor in factors}]
    for block in blocks.values():
        moved = [_visited(factor, levels) for factor in block]
        for step in range(max(map(len, moved))):
            together = {
                factor.name: values[min(step, len(values) - 1)]
                for factor, values in zip(block, moved, strict=True)
            }
            rows.append({**rows[0], **together})
    columns = {f.name: labels(tuple(row[f.name] for row in rows)) for f in factors}
    place = np.arange(len(rows), dtype=np.int64)
    return Points(columns, np.zeros_like(place), place)


def _visited(factor: Factor, levels: int) -> list[object]:
    if factor.kind == "categorical":
        return [value for value in factor.values if value != factor.default]
    return list(dict.fromkeys(factor.at(np.linspace(0.0, 1.0, levels)).tolist()))
