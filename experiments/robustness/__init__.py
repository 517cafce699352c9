"""Robustness over deep uncertainty: which policy to take when nobody knows which future comes."""

from experiments.robustness.concordance import agreement, tau
from experiments.robustness.disagreement import disagreements
from experiments.robustness.fault import RobustnessError
from experiments.robustness.futures import Performance, of_frame, performance
from experiments.robustness.metric import METRICS, Metric, metrics
from experiments.robustness.ranking import how_often_first, ranked
from experiments.robustness.regret import regrets
from experiments.robustness.robust import Robustness, of_performance, robustness
from experiments.robustness.trade_offs import beats, pareto, undominated

__all__ = [
    "METRICS",
    "Metric",
    "Performance",
    "Robustness",
    "RobustnessError",
    "agreement",
    "beats",
    "disagreements",
    "how_often_first",
    "metrics",
    "of_frame",
    "of_performance",
    "pareto",
    "performance",
    "ranked",
    "regrets",
    "robustness",
    "tau",
    "undominated",
]
