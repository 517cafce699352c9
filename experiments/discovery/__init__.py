"""Scenario discovery: where in the space of factors an outcome fails, told as boxes in words.

PRIM and CART come from kept libraries (EMA Workbench, scikit-learn). What is added: a rule that
chooses a box and is the same in every resample, halves of the points that show which restrictions
come back, measures on runs that the search had not seen, and words with units. `discover` works
on any table; `failures_by_policy` on a study.
"""

from experiments.discovery.box import Box, Restriction
from experiments.discovery.by_policy import Failures, failures_by_policy, searchable, unit
from experiments.discovery.condition import Condition, parse_condition
from experiments.discovery.discover import SPLITS, discover
from experiments.discovery.failing import default_condition
from experiments.discovery.fault import DiscoveryError
from experiments.discovery.labels import Label, label, labels_of
from experiments.discovery.library import library
from experiments.discovery.result import Discovery
from experiments.discovery.search import METHODS, check_method
from experiments.discovery.table import boxes_table
from experiments.discovery.tree import tree_table
from experiments.discovery.words import clauses, leaves, sentence, stable

__all__ = [
    "METHODS",
    "SPLITS",
    "Box",
    "Condition",
    "Discovery",
    "DiscoveryError",
    "Failures",
    "Label",
    "Restriction",
    "boxes_table",
    "check_method",
    "clauses",
    "default_condition",
    "discover",
    "failures_by_policy",
    "label",
    "labels_of",
    "leaves",
    "library",
    "parse_condition",
    "searchable",
    "sentence",
    "stable",
    "tree_table",
    "unit",
]
