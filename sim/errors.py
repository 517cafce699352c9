"""Everything that can go wrong, under one root."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class CoalitionError(Exception):
    """Root of all errors that this project raises on purpose."""


class ParameterError(CoalitionError, ValueError):
    """A parameter is declared wrongly or gets a value that it cannot take."""


class AddressError(CoalitionError, KeyError):
    """An address such as ``rules.fatigue.gain`` names nothing in the scenario."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class StructureError(CoalitionError, ValueError):
    """A question about power, balance or camps is asked of unfit data."""


class HistoryError(CoalitionError, ValueError):
    """A history lacks what an outcome or a figure needs."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input, told so that a person can mend it."""

    message: str
    address: str = ""
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}"


class ScenarioError(CoalitionError, ValueError):
    """A scenario, a policy or a setting on the command line is wrong; carries every fault."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(set(faults), key=lambda fault: (fault.file, fault.line or 0))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NonFiniteState(CoalitionError, ArithmeticError):
    """A column of the world became NaN or infinite."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice that names the known word nearest to `name`, or an empty string.

    >>> nearest("trianing", ["training", "funding"])
    "; did you mean 'training'?"
    """
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
