"""Calibration: which parameters bring back the record of 2003-2015, and which it cannot pin down.

Nothing after 2015 is simulated, so that the years that are held out cannot leak in.
"""

from experiments.calibration.calibrate import METHODS, Calibration, calibrate, default_method
from experiments.calibration.identifiability import correlations, identifiability
from experiments.calibration.posterior import Posterior
from experiments.calibration.predictive import predictive
from experiments.calibration.priors import DEFAULT, parse_prior
from experiments.calibration.problem import CalibrationError, Prior, Problem, Target
from experiments.calibration.targets import LAST, targets
from experiments.calibration.worlds import Worlds, historical

__all__ = [
    "DEFAULT",
    "LAST",
    "METHODS",
    "Calibration",
    "CalibrationError",
    "Posterior",
    "Prior",
    "Problem",
    "Target",
    "Worlds",
    "calibrate",
    "correlations",
    "default_method",
    "historical",
    "identifiability",
    "parse_prior",
    "predictive",
    "targets",
]
