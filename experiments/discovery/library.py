"""The kept libraries, behind a fence: they warn, print and log, and may not be installed."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from types import ModuleType

from experiments.discovery.fault import DiscoveryError

#: What each method stands on.
LIBRARIES = {"prim": "ema_workbench.analysis.prim", "cart": "sklearn.tree"}
_DISTRIBUTIONS = {"prim": "ema_workbench", "cart": "scikit-learn"}


def library(method: str) -> ModuleType:
    """The module behind a method.

    Raises
    ------
    DiscoveryError
        When it is not installed, with the command that installs it.
    """
    try:
        with quiet():
            return import_module(LIBRARIES[method])
    except ImportError:
        raise DiscoveryError(
            f"--method {method} needs {_DISTRIBUTIONS[method]}: "
            "pip install 'coalition-lab[discovery]'"
        ) from None


@contextmanager
def quiet() -> Iterator[None]:
    """Neither warnings nor words nor log lines leave this block."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
