"""Which factors drive an outcome, and whether there are enough runs to say so: for any table.

A method is a function in a file of this folder under the decorator `method`; it is found by
itself. The indices come from SALib; what is added is that rows are joined by id and checked, that
chance is treated and named, that every index has an interval, and that a verdict in words says
what is settled. `analyse` is the one front.
"""

from importlib import import_module
from pkgutil import iter_modules

from experiments.sensitivity._registry import METHODS, Estimate, Method, method
from experiments.sensitivity.analysis import analyse
from experiments.sensitivity.convergence import Convergence
from experiments.sensitivity.enough import Replicates, enough_replicates
from experiments.sensitivity.fault import SensitivityError
from experiments.sensitivity.gaussian_process import Metamodel, metamodel
from experiments.sensitivity.moments import over_time
from experiments.sensitivity.noise import Noise
from experiments.sensitivity.plans import points
from experiments.sensitivity.result import Analysis

for _module in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = [
    "METHODS",
    "Analysis",
    "Convergence",
    "Estimate",
    "Metamodel",
    "Method",
    "Noise",
    "Replicates",
    "SensitivityError",
    "analyse",
    "enough_replicates",
    "metamodel",
    "method",
    "over_time",
    "points",
]
