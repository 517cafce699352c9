"""What is left of a Pareto set on fresh seeds and in scenarios that the search never saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.dominance import dominates, nondominated
from experiments.search.evolution import losses
from experiments.search.fault import SearchError
from experiments.search.objective import Objective, over
from experiments.search.simulated import Worlds
from experiments.sensitivity.resampling import interval

#: Kinds of policies that are looked at again.
MEMBER, BASELINE = "found", "baseline"
#: The setting that the search saw, and the same scenarios under other seeds.
TRAINING, FRESH = "training", "fresh"
#: Fewer runs than these tell too little of their own spread.
FEWEST_RUNS = 10


@dataclass(frozen=True, eq=False)
class Proof:
    """Policies in settings, with draws of what the objectives might have been.

    Attributes
    ----------
    names, kinds : list of str
        Policies, and which kind each is.
    objectives : tuple of Objective
        What is looked at.
    values : dict of (policies, objectives)
        By setting ("training", "fresh", then held-out scenarios), in the objectives' own units.
    draws : dict of (resamples, policies, objectives)
        The same in bootstrap resamples of the runs. All policies of a draw, and all scenarios of
        a setting, take the same runs, since they met the same shocks.
    runs, undefined : dict of int, dict of (policies, objectives)
        Runs of a policy in each scenario of a setting, and how many, over its scenarios, left an
        objective undefined.
    """

    names: list[str]
    kinds: list[str]
    objectives: tuple[Objective, ...]
    values: dict[str, np.ndarray]
    draws: dict[str, np.ndarray]
    runs: dict[str, int]
    undefined: dict[str, np.ndarray]

    def of(self, kind: str) -> np.ndarray:
        """Places of the policies of a kind."""
        return np.flatnonzero(np.array(self.kinds) == kind)

    def loss(self, setting: str) -> np.ndarray:
        """Values of which less is better, `(policies, objectives)`."""
        return losses(self.values[setting], self.objectives)

    def drawn(self, setting: str) -> np.ndarray:
        """Draws of which less is better, `(resamples, policies, objectives)`."""
        return losses(self.draws[setting], self.objectives)


def proof(
    names: Sequence[str],
    kinds: Sequence[str],
    objectives: Sequence[Objective],
    settings: Mapping[str, Sequence[Worlds]],
    how: str = "mean",
    resamples: int = 1000,
    seed: int = 0,
) -> Proof:
    """Weigh policies anew, from their runs.

    Parameters
    ----------
    names, kinds : sequence of str
        Policies in the order of the rows of all worlds.
    objectives : sequence of Objective
        What is looked at.
    settings : mapping of str to sequence of Worlds
        For each setting the runs in each of its scenarios.
    how : {"mean", "worst"}
        How the scenarios of a setting are joined.
    resamples, seed : int
        Bootstrap resamples of the runs, and their seed.
    """
    if TRAINING not in settings or FRESH not in settings:
        raise SearchError("a proof needs the training seeds and fresh ones")
    values, draws, counts, undefined = {}, {}, {}, {}
    for place, (setting, found) in enumerate(settings.items()):
        count = next(iter(found[0].values())).shape[-1]
        if count < FEWEST_RUNS:
            raise SearchError(
                f"{count} runs are too few for an interval; take {FEWEST_RUNS} or more"
            )
        rng = np.random.default_rng([seed, place])
        picked = rng.integers(count, size=(resamples, count))
        values[setting] = _joined(found, objectives, how, None)
        draws[setting] = _joined(found, objectives, how, picked)
        counts[setting] = count
        undefined[setting] = np.sum(
            [
                np.column_stack([(~np.isfinite(part[o.outcome])).sum(-1) for o in objectives])
                for part in found
            ],
            axis=0,
        )
    return Proof(list(names), list(kinds), tuple(objectives), values, draws, counts, undefined)


def _joined(
    found: Sequence[Worlds], objectives: Sequence[Objective], how: str, picked: np.ndarray | None
) -> np.ndarray:
    """Objectives `(..., policies, objectives)`, from all runs or from the picked ones."""
    columns = []
    for one in objectives:
        each = []
        for part in found:
            runs = part[one.outcome]
            if picked is None:
                each.append(one.of(runs))
            else:  # a policy at a time, which bounds memory
                each.append(np.column_stack([one.of(row[picked]) for row in runs]))
        columns.append(over(np.array(each), one, how))
    return np.stack(columns, axis=-1)


def table(found: Proof, level: float = 0.95) -> pd.DataFrame:
    """Every policy in every setting: what it is worth, and whether anything found dominates it.

    Returns
    -------
    pandas.DataFrame
        policy, kind, setting, objective, unit, value, low, high (interval over runs), runs,
        undefined; and of found policies stays (whether no other found policy dominates it),
        stays_share (in what share of the resamples), and dominated_by (a baseline that does, by
        its values there; "" without).
    """
    parts = []
    mine = found.of(MEMBER)
    for setting, values in found.values.items():
        low, high = interval(found.draws[setting], level)
        stays = np.full(len(found.names), np.nan)
        share = np.full(len(found.names), np.nan)
        stays[mine] = nondominated(found.loss(setting)[mine])
        share[mine] = [np.mean(draw) for draw in nondominated(found.drawn(setting)[:, mine]).T]
        masters = _masters(found, setting)
        for k, one in enumerate(found.objectives):
            parts.append(
                pd.DataFrame(
                    {
                        "policy": found.names,
                        "kind": found.kinds,
                        "setting": setting,
                        "objective": one.name,
                        "unit": one.unit,
                        "value": values[:, k],
                        "low": low[:, k],
                        "high": high[:, k],
                        "runs": found.runs[setting],
                        "undefined": found.undefined[setting][:, k],
                        "stays": stays,
                        "stays_share": share,
                        "dominated_by": masters,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _masters(found: Proof, setting: str) -> list[str]:
    """Of each policy that was found, a baseline that dominates it."""
    loss, rivals = found.loss(setting), found.of(BASELINE)
    masters = [""] * len(found.names)
    for place in found.of(MEMBER):
        over_it = rivals[dominates(loss[rivals], loss[place])]
        if len(over_it):
            masters[place] = found.names[over_it[0]]
    return masters


def optimism(found: Proof, level: float = 0.95) -> pd.DataFrame:
    """By how much the training seeds flattered what was chosen on them.

    Returns
    -------
    pandas.DataFrame
        A row an objective: objective, unit; training and fresh (means over the found policies);
        flattered (what fresh seeds take away, towards the worse side); luck (the same of the
        baselines, which nobody chose: how kind these seeds were to everybody); optimism
        (flattered - luck: what choosing did), with low and high. Without baselines luck is 0.

    Notes
    -----
    The best of many on the seeds that chose them are best partly by chance: the optimiser's curse
    (Smith and Winkler 2006, doi:10.1287/mnsc.1050.0451).
    """
    mine, others = found.of(MEMBER), found.of(BASELINE)
    fall = found.loss(FRESH) - found.loss(TRAINING)
    drawn = found.drawn(FRESH) - found.drawn(TRAINING)
    flattered, luck = fall[mine].mean(axis=0), np.zeros(len(found.objectives))
    net = drawn[:, mine].mean(axis=1)
    if len(others):
        luck = fall[others].mean(axis=0)
        net = net - drawn[:, others].mean(axis=1)
    low, high = interval(net, level)
    return pd.DataFrame(
        {
            "objective": [one.name for one in found.objectives],
            "unit": [one.unit for one in found.objectives],
            "training": found.values[TRAINING][mine].mean(axis=0),
            "fresh": found.values[FRESH][mine].mean(axis=0),
            "flattered": flattered,
            "luck": luck,
            "optimism": flattered - luck,
            "low": low,
            "high": high,
        }
    )
