"""How often each policy is the best of all, and how often it is as good as the best."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.ablation import FEWEST_PAIRS
from experiments.comparison.differences import LEVEL, POOLED, Differences, fewest, mean


def best(found: Differences) -> pd.DataFrame:
    """Share of worlds in which each policy is best, the reference among them.

    Outcomes of which neither more nor less is to be wished have no best and are left out. Worlds
    in which any policy leaves the outcome undefined are dropped and counted.

    Returns
    -------
    pandas.DataFrame
        A row a scenario ("" for all, each with the same weight), outcome and policy:

        probability, low, high : share of worlds in which it is best; policies within the zone of
            indifference of the best share the world equally, so that shares sum to one [0-1]
        among, among_low, among_high : share of worlds in which it is best or within the zone [0-1]
        worlds, undefined : worlds that count, and those that were dropped

    Notes
    -----
    Intervals are those of each number alone, by the bootstrap of `Resampling`. A share of none or
    all has no spread to resample; its interval is Clopper and Pearson's.
    """
    worlds = found.worlds
    directed = np.flatnonzero(worlds.direction != 0.0)
    values = worlds.values[:, :, directed] * worlds.direction[directed][:, None]
    names = [worlds.outcomes[place] for place in directed]
    zone = found.zone.widths(worlds.outcomes, found.spread)[:, directed]
    defined = np.isfinite(values).all(axis=1)  # (scenarios, outcomes, worlds)
    top = np.where(defined, values.max(axis=1, initial=-np.inf), np.nan)
    with np.errstate(invalid="ignore"):
        near = (values >= (top - zone[..., None])[:, None]).astype(float)
        credit = near / near.sum(axis=1, keepdims=True)
    near = np.where(defined[:, None], near, np.nan)
    credit = np.where(defined[:, None], credit, np.nan)
    units = np.minimum(defined.sum(axis=-1), found.resampling.units)[:, None]
    units = np.broadcast_to(units, credit.shape[:-1])
    shares = [_shares(found, one, units) for one in (credit, near)]
    pools = [_shares(found, one, units, pooled=True) for one in (credit, near)]
    count = np.broadcast_to(defined.sum(axis=-1)[:, None], credit.shape[:-1])
    parts = []
    for where, columns in (([POOLED], pools), (list(worlds.scenarios), shares)):
        keys = [where, list(worlds.policies), names]
        product = pd.MultiIndex.from_product(keys, names=["scenario", "policy", "outcome"])
        labels = product.to_frame(index=False)
        for prefix, (value, low, high) in zip(("", "among_"), columns, strict=True):
            labels[prefix.rstrip("_") or "probability"] = value.ravel()
            labels[f"{prefix}low"], labels[f"{prefix}high"] = low.ravel(), high.ravel()
        pooled = where == [POOLED]
        here = count.sum(axis=0, keepdims=True) if pooled else count
        labels["worlds"] = here.ravel()
        labels["undefined"] = values.shape[-1] * (len(values) if pooled else 1) - here.ravel()
        parts.append(labels)
    table = pd.concat(parts, ignore_index=True)
    lead = ["scenario", "outcome", "policy"]
    return table[[*lead, *table.columns.drop(lead)]]


def _shares(
    found: Differences, marks: np.ndarray, units: np.ndarray, pooled: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draws = found.resampling.means(marks)
    value = mean(marks, -1)
    if pooled:
        value, draws = mean(value, 0, keepdims=True), mean(draws, 1, keepdims=True)
        units = fewest(units)
    low, high = found.resampling.interval(draws, units, LEVEL)
    reach = 1.0 - ((1 - LEVEL) / 2) ** (1.0 / units.clip(1))
    low = np.where(value == 1.0, 1.0 - reach, low).clip(0.0, 1.0)
    high = np.where(value == 0.0, reach, high).clip(0.0, 1.0)
    judged = units >= FEWEST_PAIRS
    return value, np.where(judged, low, np.nan), np.where(judged, high, np.nan)
