"""Validation: documented patterns held against the model, each with a placebo that must fail.

Patterns are data, a row each in `patterns.yaml` or in a file of the reader's own; statistics are
functions found by name in `experiments.validation.statistics`.
"""

from experiments.validation.patterns import Measure, Pattern, PatternFile, Placebo, Series
from experiments.validation.reading import load, shipped
from experiments.validation.validation import Validation, validate
from experiments.validation.verdict import evidence, judge, together

__all__ = [
    "Measure",
    "Pattern",
    "PatternFile",
    "Placebo",
    "Series",
    "Validation",
    "evidence",
    "judge",
    "load",
    "shipped",
    "together",
    "validate",
]
