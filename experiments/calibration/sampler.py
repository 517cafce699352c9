"""pyABC one batch at a time: a model that answers later, and a sampler that asks twice.

pyABC proposes a parameter, simulates it and judges it in one call, `simulate_one()`. An engine
that runs hundreds of worlds at the price of a few cannot work like that. The sampler therefore
lets pyABC propose a batch while the model only takes notes, evaluates the batch, rewinds the
generator, and lets pyABC go over the same proposals again while the model answers from the batch.

Acceptance goes in the order of proposal and stops at the last particle wanted; what was evaluated
beyond it is thrown away, and the generator stands where one-by-one sampling would have left it. So
the result is that of one-by-one sampling, whatever the size of the batches, and quick simulations
have no advantage over slow ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyabc
from pyabc.random_variables import DistributionBase

from experiments.calibration.problem import Problem

Evaluate = Callable[[dict[str, np.ndarray], int], np.ndarray]

#: Points of the largest batch.
BATCH = 512
#: Points beyond the expected number of those needed for the next particles.
_MARGIN = 1.15


class LateModel(pyabc.Model):
    """A model that takes notes of parameters, and gives answers once they are there."""

    def __init__(self) -> None:
        super().__init__("worlds")
        self.noted: list[pyabc.Parameter] = []
        self.answers: Iterator[tuple[pyabc.Parameter, dict[str, Any]]] | None = None

    def sample(self, pars: pyabc.Parameter) -> dict[str, Any]:
        """The answer for `pars`, or nothing as long as there is none."""
        if self.answers is None:
            self.noted.append(pars)
            return {}
        asked, answer = next(self.answers)
        if asked != pars:
            raise AssertionError("pyABC proposed something else the second time")
        return answer


class Known(pyabc.Distance):
    """The distance that came with the answer; a world without an answer is infinitely far."""

    def __call__(self, x: dict[str, Any], x_0: Any, t: Any = None, par: Any = None) -> float:
        """The distance of `x`."""
        return float(x.get("distance", math.inf))


class Box(DistributionBase, dict):  # type: ignore[misc]
    """Independent uniform distributions; quicker than pyABC's, which go through SciPy."""

    def __init__(self, problem: Problem):
        super().__init__({one.address: (one.low, one.high) for one in problem.priors})
        self.low, self.high = (np.array(side) for side in zip(*self.values(), strict=True))
        self.density = float(1.0 / np.prod(self.high - self.low))

    def rvs(self, *args: Any, **kwargs: Any) -> pyabc.Parameter:
        """A point."""
        unit = np.random.random_sample(len(self))  # noqa: NPY002
        return pyabc.Parameter(
            dict(zip(self, self.low + unit * (self.high - self.low), strict=True))
        )

    def pdf(self, x: Any) -> float:
        """Density at a point."""
        inside = all(low <= x[name] <= high for name, (low, high) in self.items())
        return self.density if inside else 0.0


class Only(pyabc.RVBase):  # type: ignore[misc]
    """The one model among one; quicker than SciPy's distribution of it."""

    def copy(self) -> Only:
        """Another one."""
        return Only()

    def rvs(self, *args: Any, **kwargs: Any) -> int:
        """Its number."""
        return 0

    def pmf(self, x: Any, *args: Any, **kwargs: Any) -> float:
        """Certainty."""
        return 1.0 if x == 0 else 0.0

    def pdf(self, x: Any, *args: Any, **kwargs: Any) -> float:
        """None, since models are counted."""
        raise NotImplementedError

    def cdf(self, x: Any, *args: Any, **kwargs: Any) -> float:
        """Certainty from its number on."""
        return 1.0 if x >= 0 else 0.0


def twice(particles: int, parameters: int) -> float:
    """Width of a kernel whose covariance is twice that of the particles.

    Beaumont et al. 2009, doi:10.1093/biomet/asp052; Filippi et al. 2013,
    doi:10.1515/sagmb-2012-0069. pyABC's own choice is narrower; beyond a few parameters that leaves
    corners of the prior so thinly covered that a handful of particles takes all the weight.
    """
    return math.sqrt(2.0)


