"""Targets from patterns: those of the calibration window, and nothing after it."""

from __future__ import annotations

from experiments.calibration.problem import CalibrationError, Target
from experiments.validation import Measure, Pattern, PatternFile
from experiments.validation.statistics import STATISTICS
from experiments.validation.statistics._record import ends
from sim.calendar import Quarter

#: Last quarter that may be looked at; later years are held out.
LAST = Quarter(2015, 4)

Chosen = tuple[tuple[Pattern, Measure], ...]


def chosen(file: PatternFile) -> Chosen:
    """Measures of a file to calibrate on: counted, of the calibration window, with a number.

    Raises
    ------
    CalibrationError
        When there is none, when one of them speaks of a quarter after `LAST`, or when they speak
        of several scenarios.
    """
    found = tuple(
        (pattern, one)
        for pattern in file.patterns
        if pattern.counted
        for one in pattern.measures
        if one.observed
    )
    if not found:
        raise CalibrationError(
            f"{file.name} has no pattern of the calibration window with a number on record"
        )
    for pattern, one in found:
        last = until(one)
        if last is None or last > LAST:
            said = "has no end" if last is None else f"goes to {last}"
            raise CalibrationError(
                f"{pattern.name} {one.name} {said}; calibration looks at nothing after {LAST}, "
                "since later years are held out"
            )
        if one.high <= one.low:
            raise CalibrationError(f"{pattern.name} {one.name} has a band without width")
    worlds = sorted({pattern.scenario.name for pattern, _ in found})
    if len(worlds) > 1:
        raise CalibrationError(
            f"the patterns speak of several scenarios ({', '.join(worlds)}); calibrate on one: "
            "choose with --pattern"
        )
    return found


def until(one: Measure) -> Quarter | None:
    """Last quarter that a measure names; None where it names none, and so reads the whole."""
    found = STATISTICS[one.statistic]
    told = {**found.defaults, **one.arguments}
    named = [ends(told[key]) for key, kind in found.arguments.items() if kind == "when"]
    return max(named, default=None)


def targets(found: Chosen) -> tuple[Target, ...]:
    """What is on record of them, scaled by half of each band."""
    return tuple(
        Target(
            name=f"{pattern.name} {one.name}", pattern=pattern.name, low=one.observed[0],
            high=one.observed[-1], scale=(one.high - one.low) / 2.0,
            unit=STATISTICS[one.statistic].unit, band=(one.low, one.high),
        )
        for pattern, one in found
    )  # fmt: skip
