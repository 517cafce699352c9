"""What a search cannot do."""

from __future__ import annotations

from sim.errors import CoalitionError


class SearchError(CoalitionError, ValueError):
    """A search is asked for that cannot be made, or would not mean what it seems to mean."""
