"""The pictures of a validation: courses beside the record, runs beside the bands."""

from __future__ import annotations

import pathlib

from experiments.commands.validating_request import PatternRequest
from experiments.validation import Validation
from experiments.validation.courses import points
from experiments.validation.patterns import CALIBRATION, HOLD_OUT


def pictures(
    asked: PatternRequest, found: Validation, folder: pathlib.Path, prefix: str
) -> dict[str, str]:
    """Draw what there is; gives file names by what they show, see `page`."""
    from experiments.figures.gallery import save
    from experiments.figures.validation import strips
    from experiments.figures.validation_courses import courses

    footer = f"{asked.runs:,} runs of each world, seed {asked.seed}; about the model, no forecast"
    made: dict[str, str] = {}
    series = [one for one in asked.file.series if one.name in found.courses]
    if series:
        figure = courses(
            {one.name: (one.title, one.unit) for one in series},
            {one.name: found.dates[one.name] for one in series},
            {one.name: found.courses[one.name] for one in series},
            {one.name: points(one) for one in series},
            "The model beside the record",
            footer,
        )
        made["courses"] = f"{prefix}courses.png"
        save(figure, folder / made["courses"])
    table = found.table
    reading = table["reading_of"] != ""
    calibration, hold_out = table["window"] == CALIBRATION, table["window"] == HOLD_OUT
    for name, title, rows in (
        (CALIBRATION, "Patterns of the calibration window", calibration & ~reading),
        (HOLD_OUT, "Patterns of the hold-out years", hold_out & ~reading),
        ("readings", "Other readings of the same patterns", reading),
    ):
        if rows.any():
            made[name] = f"{prefix}{name}.png"
            save(strips(table[rows], found.statistics, title, footer), folder / made[name])
    return made
