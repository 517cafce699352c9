"""What a pattern is: numbers of the record, bands round them, and what should break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.scenario import Scenario

CALIBRATION, HOLD_OUT = "calibration", "hold-out"
#: Share of the runs that must lie in the band, unless a measure says otherwise.
NEEDED = 0.5
#: Stands for all suppliers where a series is divided by a sum.
EVERYBODY = "*"


@dataclass(frozen=True)
class Measure:
    """One statistic with its band.

    Attributes
    ----------
    name : str
        Its name within the pattern.
    statistic : str
        Name in `STATISTICS`.
    arguments : mapping
        What the statistic is told.
    low, high : float
        The band, both ends included. [the statistic's unit]
    needed : float
        Share of the runs that must lie in it. (0-1)
    observed : tuple of float
        One number or the two ends of a range on record; empty where the record has none.
    note : str
        Where the band comes from, when it is not that of the pattern's source.
    """

    name: str
    statistic: str
    arguments: Mapping[str, Any]
    low: float
    high: float
    needed: float = NEEDED
    observed: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Placebo:
    """The same world without the mechanism.

    Attributes
    ----------
    why : str
        What is switched off, and how.
    settings : mapping of str to float
        Numbers by address.
    """

    why: str
    settings: Mapping[str, float]


@dataclass(frozen=True)
class Series:
    """A course of the model beside points of the record.

    Attributes
    ----------
    name, title, unit, source, confidence : str
        Source and confidence are those of the points.
    column : str
        Column of the world.
    suppliers : tuple of str
        Whose columns are added up; empty for a column of the host.
    body : str
        Label of the body where the column lies along bodies.
    over : tuple of str
        Suppliers whose sum divides it, `EVERYBODY` for all; empty for none.
    yearly : bool
        Whether quarters are added up to years.
    relative : bool
        Whether both are shown relative to their own mean over the years on record.
    points : mapping of str to float
        Year or quarter of each point.
    """

    name: str
    title: str
    unit: str
    source: str
    confidence: str
    column: str
    suppliers: tuple[str, ...]
    body: str
    over: tuple[str, ...]
    yearly: bool
    relative: bool
    points: Mapping[str, float]


@dataclass(frozen=True)
class Pattern:
    """A documented regularity that the model should show, for the right reason.

    Attributes
    ----------
    name, title : str
        Short name such as P1, and what it says.
    window : {"calibration", "hold-out"}
        Whether the years it speaks of were looked at when parameters were set.
    reading_of : str
        Name of the pattern of which this is another reading; told, and not counted.
    scenario : Scenario
        The world in which it is looked for.
    measures : tuple of Measure
        All have to pass.
    placebo : Placebo or None
        None only for another reading.
    mechanism, source, confidence, status, remark : str
        The mechanism that should make it, where the numbers come from, how sure they are, and
        what to make of the result.
    """

    name: str
    title: str
    window: str
    scenario: Scenario
    measures: tuple[Measure, ...]
    placebo: Placebo | None
    mechanism: str
    source: str
    confidence: str
    status: str
    remark: str = ""
    reading_of: str = ""

    @property
    def counted(self) -> bool:
        """Whether the exit code depends on it."""
        return self.window == CALIBRATION and not self.reading_of


@dataclass(frozen=True)
class PatternFile:
    """A file of patterns.

    Attributes
    ----------
    name, title, description : str
        As messages show it, and what it is about.
    frozen : str
        State of the code at which the parameters were frozen.
    patterns : tuple of Pattern
        In the order of the file.
    series : tuple of Series
        Courses with points of the record.
    sha256 : str
        Of the file.
    """

    name: str
    title: str
    description: str
    frozen: str
    patterns: tuple[Pattern, ...]
    series: tuple[Series, ...] = field(default=())
    sha256: str = ""

    def only(self, names: set[str]) -> PatternFile:
        """The same with some of the patterns."""
        some = tuple(one for one in self.patterns if one.name in names)
        return PatternFile(
            self.name, self.title, self.description, self.frozen, some, self.series, self.sha256
        )
