"""What the dashboard refuses, and how every failure becomes words."""

from __future__ import annotations

import logging

from sim.errors import CoalitionError

log = logging.getLogger("coalition.dashboard")


class DashboardError(CoalitionError, ValueError):
    """Something that the dashboard cannot do with what it was given."""


def worded(error: BaseException) -> str:
    """A failure as a message for the page.

    What this project raises on purpose speaks for itself; anything else is logged with its
    traceback, which a page never shows.
    """
    if isinstance(error, CoalitionError):
        return str(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory; take fewer runs or quarters."
    log.error("unforeseen", exc_info=error)
    return (
        f"This is a fault of coalition-lab, not of your input: {type(error).__name__}. What "
        "happened stands in the terminal; please report it. The page can be used further."
    )
