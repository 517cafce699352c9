"""Approximate Bayesian computation by sequential Monte Carlo, with pyABC."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.evaluating import Evaluator
from experiments.calibration.fence import fenced, library
from experiments.calibration.posterior import Posterior, particle_table
from experiments.calibration.problem import CalibrationError, Problem

ABC = "abc"
#: Fewer particles cannot carry a covariance or an interval.
LEAST = 20


def approximate(
    problem: Problem,
    evaluator: Evaluator,
    particles: int = 400,
    runs: int = 10_000,
    seed: int = 1,
    batch: int = 512,
) -> Posterior:
    """Sample parameters whose worlds come near the record, nearer from generation to generation.

    A particle is one run: the record is one history too, so that what chance does in a run is
    part of the likelihood and not averaged away.

    Parameters
    ----------
    problem : Problem
        Priors, targets, simulator.
    evaluator : Evaluator
        Runs it.
    particles : int
        Of a generation, at least `LEAST`.
    runs : int
        Proposals that may be judged in all; the last generation that ends within them is taken.
    seed : int
        Of the proposals.
    batch : int
        Worlds evaluated together at most. It changes speed, never a result.

    Raises
    ------
    CalibrationError
        Without pyABC, or when the runs do not suffice for a generation.

    Notes
    -----
    Toni et al. 2009, doi:10.1098/rsif.2008.0172, in pyABC's form (Klinger, Rickert and Hasenauer
    2018, doi:10.1093/bioinformatics/bty361): the threshold of a generation is the median distance
    of the one before, the kernel a normal density estimate, the weights prior over proposal.
    """
    pyabc = library()
    from experiments.calibration.sampler import BatchSampler, Box, Kernel, Known, LateModel, Only

    if particles < LEAST:
        raise CalibrationError(f"{particles} particles are too few; take at least {LEAST}")
    model = LateModel()
    sampler = BatchSampler(problem, model, evaluator, runs, batch)
    with fenced(seed):
        analysis = pyabc.ABCSMC(
            model, Box(problem), Known(), particles, model_prior=Only(), transitions=Kernel(),
            eps=pyabc.MedianEpsilon(), sampler=sampler,
        )  # fmt: skip
        # pyABC keeps its own books; in memory, since all that matters is handed over here
        analysis.new("sqlite://", {"distance": 0.0})
        try:
            analysis.run()
        finally:
            _close(analysis.history)
    found = sampler.found
    if max(found, default=-1) < 0:
        raise CalibrationError(
            f"{runs} runs do not suffice for a generation of {particles} particles; take more "
            "--runs or fewer --particles"
        )
    tables = {t: _table(problem, evaluator, kept) for t, (_, kept) in found.items()}
    steps = [
        {
            "step": t + 1, "threshold": float(analysis.eps(t)), "particles": len(tables[t]),
            "runs": judged, "accepted": len(tables[t]) / judged,
            "effective": float(1.0 / (tables[t]["weight"] ** 2).sum()),
        }
        for t, (judged, _) in found.items() if t >= 0
    ]  # fmt: skip
    return Posterior(problem, ABC, tables[max(found)], tables[-1], pd.DataFrame(steps))


def _table(problem: Problem, evaluator: Evaluator, kept: list[Any]) -> pd.DataFrame:
    numbers = np.array([one.sum_stat["number"] for one in kept])
    values = np.array([one.sum_stat["values"] for one in kept])
    return particle_table(
        problem,
        np.array([[one.parameter[name] for name in problem.addresses] for one in kept]),
        values,
        np.array([one.weight for one in kept]),
        problem.distance(values),
        numbers,
        np.concatenate([evaluator.seeds(1, int(number)) for number in numbers]),
    )


def _close(history: Any) -> None:
    """Close the books: pyABC leaves a connection to a base in memory open."""
    for name, act in (("_session", "close"), ("_engine", "dispose")):
        part = getattr(history, name, None)
        if part is not None:
            getattr(part, act)()
