"""A Pareto set and its rivals, run again: on fresh seeds, and in scenarios kept apart."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.search.evolution import Search, losses
from experiments.search.front import spread_out
from experiments.search.levers import as_yaml
from experiments.search.proof import BASELINE, FRESH, MEMBER, TRAINING, Proof, proof
from experiments.search.simulated import Advance, Worlds, beside, slug, study, worlds
from experiments.study import Study
from sim.scenario import Policy, Scenario

#: A policy in any of the scenarios.
Make = Callable[[Scenario], Policy]


@dataclass(frozen=True, eq=False)
class Policies:
    """Policies to look at again, by name.

    Attributes
    ----------
    names, kinds : list of str
        What each is called, and whether it was found or is a baseline.
    make : list of callable
        Each policy in a scenario.
    points : (members, variables)
        Decisions of the found ones, which come first.
    candidates : (members,) int
        Candidates of the search behind them.
    left_out : int
        Policies of the Pareto set that are not looked at again.
    """

    names: list[str]
    kinds: list[str]
    make: list[Make]
    points: np.ndarray
    candidates: np.ndarray
    left_out: int


@dataclass(frozen=True)
class Trial:
    """Where policies are tried again.

    Attributes
    ----------
    training, held_out : dict of Scenario
        Scenarios that the search saw, and others.
    runs, seed : int
        Those of the search.
    fresh_runs, fresh_seed : int
        Those that it never saw.
    how : {"mean", "worst"}
        How the training scenarios are joined.
    """

    training: dict[str, Scenario]
    held_out: dict[str, Scenario]
    runs: int
    seed: int
    fresh_runs: int
    fresh_seed: int
    how: str = "mean"

    @property
    def runs_each(self) -> int:
        """Runs that one policy takes."""
        again = len(self.training) + len(self.held_out)
        return self.runs * len(self.training) + self.fresh_runs * again


def fresh_seed(seed: int) -> int:
    """A seed of which the search has seen nothing, the same for the same search.

    >>> fresh_seed(7) != 7 and fresh_seed(7) == fresh_seed(7)
    True
    """
    return int(np.random.SeedSequence([seed, 1]).generate_state(1, np.uint64)[0] >> np.uint64(2))


def members(search: Search, most: int) -> tuple[np.ndarray, int]:
    """Candidates of the Pareto set that lie apart, the best in the first objective first.

    Returns
    -------
    (members,) int64, int
        Numbers of the candidates, and how many of the set are left out.
    """
    front = search.candidates[search.candidates["front"]]
    points = losses(front[[one.name for one in search.objectives]].to_numpy(), search.objectives)
    chosen = spread_out(points, most)
    order = chosen[np.lexsort(points[chosen].T[::-1])]
    return front["candidate"].to_numpy()[order], len(front) - len(chosen)


def policies(search: Search, baselines: Mapping[str, Make], most: int) -> Policies:
    """The found policies as ``search-01`` and so on, then the baselines.

    Parameters
    ----------
    search : Search
        What was found.
    baselines : mapping of str to callable
        Policies to compare with, by name.
    most : int
        Found policies at most.
    """
    chosen, left_out = members(search, most)
    digits = max(len(str(len(chosen))), 2)
    names = [f"search-{place + 1:0{digits}}" for place in range(len(chosen))]
    table = search.candidates.set_index("candidate")
    points = table.loc[chosen, search.space.names].to_numpy(dtype=float)

    def found(point: np.ndarray, name: str) -> Make:
        title = f"{search.space.policy.title}: {name} of a search"
        return lambda scenario: search.space.at(point, scenario, name, title)

    makers = [found(point, name) for point, name in zip(points, names, strict=True)]
    return Policies(
        [*names, *baselines],
        [MEMBER] * len(names) + [BASELINE] * len(baselines),
        [*makers, *baselines.values()],
        points,
        chosen,
        left_out,
    )


def prove(
    search: Search,
    again: Policies,
    trial: Trial,
    folder: pathlib.Path,
    processes: int = 1,
    advance: Advance | None = None,
    resamples: int = 1000,
) -> Proof:
    """Run policies on the training seeds, on fresh ones, and in held-out scenarios.

    Parameters
    ----------
    search : Search
        Gives the objectives and the seed.
    again : Policies
        What is tried.
    trial : Trial
        Where.
    folder : pathlib.Path
        Where the runs are kept; what is there is not run again.
    processes, advance
        As in `Simulated`.
    resamples : int
        Bootstrap resamples.
    """
    plan: list[tuple[str, dict[str, Scenario], int, int]] = [
        (TRAINING, trial.training, trial.runs, trial.seed),
        (FRESH, trial.training, trial.fresh_runs, trial.fresh_seed),
    ]
    plan += [
        (name, {name: scenario}, trial.fresh_runs, trial.fresh_seed)
        for name, scenario in trial.held_out.items()
    ]
    settings: dict[str, Sequence[Worlds]] = {}
    for setting, scenarios, runs, seed in plan:
        found = []
        for scenario in scenarios.values():
            kind = setting if setting in (TRAINING, FRESH) else "held-out"
            parts = [
                worlds(
                    wanted,
                    # a longer search finds other policies, whose runs stand beside the first ones
                    _made(folder / f"{kind}-{wanted.sha256[:8]}") / slug(scenario.name),
                    search.objectives, processes, advance,
                )
                for wanted in _studies(search, again, scenario, kind, runs, seed)
            ]  # fmt: skip
            found.append(beside(parts))
        settings[setting] = found
    return proof(
        again.names, again.kinds, search.objectives, settings, trial.how, resamples,
        search.effort.seed,
    )  # fmt: skip


def _studies(
    search: Search, again: Policies, scenario: Scenario, kind: str, runs: int, seed: int
) -> Iterator[Study]:
    """The found policies as points of one policy, which is quick; then the baselines."""
    ends, space = search.objectives, search.space
    levers = Policy.from_dict(space.policy.resolved(), scenario, space.policy.name)
    yield study(
        f"{kind} in {scenario.name}", scenario, {levers.name: levers}, ends, runs, seed,
        space.factors, again.points.tolist(),
    )  # fmt: skip
    rest = slice(len(again.points), None)
    made = {
        name: make(scenario) for name, make in zip(again.names[rest], again.make[rest], strict=True)
    }
    if made:
        yield study(f"{kind} in {scenario.name}, baselines", scenario, made, ends, runs, seed)


def _made(folder: pathlib.Path) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def exported(search: Search, again: Policies, scenario: Scenario, origin: str) -> dict[str, str]:
    """The found policies as YAML files, by name.

    Parameters
    ----------
    search, again : Search, Policies
        What was found, and what it is called.
    scenario : Scenario
        The world of the search.
    origin : str
        Words on where they come from, put into each file.
    """
    table = search.candidates.set_index("candidate")
    files = {}
    for name, make, candidate in zip(again.names, again.make, again.candidates, strict=False):
        row = table.loc[candidate]
        worth = ", ".join(f"{one.name} {row[one.name]:.4g}" for one in search.objectives)
        words = f"{origin}\nOn the training seeds: {worth}; fresh seeds say less.\n"
        files[name] = as_yaml(make(scenario), scenario, words)
    return files


def chosen_table(search: Search, again: Policies) -> pd.DataFrame:
    """Decisions of the found policies, a row each: policy, candidate, decisions."""
    rows = search.candidates.set_index("candidate").loc[again.candidates, search.space.names]
    found = rows.reset_index()
    found.insert(0, "policy", again.names[: len(found)])
    return found