class Kernel(pyabc.MultivariateNormalTransition):
    """pyABC's normal kernel with a quicker draw of one point; the density is the same."""

    def __init__(self) -> None:
        super().__init__(bandwidth_selector=twice)

    def fit(self, X: Any, w: np.ndarray) -> None:
        """Fit, and keep the factor of the covariance."""
        super().fit(X, w)
        values, vectors = np.linalg.eigh(self.cov)
        self.factor = vectors * np.sqrt(np.maximum(values, 0.0))
        self.shares = np.cumsum(self.w) / np.sum(self.w)
        self.labels = list(self.X.columns)

    def rvs_single(self) -> pyabc.Parameter:
        """A particle, moved."""
        place = np.searchsorted(self.shares, np.random.random_sample())  # noqa: NPY002
        step = self.factor @ np.random.standard_normal(len(self.labels))  # noqa: NPY002
        moved = self._X_arr[min(int(place), len(self._X_arr) - 1)] + step
        return pyabc.Parameter(dict(zip(self.labels, moved.tolist(), strict=True)))


class BatchSampler(pyabc.Sampler):
    """Accepts in order of proposal, evaluates in batches, and keeps to a number of runs.

    Parameters
    ----------
    problem : Problem
        Gives names and distances.
    model : LateModel
        The model that pyABC was given.
    evaluate : callable
        `evaluate(columns, first)` gives `(points, targets)`.
    budget : int
        Proposals that may be judged in all. A generation that is not likely to end within it is
        not begun.
    batch : int
        Points of the largest batch. It changes speed, never a result.
    """

    def __init__(
        self,
        problem: Problem,
        model: LateModel,
        evaluate: Evaluate,
        budget: int,
        batch: int = BATCH,
    ):
        super().__init__()
        self.problem, self.model, self.evaluate = problem, model, evaluate
        self.budget, self.batch = budget, batch
        self.judged = 0
        #: Share of proposals that the next generation is expected to accept.
        self.rate = 1.0
        #: By generation, -1 for the sample of the prior: proposals judged, and what was accepted.
        self.found: dict[int, tuple[int, list[pyabc.population.Particle]]] = {}

    def sample_until_n_accepted(
        self, n: int, simulate_one: Callable[[], Any], t: int, *, max_eval: float = math.inf,
        all_accepted: bool = False, ana_vars: Any = None,
    ) -> Any:  # fmt: skip
        """A generation; its `ok` is False when the budget does not suffice."""
        sample = self._create_empty_sample()
        kept: list[Any] = []
        judged, rate = 0, 1.0 if all_accepted else self.rate
        sample.ok = n / rate <= self.budget - self.judged
        while sample.ok and len(kept) < n:
            left = min(self.budget - self.judged, max_eval - judged)
            if left < n - len(kept):
                sample.ok = False
                break
            wanted = math.ceil((n - len(kept)) / rate * (1.0 if all_accepted else _MARGIN))
            for particle in self._judged(simulate_one, int(min(wanted, left, self.batch))):
                judged += 1
                self.judged += 1
                sample.append(particle)
                if particle.accepted:
                    kept.append(particle)
                if len(kept) == n:
                    break
            rate = max(len(kept), 1) / judged
        self.nr_evaluations_ = judged
        if sample.ok:
            self.found[t] = judged, kept
            self.rate = self._expected(t)
        return sample

    def _expected(self, t: int) -> float:
        """Acceptance to expect after generation `t`: it falls as it fell before, and a bit more."""
        if t < 0:
            return 0.5  # the median of a sample of the prior
        rates = [len(kept) / judged for n, (judged, kept) in self.found.items() if n >= 0]
        before = rates[-2] if len(rates) > 1 else 0.5
        return rates[-1] * min(1.0, 0.9 * rates[-1] / before)

    def _judged(self, simulate_one: Callable[[], Any], size: int) -> Iterator[Any]:
        """Particles in order of proposal; the generator is left where the reader stops."""
        self.model.noted, self.model.answers = [], None
        state = np.random.get_state()  # noqa: NPY002
        for _ in range(size):
            simulate_one()
        noted = self.model.noted
        columns = {
            name: np.array([one[name] for one in noted], dtype=float)
            for name in self.problem.addresses
        }
        values = self.evaluate(columns, self.judged)
        numbers = range(self.judged, self.judged + size)
        distances = self.problem.distance(values)
        np.random.set_state(state)  # noqa: NPY002
        self.model.answers = iter(
            (parameter, {"values": row, "distance": float(distance), "number": number})
            for parameter, row, distance, number in zip(
                noted, values, distances, numbers, strict=True
            )
        )
        for _ in range(size):
            yield simulate_one()
