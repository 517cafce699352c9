"""The search itself: generation after generation, until time, budget or progress run out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.dominance import nondominated
from experiments.search.fault import SearchError
from experiments.search.front import first_of_equals, hypervolume
from experiments.search.library import pymoo
from experiments.search.objective import Objective
from experiments.search.optimiser import LEAST_POPULATION, Optimiser
from experiments.search.space import Space

#: Share of runs in which an objective may be undefined before a candidate is set aside.
UNDEFINED_ALLOWED = 0.05


@dataclass(frozen=True)
class Effort:
    """How long a search goes on.

    Attributes
    ----------
    population, generations : int
        Candidates of a generation, and generations at most.
    seed : int
        Of the optimiser: first generation, crossover and mutation.
    patience, tolerance : int, float
        It ends early once the hypervolume has grown by less than this share of itself over so
        many generations; patience 0 never ends early.
    budget : int or None
        Runs that may be spent; a generation that would pass it is not begun.
    """

    population: int = 32
    generations: int = 30
    seed: int = 0
    patience: int = 6
    tolerance: float = 0.005
    budget: int | None = None

    @property
    def rule(self) -> str:
        """When it ends, in words."""
        parts = [f"after {self.generations} generations"]
        if self.budget is not None:
            parts.append(f"before the generation that would pass {self.budget:,} runs")
        if self.patience:
            parts.append(
                f"when the hypervolume has grown by less than {self.tolerance:.1%} of itself "
                f"over {self.patience} generations"
            )
        return ", or ".join(parts)


@dataclass(frozen=True, eq=False)
class Worth:
    """What candidates turned out to be worth.

    Attributes
    ----------
    values : (candidates, objectives)
        Objectives in their own units and directions; NaN where undefined.
    undefined : (candidates,)
        Largest share of runs in which an objective is undefined, failed runs included. [0-1]
    """

    values: np.ndarray
    undefined: np.ndarray


#: Takes candidates `(candidates, variables)` and the number of the generation, from 1.
Evaluate = Callable[[np.ndarray, int], Worth]
#: Is told the progress so far, a row a generation.
Report = Callable[[pd.DataFrame], None]


@dataclass(frozen=True, eq=False)
class Search:
    """What a search has seen.

    Attributes
    ----------
    space, objectives, effort
        What was decided, to what end, and for how long.
    candidates : pandas.DataFrame
        A row a candidate in the order of the search: candidate, generation, the decisions, the
        objectives, undefined, feasible, front (not dominated by any other candidate; of several
        that are worth the same, as where a trigger never goes off, the first).
    progress : pandas.DataFrame
        A row a generation: generation, candidates and runs so far, hypervolume of all candidates
        so far (1 is the box between best and worst of the first generation), front (size).
    ended : str
        Why it ended.
    """

    space: Space
    objectives: tuple[Objective, ...]
    effort: Effort
    candidates: pd.DataFrame
    progress: pd.DataFrame
    ended: str


def losses(values: np.ndarray, objectives: Sequence[Objective]) -> np.ndarray:
    """Objectives as numbers of which less is better, `(..., objectives)`."""
    return values * np.array([one.sign for one in objectives])


def evolve(
    space: Space,
    objectives: Sequence[Objective],
    evaluate: Evaluate,
    effort: Effort,
    runs_each: int = 1,
    report: Report | None = None,
) -> Search:
    """Search for the policies that nothing dominates.

    Parameters
    ----------
    space : Space
        What may be decided.
    objectives : sequence of Objective
        To what end.
    evaluate : callable
        What candidates are worth, always the same for the same candidates. It may keep what it
        found: the same search then replays, and goes on where it was broken off.
    effort : Effort
        For how long.
    runs_each : int
        Runs that one candidate costs, for the budget.
    report : callable, optional
        Is told the progress after each generation.

    Raises
    ------
    SearchError
        When the effort is too small, or no candidate of the first generation is fit to be compared.
    """
    objectives = tuple(objectives)
    check(effort, runs_each)
    first = space.first(effort.population, effort.seed)
    optimiser = Optimiser(
        first, space.low, space.high, space.decimals, len(objectives), effort.seed
    )
    tables: list[pd.DataFrame] = []
    rows: list[dict[str, float]] = []
    box: tuple[np.ndarray, np.ndarray] | None = None
    places, front = np.empty(0, dtype=np.int64), np.empty((0, len(objectives)))
    ended, seen, spent = f"all {effort.generations} generations are done", 0, 0
    for generation in range(1, effort.generations + 1):
        asked = optimiser.ask()
        if not len(asked):
            ended = "no candidate is left that has not been tried"
            break
        cost = len(asked) * runs_each
        if effort.budget is not None and spent + cost > effort.budget:
            ended = f"the budget of {effort.budget:,} runs is spent"
            break
        worth = evaluate(asked, generation)
        loss = losses(worth.values, objectives)
        fit = (worth.undefined <= UNDEFINED_ALLOWED) & np.isfinite(loss).all(axis=1)
        violation = np.maximum(worth.undefined - UNDEFINED_ALLOWED, np.where(fit, -1.0, 1e-6))
        if not tables:
            _check_fit(fit, worth, objectives)
            box = loss[fit].min(axis=0), loss[fit].max(axis=0)
        optimiser.tell(loss, violation)
        spent += cost
        tables.append(_table(space, objectives, asked, worth, fit, generation))
        # whoever is dominated is dominated by the front: only this has to be compared with
        places = np.append(places, seen + np.flatnonzero(fit))
        front = np.vstack([front, loss[fit]])
        stays = nondominated(front) & first_of_equals(front)
        places, front = places[stays], front[stays]
        seen += len(asked)
        assert box is not None
        rows.append(
            {"generation": generation, "candidates": seen, "runs": spent,
             "hypervolume": hypervolume(front, *box), "front": len(front)}
        )  # fmt: skip
        if report is not None:
            report(pd.DataFrame(rows))
        reached = np.array([row["hypervolume"] for row in rows])
        if stalls(reached, effort.patience, effort.tolerance):
            ended = (
                f"the hypervolume has grown by less than {effort.tolerance:.1%} of itself over "
                f"{effort.patience} generations"
            )
            break
    if not tables:
        raise SearchError(f"the search ended before its first generation: {ended}")
    candidates = pd.concat(tables, ignore_index=True)
    candidates.insert(0, "candidate", np.arange(len(candidates)))
    candidates["front"] = candidates["candidate"].isin(places)
    return Search(space, objectives, effort, candidates, pd.DataFrame(rows), ended)


def stalls(hypervolumes: np.ndarray, patience: int, tolerance: float) -> bool:
    """Whether the last `patience` generations have added too little.

    >>> stalls(np.array([0.1, 0.5, 0.6, 0.601, 0.602]), 2, 0.01)
    True
    >>> stalls(np.array([0.1, 0.5, 0.6, 0.601, 0.65]), 2, 0.01)
    False
    """
    if not patience or len(hypervolumes) <= patience:
        return False
    before, now = hypervolumes[-1 - patience], hypervolumes[-1]
    return bool(now > 0.0 and now - before < tolerance * now)


def check(effort: Effort, runs_each: int) -> None:
    """Whether the effort suffices to begin, and the optimiser is there.

    Raises
    ------
    SearchError
        With what is missing.
    """
    with pymoo():
        pass
    if effort.population < LEAST_POPULATION:
        raise SearchError(
            f"population is {effort.population}; it must be at least {LEAST_POPULATION}"
        )
    if effort.generations < 1:
        raise SearchError(f"generations is {effort.generations}; it must be at least 1")
    if effort.budget is not None and effort.budget < effort.population * runs_each:
        raise SearchError(
            f"budget is {effort.budget:,} runs; the first generation alone takes "
            f"{effort.population * runs_each:,}"
        )


def _check_fit(fit: np.ndarray, worth: Worth, objectives: Sequence[Objective]) -> None:
    if fit.any():
        return
    names = ", ".join(one.name for one in objectives)
    raise SearchError(
        f"no candidate of the first generation has its objectives ({names}) defined in "
        f"{1 - UNDEFINED_ALLOWED:.0%} of its runs (the best misses {worth.undefined.min():.0%}); "
        "choose outcomes that every run has"
    )


def _table(
    space: Space,
    objectives: Sequence[Objective],
    asked: np.ndarray,
    worth: Worth,
    fit: np.ndarray,
    generation: int,
) -> pd.DataFrame:
    table = {"generation": np.full(len(asked), generation)}
    table |= {name: asked[:, k] for k, name in enumerate(space.names)}
    table |= {one.name: worth.values[:, k] for k, one in enumerate(objectives)}
    return pd.DataFrame({**table, "undefined": worth.undefined, "feasible": fit})
