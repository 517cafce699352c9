"""Which policies no other one beats in everything, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from experiments.dominance import dominates
from experiments.robustness.fault import RobustnessError
from experiments.robustness.futures import performance
from experiments.robustness.resampling import resampled


def undominated(f: np.ndarray) -> np.ndarray:
    """Whether each policy is in the Pareto set.

    Parameters
    ----------
    f : (..., policies, outcomes)
        Performance; more is better. Leading axes are free.

    Returns
    -------
    (..., policies) bool
        True where no other policy is at least as good in every outcome and better in one. Equal
        policies do not beat each other.

    Examples
    --------
    >>> undominated(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.5], [1.0, 0.0]])).tolist()
    [True, True, False, True]
    """
    return np.logical_not(beats(f).any(axis=-2))


def beats(f: np.ndarray) -> np.ndarray:
    """Whether the first policy beats the second, `(..., policies, policies)`, see `undominated`."""
    return dominates(-f[..., :, None, :], -f[..., None, :, :])


def pareto(
    table: pd.DataFrame,
    outcomes: Sequence[str],
    *,
    higher: Mapping[str, str] | None = None,
    policies: Iterable[str] | None = None,
    resamples: int = 500,
    seed: int = 0,
) -> pd.DataFrame:
    """Policies over several outcomes at once, with the probability of being in the Pareto set.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run, as `open_study(folder).table()` gives them.
    outcomes : sequence of str
        At least two, each with a direction.
    higher, policies, resamples, seed
        As for `robustness`.

    Returns
    -------
    pandas.DataFrame
        A row a policy: `policy`; each outcome's mean over all futures [its unit]; `in_set`;
        `probability` of being in the set when worlds are drawn anew, together for all policies and
        outcomes; `beaten_by`, names joined by ", ". `attrs`: `higher`, `units`, `futures`,
        `worlds`, `undefined`.

    Notes
    -----
    The set is that of the means: a policy outside it may still be the best in some future. A world
    counts only where every outcome is defined under every policy.
    """
    names = list(dict.fromkeys(outcomes))
    if len(names) < 2:
        raise RobustnessError("a Pareto set needs at least two outcomes to trade off")
    parts = performance(table, names, higher, policies)
    one = parts[0]
    if not len(one.futures):
        raise RobustnessError("in every world some outcome is undefined under some policy")
    means = np.stack([part.oriented.mean(axis=1) for part in parts], axis=-1)
    kept = np.zeros(len(one.policies))
    for pieces in zip(*(resampled(part, resamples, seed) for part in parts), strict=True):
        drawn = np.stack([piece.mean(axis=-1) for piece in pieces], axis=-1)
        kept += undominated(drawn).sum(axis=0)
    over = beats(means)
    found = pd.DataFrame({"policy": one.policies})
    for part in parts:
        found[part.outcome] = part.values.mean(axis=1)
    found["in_set"] = undominated(means)
    found["probability"] = kept / resamples
    found["beaten_by"] = [
        ", ".join(one.policies[place] for place in np.flatnonzero(over[:, column]))
        for column in range(len(one.policies))
    ]
    found.attrs = {
        "higher": {part.outcome: part.higher for part in parts},
        "units": {part.outcome: part.unit for part in parts},
        "futures": len(one.futures),
        "worlds": int(one.counts.sum()),
        "undefined": one.undefined,
    }
    return found
