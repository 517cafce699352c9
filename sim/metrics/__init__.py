"""Outcomes: one number per run that says how a coalition fared.

A new outcome is a function in a file of this folder, under the decorator `outcome`; it is found
by itself. Read them with care: report each alone, over at least 30 runs, with median and 5-95%
range. Stability is not a good in itself: a frozen, dependent, useless partnership is stable, so
survival, composition and volatility always stand beside readiness and autonomy.
"""

from importlib import import_module
from pkgutil import iter_modules

from sim.metrics._registry import LEAD, OUTCOMES, Outcome, OutcomeError, arrange, outcome
from sim.metrics.flows import Flows
from sim.metrics.lifetimes import Survival, kaplan_meier, tie_lifetimes
from sim.metrics.partnership import partnership_stability
from sim.metrics.table import outcomes, summary

for _module in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
arrange()

__all__ = [
    "LEAD",
    "OUTCOMES",
    "Flows",
    "Outcome",
    "OutcomeError",
    "Survival",
    "kaplan_meier",
    "outcome",
    "outcomes",
    "partnership_stability",
    "summary",
    "tie_lifetimes",
]
