"""Statistics: one number a run, to be held against the record.

A new statistic is a function in a file of this folder, under the decorator `statistic`; it is
found by itself, and pattern files can name it from then on.
"""

from importlib import import_module
from pkgutil import iter_modules

from experiments.validation.statistics._record import Record
from experiments.validation.statistics._registry import (
    STATISTICS,
    Statistic,
    StatisticError,
    compute,
    statistic,
)

for _module in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = ["STATISTICS", "Record", "Statistic", "StatisticError", "compute", "statistic"]
