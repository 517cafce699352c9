"""Designs: which points of a factor space to visit, for any problem.

A sampler is a function in a file of this folder under the decorator `sampler`; it is found by
itself. The points come from SALib and SciPy; what is added is that factors may be whole numbers or
labels, that every row knows its base sample, and that an unfit request is refused in words.
"""

from importlib import import_module
from pkgutil import iter_modules

from experiments.design._registry import SAMPLERS, DesignError, Points, Sampler, sampler
from experiments.design.constraint import Constraint
from experiments.design.factor import DISTRIBUTIONS, Factor
from experiments.design.sampling import Design, sample

for _module in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = [
    "DISTRIBUTIONS",
    "SAMPLERS",
    "Constraint",
    "Design",
    "DesignError",
    "Factor",
    "Points",
    "Sampler",
    "sample",
    "sampler",
]
