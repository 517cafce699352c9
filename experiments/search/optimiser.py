"""The optimiser: asks for points, is told what they are worth, and never runs anything itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.search.library import pymoo

#: Fewer candidates leave selection and crossover nothing to choose from.
LEAST_POPULATION = 4


class Optimiser:
    """NSGA-II: candidates that nothing dominates, and that lie apart, have the offspring.

    Parameters
    ----------
    first : (population, variables)
        The first generation.
    low, high : (variables,)
        Range of each variable.
    decimals : (variables,) int
        Digits after the point to which candidates are rounded: no policy is finer.
    objectives : int
        Number of objectives.
    seed : int
        The same seed and the same answers give the same candidates.

    Notes
    -----
    Deb, Pratap, Agarwal and Meyarivan (2002), doi:10.1109/4235.996017, as pymoo has it, with its
    simulated binary crossover and polynomial mutation. It is made for two or three objectives;
    of many, nearly every candidate is non-dominated and selection loses its grip.
    """

    def __init__(
        self,
        first: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        decimals: np.ndarray,
        objectives: int,
        seed: int,
    ):
        self._low, self._high, self._decimals = low, high, decimals
        with pymoo() as library:
            optimiser = self

            class Rounding(library.Repair):  # type: ignore[name-defined, misc]
                def _do(self, problem: Any, X: np.ndarray, **_: Any) -> np.ndarray:
                    return optimiser.rounded(X)

            self._problem = library.Problem(
                n_var=len(low), n_obj=objectives, n_ieq_constr=1, xl=low, xu=high
            )
            self._algorithm = library.NSGA2(
                pop_size=len(first), sampling=self.rounded(first), repair=Rounding()
            )
            self._algorithm.setup(
                self._problem, termination=library.NoTermination(), seed=seed, verbose=False
            )
        self._asked: Any = None

    def rounded(self, points: np.ndarray) -> np.ndarray:
        """The points as candidates state them, `(points, variables)`."""
        return rounded(points, self._low, self._high, self._decimals)

    def ask(self) -> np.ndarray:
        """The next candidates, `(candidates, variables)`; none where nothing new can be made."""
        with pymoo():
            self._asked = self._algorithm.ask()
        if self._asked is None or not len(self._asked):
            return np.empty((0, len(self._low)))
        return np.array(self._asked.get("X"), dtype=float)

    def tell(self, losses: np.ndarray, violations: np.ndarray) -> None:
        """Say what the candidates asked for last are worth.

        Parameters
        ----------
        losses : (candidates, objectives)
            The lower the better.
        violations : (candidates,)
            Above 0 where a candidate is not fit to be compared; the fit always come first.
        """
        with pymoo() as library:
            answers = library.StaticProblem(
                self._problem,
                F=np.where(np.isfinite(losses), losses, 0.0),
                G=np.asarray(violations, dtype=float)[:, None],
            )
            library.Evaluator().eval(answers, self._asked)
            self._algorithm.tell(infills=self._asked)


def rounded(
    points: np.ndarray, low: np.ndarray, high: np.ndarray, decimals: np.ndarray
) -> np.ndarray:
    """Points at so many digits a variable, and within its range.

    >>> ends, digits = (np.zeros(1), np.ones(1)), np.array([2])
    >>> rounded(np.array([[0.12345], [1.2]]), *ends, digits).tolist()
    [[0.12], [1.0]]
    """
    columns = [np.round(points[:, k], int(digits)) for k, digits in enumerate(decimals)]
    found: np.ndarray = np.clip(np.column_stack(columns), low, high)
    return found
