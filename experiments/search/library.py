"""The door to pymoo, which is optional, and talks."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from types import SimpleNamespace

from experiments.search.fault import SearchError

MISSING = "policy search needs pymoo: pip install 'coalition-lab[search]'"


@contextmanager
def pymoo() -> Iterator[SimpleNamespace]:
    """What is used of pymoo, silent and without warnings inside the block.

    Blank and Deb (2020), doi:10.1109/ACCESS.2020.2990567.

    Raises
    ------
    SearchError
        When it is not installed, with how to install it.
    """
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from pymoo.algorithms.moo.nsga2 import NSGA2
            from pymoo.core.evaluator import Evaluator
            from pymoo.core.problem import Problem
            from pymoo.core.repair import Repair
            from pymoo.core.termination import NoTermination
            from pymoo.indicators.hv import HV
            from pymoo.problems.static import StaticProblem
        except ImportError:
            raise SearchError(MISSING) from None
        yield SimpleNamespace(
            NSGA2=NSGA2, Evaluator=Evaluator, Problem=Problem, Repair=Repair,
            NoTermination=NoTermination, HV=HV, StaticProblem=StaticProblem,
        )  # fmt: skip
