"""Whole numbers on the command line, within what makes sense."""

from __future__ import annotations

from experiments.study.interpreting import MAX_RUNS
from sim.errors import Fault


def miscounted(option: str, value: int, least: int = 1, most: int = MAX_RUNS) -> list[Fault]:
    """The fault of a number outside its range; none of one inside.

    >>> [fault.message for fault in miscounted("--runs", 0)]
    ['--runs is 0; it must be at least 1']
    """
    if value < least:
        return [Fault(f"{option} is {value}; it must be at least {least}")]
    if value > most:
        return [Fault(f"{option} is {value:,}; it must be at most {most:,}")]
    return []
