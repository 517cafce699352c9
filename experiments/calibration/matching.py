"""History matching: wave by wave, rule out what cannot have made the record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.calibration.emulator import Emulator, fit
from experiments.calibration.evaluating import Evaluator
from experiments.calibration.posterior import Posterior, particle_table
from experiments.calibration.problem import CalibrationError, Problem
from experiments.design import Factor, sample

MATCHING = "history-matching"
#: Three sigmas hold 95% of any distribution with one peak (Pukelsheim 1994,
#: doi:10.1080/00031305.1994.10476030).
CUT = 3.0
WAVES = 3
#: Points of the box at which surfaces are asked how much is left.
_ASKED = 20_000
#: Boxes that are searched for points of a wave before it goes on with fewer.
_PATIENCE = 10
_LEAST = 10


def match(
    problem: Problem, evaluator: Evaluator, runs: int = 3000, seed: int = 1, waves: int = WAVES
) -> Posterior:
    """Rule parameters out whose worlds lie too far from the record, given all that is unsure.

    A wave runs a Latin hypercube, thinned to what earlier waves left, fits a surface to every
    statistic, and rules out where the record is implausible: where the surface is more than `CUT`
    standard deviations from it. The variance has three parts: the record's and the model's
    discrepancy, for which half a band counts as three standard deviations; chance in one run with
    what the surface misses; and what is unsure of the surface.

    Parameters
    ----------
    problem, evaluator : Problem, Evaluator
        As for `approximate`.
    runs : int
        In all; shared evenly between the waves.
    seed : int
        Of the designs.
    waves : int
        At least 1.

    Returns
    -------
    Posterior
        Points run in the last wave that nothing rules out, with equal weights. They are no sample
        of a probability distribution: they show what is left.

    Notes
    -----
    Craig, Goldstein, Seheult and Smith 1997, doi:10.1007/978-1-4612-2290-3_2; Vernon, Goldstein
    and Bower 2010, doi:10.1214/10-BA524.
    """
    each = runs // waves
    terms = 1 + len(problem.priors)
    if each < 3 * terms:
        raise CalibrationError(
            f"{runs} runs are too few for {waves} waves over {len(problem.priors)} parameters; "
            f"take at least {3 * terms * waves}"
        )
    surfaces: list[list[Emulator | None]] = []
    steps = []
    first = 0
    tables: list[pd.DataFrame] = []
    for wave in range(waves):
        unit = _left(problem, surfaces, each, seed, wave)
        if len(unit) < 3 * terms:
            break
        low, high = _sides(problem)
        points = low + unit * (high - low)
        values = evaluator(dict(zip(problem.addresses, points.T, strict=True)), first)
        surfaces.append([fit(unit, column) for column in values.T])
        tables.append(_table(problem, evaluator, points, values, first))
        first += len(unit)
        asked = _box(len(problem.priors), _ASKED, seed, 1000 + wave)
        left = float((implausibility(problem, surfaces, asked) <= CUT).mean())
        steps.append(
            {"step": wave + 1, "threshold": CUT, "particles": len(unit), "runs": len(unit),
             "accepted": left, "effective": float(len(unit))}
        )  # fmt: skip
    last = tables[-1]
    low, high = _sides(problem)
    unit = (last[problem.addresses].to_numpy() - low) / (high - low)
    worst = implausibility(problem, surfaces, unit)
    kept = last[worst <= CUT].assign(distance=worst[worst <= CUT])
    if len(kept) < _LEAST:
        raise CalibrationError(
            f"history matching leaves {len(kept)} points of {len(last)}: the model cannot make the "
            "record within these ranges, or the runs are too few to tell"
        )
    kept = kept.assign(weight=1.0 / len(kept)).reset_index(drop=True)
    return Posterior(problem, MATCHING, kept, tables[0], pd.DataFrame(steps))


def implausibility(
    problem: Problem, surfaces: Sequence[Sequence[Emulator | None]], unit: np.ndarray
) -> np.ndarray:
    """Worst implausibility of points of the unit box over all waves and targets, `(points,)`.

    A statistic without a surface, as one that is hardly ever defined, rules nothing out.
    """
    worst = np.zeros(len(unit))
    for wave in surfaces:
        for target, surface in zip(problem.targets, wave, strict=True):
            if surface is None:
                continue
            mean = surface.mean(unit)
            off = np.maximum(np.maximum(target.low - mean, mean - target.high), 0.0)
            variance = surface.variance(unit) + (target.scale / 3.0) ** 2
            worst = np.maximum(worst, off / np.sqrt(variance))
    return worst


def _left(
    problem: Problem, surfaces: list[list[Emulator | None]], count: int, seed: int, wave: int
) -> np.ndarray:
    """Points of the unit box that nothing rules out so far, at most `count`."""
    if not surfaces:
        return _box(len(problem.priors), count, seed, wave)
    found: list[np.ndarray] = []
    for part in range(_PATIENCE):
        box = _box(len(problem.priors), _ASKED, seed, 10_000 * (wave + 1) + part)
        found.append(box[implausibility(problem, surfaces, box) <= CUT])
        if len(np.concatenate(found)) >= count:
            break
    return np.concatenate(found)[:count]


def _box(factors: int, count: int, seed: int, part: int) -> np.ndarray:
    """A Latin hypercube of the unit box, `(count, factors)`."""
    some = [Factor(f"x{n}", 0.0, 1.0) for n in range(factors)]
    own = int(np.random.SeedSequence([seed, part]).generate_state(1)[0])
    design = sample(some, "latin_hypercube", count, seed=own)
    return np.stack([design.columns[one.name] for one in some], axis=1)


def _sides(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    low = np.array([one.low for one in problem.priors])
    return low, np.array([one.high for one in problem.priors])


def _table(
    problem: Problem, evaluator: Evaluator, points: np.ndarray, values: np.ndarray, first: int
) -> pd.DataFrame:
    count = len(points)
    return particle_table(
        problem, points, values, np.ones(count), problem.distance(values),
        first + np.arange(count), evaluator.seeds(count, first),
    )  # fmt: skip
