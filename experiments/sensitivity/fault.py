"""What is refused, by name."""

from __future__ import annotations

from sim.errors import CoalitionError


class SensitivityError(CoalitionError, ValueError):
    """A table cannot answer the question, or would answer it wrongly.

    Attributes
    ----------
    fault : str
        Name of what is wrong, such as "missing rows"; the message begins with it.
    """

    def __init__(self, fault: str, message: str):
        self.fault = fault
        super().__init__(f"{fault}: {message}")
