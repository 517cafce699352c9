"""What can go wrong when a tipping point is looked for."""

from __future__ import annotations

from sim.errors import CoalitionError


class TippingError(CoalitionError, ValueError):
    """A map cannot be drawn, or a lever cannot be tried."""
