"""A laboratory for coalition dynamics: worlds of partners round a host state, many at once."""

from __future__ import annotations

from sim.ensemble import simulate
from sim.metrics import outcomes
from sim.model import CoalitionModel
from sim.scenario import Policy, Scenario

__version__ = "0.1.0"

__all__ = ["CoalitionModel", "Policy", "Scenario", "__version__", "outcomes", "simulate"]
