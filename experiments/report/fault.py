"""What can go wrong with a report."""

from __future__ import annotations

from sim.errors import CoalitionError


class ReportError(CoalitionError, ValueError):
    """A folder cannot be reported on, or a number is told without its origin."""
