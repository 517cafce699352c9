"""Which varied assumptions an outcome hangs on, and which the gain of a policy hangs on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.comparison.compare import Comparison
from experiments.comparison.differences import LEVEL, POOLED
from experiments.design import Design
from experiments.sensitivity import METHODS, SensitivityError
from experiments.sensitivity.ready import prepare
from experiments.sensitivity.resampling import normal_quantile

#: For given data: any sample of the factors will do.
METHOD, MEASURE = "rbd_fast", "first"
#: Halves of the points behind an interval; their spread is all that is taken from them.
_RESAMPLES = 30
COLUMNS = ["outcome", "policy", "of", "factor", "measure", "value", "low", "high", "points"]


def drivers(found: Comparison, table: pd.DataFrame, design: Design, seed: int = 0) -> pd.DataFrame:
    """First-order shares of variance over the study's factors, all scenarios with equal weight.

    Parameters
    ----------
    found : Comparison
        What was compared.
    table : pandas.DataFrame
        The runs behind it, with the columns of the factors.
    design : Design
        What was varied.
    seed : int
        Seed of the resampling.

    Returns
    -------
    pandas.DataFrame
        outcome, policy, of ("outcome": of the reference itself; "difference": of the policy less
        the reference), factor, measure, value, low, high, points. Rows of the reference come
        first. Differences that are indifferent over all scenarios are left out: what moves them
        moves nothing that counts. Empty where there are too few points.

    Notes
    -----
    What is explained is the mean over scenarios and replicates of each point. Method: RBD-FAST on
    given data (see `experiments.sensitivity`). The intervals are normal, with the spread of
    estimates from halves of the points.
    """
    factors = [factor for factor in design.factors if factor.name in table]
    wide = _by_point(found, table, [factor.name for factor in factors])
    rng = np.random.default_rng(seed)
    rows: list[dict[str, object]] = []
    for outcome, policy in _wanted(found):
        is_difference = policy != found.reference
        name = f"{policy}: {outcome}" if is_difference else outcome
        values = wide[["point", "base", "step", *(factor.name for factor in factors), name]]
        values = values.dropna(subset=[name])
        if len(values) < 2 or np.ptp(values[name].to_numpy()) == 0.0:
            continue
        try:
            ready = prepare(values, factors, name, METHODS[METHOD])
            one = METHODS[METHOD].estimate(ready, _RESAMPLES, rng)[MEASURE]
        except SensitivityError:  # too few points for the method, which the report says
            continue
        half = normal_quantile(LEVEL) * one.draws.std(axis=0, ddof=1)
        subject = f"{policy} less {found.reference}, " if is_difference else ""
        for place, factor in enumerate(factors):
            value = float(one.value[place])
            rows.append(
                {
                    "outcome": outcome,
                    "policy": policy,
                    "of": "difference" if is_difference else "outcome",
                    "factor": factor.name,
                    "measure": f"{subject}share of variance explained alone",
                    "value": value,
                    "low": value - half[place],
                    "high": value + half[place],
                    "points": len(ready.y),
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _wanted(found: Comparison) -> list[tuple[str, str]]:
    """Outcome and policy: the reference for all, and the policies that differ from it."""
    pooled = found.differences[found.differences["scenario"] == POOLED]
    moved = pooled[~pooled["verdict"].isin(["indifferent"]) & pooled["low_all"].notna()]
    own = [(name, found.reference) for name in found.worlds.outcomes]
    return [*own, *zip(moved["outcome"], moved["policy"], strict=True)]


def _by_point(found: Comparison, table: pd.DataFrame, factors: list[str]) -> pd.DataFrame:
    """A row a point: its factors, the reference's outcomes, the differences of the policies."""
    outcomes = list(found.worlds.outcomes)
    keys = ["scenario", "policy", "point"]
    some = table[table["policy"].isin(found.worlds.policies)]
    cells = some.groupby(keys, observed=True)[outcomes].mean()
    by_policy = cells.groupby(["policy", "point"], observed=True).mean().unstack("policy")
    frame = {outcome: by_policy[outcome][found.reference] for outcome in outcomes}
    for outcome in outcomes:
        for policy in found.worlds.policies:
            if policy != found.reference:
                change = by_policy[outcome][policy] - by_policy[outcome][found.reference]
                frame[f"{policy}: {outcome}"] = change
    lead = some.groupby("point")[["base", "step", *factors]].first()
    return lead.join(pd.DataFrame(frame)).reset_index()
