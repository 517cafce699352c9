"""A fence round a library that draws from NumPy's global generator and talks."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import numpy as np

from experiments.calibration.problem import CalibrationError
from sim.streams import run_seeds

MISSING = (
    "--method abc needs pyabc: pip install 'coalition-lab[calibration]'; or take "
    "--method history-matching, which needs nothing more"
)
#: Number under which the library's own seed is derived from that of the analysis.
_OWN = 2**41


def library() -> ModuleType:
    """Import pyABC; it sets an environment variable when imported, which is undone.

    Schälte et al. (2022), "pyABC: efficient and robust easy-to-use approximate Bayesian
    computation", Journal of Open Source Software, doi:10.21105/joss.04304.

    Raises
    ------
    CalibrationError
        When it is not installed, with what to do.
    """
    before = os.environ.get("OMP_NUM_THREADS")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pyabc
    except ImportError:
        raise CalibrationError(MISSING) from None
    finally:
        if before is None:
            os.environ.pop("OMP_NUM_THREADS", None)
    return pyabc


@contextmanager
def fenced(seed: int) -> Iterator[None]:
    """Seed NumPy's global generator inside the block, and put it back as it was afterwards.

    pyABC draws from nothing else, so that the block gives the same for the same seed.
    """
    state = np.random.get_state()  # noqa: NPY002
    logger = logging.getLogger("ABC")
    level = logger.level
    np.random.seed(int(run_seeds(seed, 1, start=_OWN)[0]) % 2**32)  # noqa: NPY002
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"pyabc\.")
            yield
    finally:
        logger.setLevel(level)
        np.random.set_state(state)  # noqa: NPY002
