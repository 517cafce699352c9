"""Runs behind a search: candidates as studies, whose sweeps are kept and never run twice."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.search.evolution import Worth
from experiments.search.objective import COST, Objective, over
from experiments.search.space import Space
from experiments.store import StudyResults, open_study
from experiments.study import Study
from experiments.sweep import Summary, sweep
from sim.metrics import LEAD, OUTCOMES
from sim.scenario import Policy, Scenario

#: Column of what the levers cost the host in a quarter.
_BILL = "policy_cost"
#: Runs of a part; of several policies each has so many, because policies are simulated apart.
_CHUNK, _CHUNK_EACH = 512, 256

#: Is told the number of runs just finished, or found finished.
Advance = Callable[[int], None]
#: By outcome, its value in each run, `(policies, runs)`; NaN where undefined or failed.
Worlds = dict[str, np.ndarray]


def outcome_names(objectives: Sequence[Objective]) -> tuple[str, ...]:
    """Outcomes that a study must have for the objectives; stability never without companions."""
    wanted = {one.outcome for one in objectives} - {COST}
    if LEAD[0] in wanted:
        wanted |= set(LEAD)
    return tuple(name for name in OUTCOMES if name in wanted)


def study(
    name: str,
    scenario: Scenario,
    policies: Mapping[str, Policy],
    objectives: Sequence[Objective],
    runs: int,
    seed: int,
    factors: tuple[Factor, ...] = (),
    points: Sequence[Sequence[float]] = (),
) -> Study:
    """A study of policies, or of points of one policy, in one scenario under common seeds.

    One scenario each, because what the levers cost is read from a history.
    """
    asked = {one.outcome for one in objectives}
    return Study(
        name=name,
        title=f"Policy search: {name}",
        question="",
        scenarios={scenario.name: scenario},
        policies={scenario.name: dict(policies)},
        factors=factors,
        method="listed",
        samples=0,
        options={"points": [list(map(float, point)) for point in points]} if factors else {},
        constraints=(),
        replicates=runs,
        seed=seed,
        seeds="common",
        outcomes=outcome_names(objectives),
        history=(_BILL,) if COST in asked else (),
        chunk=_CHUNK if factors else len(policies) * min(runs, _CHUNK_EACH),
    )


def worlds(
    wanted: Study,
    folder: pathlib.Path,
    objectives: Sequence[Objective],
    processes: int = 1,
    advance: Advance | None = None,
) -> Worlds:
    """The outcomes of a study, run where they are not there yet.

    Returns
    -------
    dict of (policies or points, runs)
        By outcome, in the order of the policies or points.
    """
    told = 0

    def report(summary: Summary) -> None:
        nonlocal told
        done = summary.found + summary.done
        if advance is not None and done > told:
            advance(done - told)
        told = max(told, done)

    sweep(wanted, folder, processes=processes, report=report)
    results = open_study(folder)
    table = results.table(wanted.outcomes)
    if wanted.history:
        table[COST] = _paid(results).reindex(table.index)
        table.loc[table["failure"].notna(), COST] = np.nan
    order = list(next(iter(wanted.policies.values())))
    policy = table["policy"].astype(str).map({name: place for place, name in enumerate(order)})
    in_order = np.lexsort([table["replicate"], policy, table["point"]])
    shape = (-1, wanted.replicates)
    columns = [*wanted.outcomes, *([COST] if wanted.history else [])]
    return {name: table[name].to_numpy(dtype=float)[in_order].reshape(shape) for name in columns}


def _paid(results: StudyResults) -> pd.Series:
    """What the levers cost the host in each run that was simulated. [million US$ a quarter]

    The first entry of a history is the state before the first quarter, of which nobody pays.
    """
    bill = results.history()[_BILL].transpose("run", "quarter", ...)
    paid = bill.to_numpy().reshape(bill.sizes["run"], bill.sizes["quarter"])[:, 1:]
    return pd.Series(paid.mean(axis=1), index=bill["run"].to_numpy())


def beside(parts: Sequence[Worlds]) -> Worlds:
    """Policies of several studies with the same runs, one after the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def slug(name: str) -> str:
    """A name fit for a folder.

    >>> slug("liberia/us_freeze")
    'liberia-us_freeze'
    """
    return re.sub(r"[^\w.]+", "-", name).strip("-.") or "scenario"


@dataclass
class Simulated:
    """What candidates are worth, by simulation: an evaluator that keeps what it has run.

    Attributes
    ----------
    space : Space
        What points mean.
    scenarios : dict of Scenario
        Training scenarios by name.
    objectives : tuple of Objective
        What is told.
    runs, seed : int
        Runs of each candidate in each scenario, and the seed of the ensemble; all candidates of
        all generations meet the same shocks.
    folder : pathlib.Path
        Where the generations are kept, as ``generation-001`` and so on.
    how : {"mean", "worst"}
        How scenarios are joined.
    processes : int
        Processes that compute; it changes no number.
    advance : callable, optional
        Is told the runs just done.
    """

    space: Space
    scenarios: dict[str, Scenario]
    objectives: tuple[Objective, ...]
    runs: int
    seed: int
    folder: pathlib.Path
    how: str = "mean"
    processes: int = 1
    advance: Advance | None = None
    _policies: dict[str, Policy] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        document = self.space.policy.resolved()
        self._policies = {
            world: Policy.from_dict(document, scenario, self.space.policy.name)
            for world, scenario in self.scenarios.items()
        }

    @property
    def runs_each(self) -> int:
        """Runs that one candidate takes."""
        return self.runs * len(self.scenarios)

    def __call__(self, points: np.ndarray, generation: int) -> Worth:
        """Simulate the candidates of a generation, or read what is there."""
        place = self.folder / f"generation-{generation:03}"
        found = []
        for world, scenario in self.scenarios.items():
            levers = self._policies[world]
            wanted = study(
                f"generation {generation} in {world}", scenario, {levers.name: levers},
                self.objectives, self.runs, self.seed, self.space.factors, points.tolist(),
            )  # fmt: skip
            folder = place / slug(world)
            folder.parent.mkdir(parents=True, exist_ok=True)
            found.append(worlds(wanted, folder, self.objectives, self.processes, self.advance))
        return worth(found, self.objectives, self.how)


def worth(found: Sequence[Worlds], objectives: Sequence[Objective], how: str) -> Worth:
    """Objectives of policies from their runs in some scenarios."""
    values, undefined = [], []
    for one in objectives:
        each = np.array([one.of(part[one.outcome]) for part in found])
        values.append(over(each, one, how))
        gaps = [np.mean(~np.isfinite(part[one.outcome]), axis=-1) for part in found]
        undefined.append(np.max(gaps, axis=0))
    return Worth(np.column_stack(values), np.max(undefined, axis=0))
