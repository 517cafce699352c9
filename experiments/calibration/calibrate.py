"""A calibration as a whole: particles, what they say, and a check on fresh worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

import pandas as pd

from experiments.calibration.evaluating import Evaluator
from experiments.calibration.identifiability import correlations, identifiability
from experiments.calibration.matching import MATCHING, match
from experiments.calibration.posterior import Posterior
from experiments.calibration.predictive import predictive
from experiments.calibration.problem import CalibrationError, Problem
from experiments.calibration.smc import ABC, approximate
from experiments.executor import workers

METHODS = (ABC, MATCHING)
RUNS, PARTICLES, CHECKED = 10_000, 400, 200


@dataclass(frozen=True)
class Calibration:
    """What came of it.

    Attributes
    ----------
    posterior : Posterior
        The particles.
    parameters : pandas.DataFrame
        See `identifiability`.
    correlations : pandas.DataFrame
        Between parameters.
    checks, fresh : pandas.DataFrame
        See `predictive`.
    runs : int
        Worlds that were run in all, checks and what was thrown away included.
    undefined : int
        Of the sample of the prior, worlds in which some statistic was undefined.
    """

    posterior: Posterior
    parameters: pd.DataFrame
    correlations: pd.DataFrame
    checks: pd.DataFrame
    fresh: pd.DataFrame
    runs: int
    undefined: int


def default_method() -> str:
    """Approximate Bayesian computation where pyABC is installed, else history matching."""
    return ABC if find_spec("pyabc") is not None else MATCHING


def calibrate(
    problem: Problem,
    method: str = "",
    runs: int = RUNS,
    particles: int = PARTICLES,
    seed: int = 1,
    processes: int = 1,
    checked: int = CHECKED,
    advance: Callable[[int], None] | None = None,
) -> Calibration:
    """Find parameters that bring back the record, and say which it cannot pin down.

    Parameters
    ----------
    problem : Problem
        From `historical`, or any other with a simulator.
    method : {"abc", "history-matching", ""}
        See `approximate` and `match`; empty for `default_method()`.
    runs : int
        Worlds at most, those of the check apart.
    particles : int
        Of a generation of `abc`.
    seed : int
        Same seed, same result.
    processes : int
        Worker processes. It changes speed, never a result.
    checked : int
        Fresh worlds of the predictive check.
    advance : callable, optional
        Told the number of runs just done.

    Raises
    ------
    CalibrationError
        For an unknown method, one that is not installed, or too few runs.
    """
    method = method or default_method()
    if method not in METHODS:
        raise CalibrationError(f"there is no method '{method}'; there are {', '.join(METHODS)}")
    with workers(processes) as staff:
        evaluator = Evaluator(problem, staff, seed, advance)
        if method == ABC:
            posterior = approximate(problem, evaluator, particles, runs, seed)
        else:
            posterior = match(problem, evaluator, runs, seed)
        checks, fresh = predictive(posterior, evaluator, checked, seed)
    unknown = posterior.before[problem.names].isna().any(axis=1)
    return Calibration(
        posterior, identifiability(posterior, seed), correlations(posterior), checks, fresh,
        evaluator.made, int(unknown.sum()),
    )  # fmt: skip
