"""What can go wrong when policies are ranked."""

from __future__ import annotations

from sim.errors import CoalitionError


class RobustnessError(CoalitionError, ValueError):
    """A table cannot be ranked, or a metric is asked for something that it does not take."""
