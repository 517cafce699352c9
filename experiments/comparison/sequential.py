"""More worlds until the answer is clear, with an error rate that the looking does not spoil."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from experiments.comparison.compare import Comparison, compare
from experiments.comparison.differences import LEVEL
from experiments.comparison.growing import resized, runs_of, size
from experiments.comparison.worlds import ComparisonError
from experiments.comparison.zone import Zone
from experiments.study import Study
from experiments.sweep.running import Report

#: Each look has twice as many worlds as the one before, so that looks stay few.
GROWTH = 2
#: A last step by less than this share is added to the look before it.
_SMALL_STEP = 0.25


@dataclass(frozen=True)
class Look:
    """One look at the runs.

    Attributes
    ----------
    number, size, runs : int
        Which it is, from 1; replicates (or samples) that it sees; runs of all policies.
    unclear : int
        Comparisons without a verdict.
    """

    number: int
    size: int
    runs: int
    unclear: int


@dataclass(frozen=True, eq=False)
class Sequential:
    """How a sequential comparison ended.

    Attributes
    ----------
    comparison : Comparison
        Of the last look.
    looks : tuple of Look
        All looks taken.
    planned : int
        Looks that were allowed; the error rate was shared out among them.
    study : Study
        At the size of the last look.
    """

    comparison: Comparison
    looks: tuple[Look, ...]
    planned: int
    study: Study

    @property
    def is_clear(self) -> bool:
        """Whether every comparison has a verdict; otherwise the budget is spent."""
        return self.looks[-1].unclear == 0

    @property
    def words(self) -> str:
        """Why it stopped, as a sentence."""
        last = self.looks[-1]
        after = f"after look {last.number} of {self.planned}, {last.runs:,} runs"
        if self.is_clear:
            return f"Every comparison is clear {after}."
        return f"The budget is spent {after}; {last.unclear:,} comparisons are unclear."


class Judge(Protocol):
    """Compares the runs of one look."""

    def __call__(self, table: pd.DataFrame, *, error: float) -> Comparison: ...


def plan(first: int, last: int) -> list[int]:
    """Sizes of the looks: doubling from the first, ending at the last.

    Examples
    --------
    >>> plan(100, 1000), plan(100, 820), plan(50, 50)
    ([100, 200, 400, 1000], [100, 200, 400, 820], [50])
    """
    sizes = [first]
    while sizes[-1] * GROWTH <= last:
        sizes.append(sizes[-1] * GROWTH)
    if sizes[-1] < last:
        if last > (1 + _SMALL_STEP) * sizes[-1] or len(sizes) == 1:
            sizes.append(last)
        else:
            sizes[-1] = last
    return sizes


def take(
    sizes: Sequence[int],
    runs: Callable[[int], pd.DataFrame],
    judge: Judge,
    error: float = 1 - LEVEL,
    told: Callable[[Look], None] | None = None,
) -> tuple[Comparison, tuple[Look, ...]]:
    """Look at ever more runs until no comparison is unclear.

    Parameters
    ----------
    sizes : sequence of int
        From `plan`.
    runs : callable
        The runs of a size.
    judge : callable
        Compares them; is given the error rate of this look.
    error : float
        Chance that any verdict is wrong, whenever it ends. [0-1]
    told : callable, optional
        Is told each look.

    Notes
    -----
    Each of the planned looks is given the same share of the error rate (Bonferroni; a spending
    function in the sense of Lan and DeMets 1983, doi:10.1093/biomet/70.3.659, that needs nothing
    but the number of looks). The chance of a wrong verdict at any look, hence at the one that
    ends it, is then at most `error`, however looks hang together and whatever ends them.
    """
    looks: list[Look] = []
    for number, count in enumerate(sizes, start=1):
        table = runs(count)
        found = judge(table, error=error / len(sizes))
        within = found.differences["scenario"] != ""
        unclear = int((found.differences["verdict"][within] == "unclear").sum())
        looks.append(Look(number, count, len(table), unclear))
        if told is not None:
            told(looks[-1])
        if not unclear:
            break
    return found, tuple(looks)


def until_clear(
    study: Study,
    folder: str | os.PathLike[str],
    budget: int,
    reference: str = "",
    outcomes: Sequence[str] | None = None,
    *,
    policies: Sequence[str] | None = None,
    zone: Zone | None = None,
    error: float = 1 - LEVEL,
    resamples: int = 2000,
    seed: int = 0,
    processes: int = 1,
    anyway: bool = False,
    as_it_is: bool = False,
    report: Report | None = None,
    told: Callable[[Look], None] | None = None,
    command: Sequence[str] = (),
) -> Sequential:
    """Compare, and add worlds until every comparison is clear or the budget is spent.

    Parameters
    ----------
    study : Study
        At the size of the first look. Without factors replicates are added, else samples.
    folder : path
        Of its sweep; called again with the same study it goes on where it was, and ends the same.
    budget : int
        Runs of all scenarios and policies together.
    reference, outcomes, policies, zone, error, resamples, seed
        As in `compare`.
    processes, anyway, as_it_is, report, command
        As in `runs_of`.
    told : callable, optional
        Is told each look.

    Raises
    ------
    ComparisonError
        When the design cannot grow, or the budget is smaller than the first look.
    """
    first = size(study)
    each = resized(study, first).runs / first
    last = int(budget // each)
    if last < first:
        raise ComparisonError(
            f"the budget is {budget:,} runs, and the first look takes {study.runs:,}; give more, "
            "or begin with fewer worlds"
        )
    sizes = plan(first, last)

    def judge(table: pd.DataFrame, *, error: float) -> Comparison:
        return compare(
            table, reference, outcomes, policies=policies, zone=zone, error=error,
            resamples=resamples, seed=seed,
        )  # fmt: skip

    def runs(count: int) -> pd.DataFrame:
        return runs_of(
            resized(study, count), folder, processes=processes, anyway=anyway, as_it_is=as_it_is,
            report=report, command=command,
        )  # fmt: skip

    found, looks = take(sizes, runs, judge, error, told)
    return Sequential(found, looks, len(sizes), resized(study, looks[-1].size))
