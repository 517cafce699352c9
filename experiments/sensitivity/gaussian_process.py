"""A metamodel: indices from a few hundred runs, by a Gaussian process that stands for the model."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.design import Factor
from experiments.sensitivity._registry import Estimate, chosen
from experiments.sensitivity.analysis import check_request, subjects, tidy
from experiments.sensitivity.convergence import judge
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.given import Factors, bounds
from experiments.sensitivity.noise import Noise
from experiments.sensitivity.over_replicates import wording
from experiments.sensitivity.plans import points
from experiments.sensitivity.ready import Ready, prepare
from experiments.sensitivity.resampling import interval
from experiments.sensitivity.result import Analysis
from experiments.sensitivity.verdict import verdict
from experiments.sensitivity.warned import warned

if TYPE_CHECKING:
    from sklearn.gaussian_process import GaussianProcessRegressor

#: A metamodel that predicts less of the variance of held-out runs is not interpreted.
LEAST_Q2 = 0.7
#: Runs that a Gaussian process can take: its cost grows with their cube.
MOST = 2_000
_FEWEST = 40
#: Rows that are predicted at once, which bounds memory.
_AT_ONCE = 8_192
#: One run in so many is held out.
_HELD_OUT = 5
#: Models from halves of the runs, whose spread is the error of the metamodel.
_HALVES = 12


@dataclass(frozen=True, eq=False)
class Metamodel:
    """A Gaussian process in place of the model.

    Attributes
    ----------
    factors : tuple of Factor
        What it is a function of.
    outcome, statistic : str
        What it predicts.
    rows : int
        Points it was fitted to.
    q2, low, high : float
        Share of the variance of held-out points that it predicts when it has not seen them, with
        its 95% interval.
    """

    factors: tuple[Factor, ...]
    outcome: str
    statistic: str
    rows: int
    q2: float
    low: float
    high: float
    _whole: Any
    _halves: tuple[Any, ...]
    _ready: Ready

    @property
    def words(self) -> str:
        """How good it is, as a sentence."""
        return (
            f"A Gaussian process fitted to {self.rows:,} points predicts {self.q2:.0%} "
            f"[{self.low:.0%}, {self.high:.0%}] of the variance of held-out ones (Q²)."
        )

    def predict(self, table: pd.DataFrame) -> np.ndarray:
        """The outcome at other points, `(rows,)`, as far as factors explain it."""
        return predicted(self._whole, _unit(self.factors, _coded(self.factors, table)))

    def analyse(
        self,
        method: str = "sobol",
        samples: int = 4096,
        *,
        level: float = 0.95,
        resamples: int = 200,
        seed: int = 0,
        **options: Any,
    ) -> Analysis:
        """Indices of the metamodel, with intervals that hold its own error too.

        Parameters
        ----------
        method : str
            One of `METHODS` with a design of its own, such as sobol, shapley, morris, dgsm.
        samples : int
            Base samples on the metamodel, which cost next to nothing.
        level, resamples, seed
            As for `experiments.sensitivity.analyse`.
        **options
            Of the design, such as `second_order=True`.

        Returns
        -------
        Analysis
            Shares are those of what the metamodel predicts: chance is not among them. `samples`
            are the points that it was fitted to.

        Raises
        ------
        SensitivityError
            When Q² is below `LEAST_Q2`: the indices would be those of another model.

        Notes
        -----
        The error of the metamodel is judged from models of halves of the runs, drawn without
        replacement, as in `resampling.halved`.
        """
        if self.q2 < LEAST_Q2:
            raise SensitivityError(
                "poor metamodel",
                f"{self.words} That is below {LEAST_Q2:.0%}, and its indices would not be those of "
                "the model. Run more points or more replicates a point, or take a method that "
                "needs no metamodel",
            )
        check_request(level, resamples)
        one = chosen(method)
        table = points(method, self.factors, samples, seed=seed, **options)
        x = _unit(self.factors, _coded(self.factors, table))
        ready = prepare(table.assign(**{_OUT: predicted(self._whole, x)}), self.factors, _OUT, one)
        rng = np.random.default_rng(seed)
        found = one.estimate(ready, resamples, rng, **ready.options)
        others = [
            one.estimate(replace(ready, y=predicted(model, x)), 1, rng, **ready.options)
            for model in self._halves
        ]
        pick = rng.integers(len(others), size=resamples)
        both, middle = {}, {}
        for name, value in found.items():
            values = np.array([other[name].value for other in others])
            middle[name] = values.mean(axis=0)
            both[name] = Estimate(value.value, value.draws + (values - middle[name])[pick])
        names = subjects(ready, one)
        indices = tidy(both, names, level)
        path = pd.DataFrame(columns=["samples", "measure", "factor", "value", "low", "high"])
        runs = replace(one, sized="runs", sampler="")
        convergence = judge(
            runs, both[one.leading], middle[one.leading], names, self.rows, None, False, level, path
        )
        noise = Noise(self._ready.treatment)
        return Analysis(
            self.outcome, method, self.statistic, indices, level, self.rows, self.rows, noise,
            convergence, warned(ready, one, indices, noise, "", 0.0), verdict(runs, convergence),
            self.q2,
        )  # fmt: skip

    def curves(self, factor: str, lines: int = 30, places: int = 25, seed: int = 0) -> pd.DataFrame:
        """Individual conditional expectation: the outcome along one factor, others held.

        Goldstein et al. (2015), doi:10.1080/10618600.2014.907095. Lines that are not parallel
        show interaction.

        Returns
        -------
        pandas.DataFrame
            `line, place, value`: for each held point the outcome at each value of the factor.
        """
        names = [one.name for one in self.factors]
        if factor not in names:
            raise SensitivityError("missing column", f"there is no factor '{factor}'")
        at = names.index(factor)
        rng = np.random.default_rng(seed)
        held = self._ready.x[rng.permutation(self.rows)[:lines]]
        low, high = bounds(self.factors[at])
        where = np.linspace(low, high, places)
        x = np.repeat(held, places, axis=0)
        x[:, at] = np.tile(where, len(held))
        value = predicted(self._whole, _unit(self.factors, x))
        line = np.repeat(np.arange(len(held)), places)
        return pd.DataFrame({"line": line, "place": x[:, at], "value": value})


_OUT = "(prediction)"


def metamodel(
    table: pd.DataFrame,
    factors: Factors,
    outcome: str,
    *,
    statistic: str | float = "mean",
    seed: int = 0,
) -> Metamodel:
    """Fit a Gaussian process to any table, and say how well it predicts what it has not seen.

    Parameters
    ----------
    table : pandas.DataFrame
        A row a run, of a design that fills the space, such as latin_hypercube or sobol.
    factors : sequence of Factor, Design or mapping
        What was varied; labels are taken in the order of their values.
    outcome : str
        Column.
    statistic : "mean", "spread" or float
        What of the replicates of a point is predicted.
    seed : int
        Decides which points are held out.

    Returns
    -------
    Metamodel

    Raises
    ------
    SensitivityError
        When the table is unfit, or scikit-learn (extra `discovery`) is not installed.

    Notes
    -----
    Matérn 5/2 with a length for each factor, and white noise (Marrel et al. 2009,
    doi:10.1016/j.ress.2008.07.008). Lengths are fitted without the fifth of the points that is
    held out for Q², then kept for the model of all points.
    """
    ready = prepare(table, factors, outcome, chosen("rbd_fast"), statistic=statistic)
    rows = len(ready.y)
    if not _FEWEST <= rows <= MOST:
        raise SensitivityError(
            "unfit size", f"a metamodel takes {_FEWEST} to {MOST:,} points, the table has {rows:,}"
        )
    x = _unit(ready.factors, ready.x)
    rng = np.random.default_rng(seed)
    order = rng.permutation(rows)
    held, seen = order[: rows // _HELD_OUT], order[rows // _HELD_OUT :]
    with warnings.catch_warnings():
        # The length of a factor that does nothing runs to its limit, which is the right answer.
        warnings.filterwarnings("ignore", ".*close to the specified")
        # A search that stops early leaves a poorer fit, which Q² tells.
        warnings.filterwarnings("ignore", ".*failed to converge")
        first = _process(None, len(ready.factors)).fit(x[seen], ready.y[seen])
    error = (first.predict(x[held]) - ready.y[held]) ** 2
    spread = (ready.y[held] - ready.y[seen].mean()) ** 2
    pick = rng.integers(len(held), size=(400, len(held)))
    draws = 1 - error[pick].sum(axis=1) / spread[pick].sum(axis=1)
    low, high = interval(draws[:, None], 0.95)
    kernel = first.kernel_
    whole = _process(kernel, 0).fit(x, ready.y)
    halves = []
    for _ in range(_HALVES):
        some = rng.permutation(rows)[: rows // 2]
        halves.append(_process(kernel, 0).fit(x[some], ready.y[some]))
    return Metamodel(
        ready.factors, outcome, wording(statistic), rows, float(1 - error.sum() / spread.sum()),
        float(low[0]), float(high[0]), whole, tuple(halves), ready,
    )  # fmt: skip


def _process(kernel: Any, factors: int) -> GaussianProcessRegressor:
    """A Gaussian process with a given kernel, or one that fits its own."""
    try:
        from sklearn.gaussian_process import GaussianProcessRegressor
        from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
    except ImportError:
        raise SensitivityError(
            "missing package",
            "a metamodel needs scikit-learn: pip install 'coalition-lab[discovery]'",
        ) from None
    if kernel is not None:
        return GaussianProcessRegressor(kernel, optimizer=None, normalize_y=True)
    own = ConstantKernel(1.0, (1e-3, 1e4)) * Matern(
        np.ones(factors), (5e-2, 1e3), nu=2.5
    ) + WhiteKernel(1e-2, (1e-8, 1e1))
    return GaussianProcessRegressor(own, normalize_y=True)


def predicted(model: GaussianProcessRegressor, x: np.ndarray) -> np.ndarray:
    """Predictions a piece at a time: scikit-learn would compare all rows with all runs at once."""
    pieces = range(0, len(x), _AT_ONCE)
    return np.concatenate([model.predict(x[start : start + _AT_ONCE]) for start in pieces])


def _coded(factors: Sequence[Factor], table: pd.DataFrame) -> np.ndarray:
    return np.column_stack([factor.coded(table[factor.name].to_numpy()) for factor in factors])


def _unit(factors: Sequence[Factor], x: np.ndarray) -> np.ndarray:
    ends = np.array([bounds(factor) for factor in factors])
    return np.asarray((x - ends[:, 0]) / (ends[:, 1] - ends[:, 0]))
