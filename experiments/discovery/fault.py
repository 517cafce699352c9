"""What can go wrong when boxes are looked for."""

from __future__ import annotations

from sim.errors import CoalitionError


class DiscoveryError(CoalitionError, ValueError):
    """A condition cannot be read, or a table holds nothing to be found."""
