"""What cannot be attributed, in words."""

from __future__ import annotations

from sim.errors import CoalitionError


class AttributionError(CoalitionError, ValueError):
    """A value is asked for that the runs at hand cannot give."""
