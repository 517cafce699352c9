"""Series of the record beside courses of the model, as a file states them."""

from __future__ import annotations

from experiments.validation.measures import MeasureReader
from experiments.validation.patterns import EVERYBODY, Series
from experiments.validation.statistics._record import ends
from sim.calendar import QuarterError
from sim.scenario.tree import Path, dotted
from sim.scenario.wording import shown

SERIES_KEYS = (
    "title", "unit", "column", "suppliers", "body", "over", "yearly", "relative", "points",
    "source", "confidence",
)  # fmt: skip


class SeriesReader(MeasureReader):
    """Reads the series of a file."""

    def series(self, name: str) -> Series:
        """One of them; what is wrong with it is noted."""
        here: Path = ("series", name)
        self.file.mapping(here)
        self.file.keys(here, SERIES_KEYS)
        words = {key: self.file.line("series", name, key) for key in ("title", "unit", "source")}
        return Series(
            name=name,
            **words,
            confidence=self.file.choice((*here, "confidence"), ("high", "medium", "low")),
            column=str(self.checked((*here, "column"), "column", "")),
            suppliers=tuple(self.checked((*here, "suppliers"), "actors", [])),
            body=str(self.checked((*here, "body"), "actor", "")),
            over=self.over((*here, "over")),
            yearly=self.file.flag((*here, "yearly")),
            relative=self.file.flag((*here, "relative")),
            points=self.points((*here, "points")),
        )

    def checked(self, path: Path, kind: str, default: str | list[str]) -> str | list[str]:
        """A value of a kind, or its default where none stands."""
        node = self.root.find(path)
        if node is None:
            if kind == "column":
                self.faults.add(path, f"{dotted(path)} is missing")
            return default
        if message := self.amiss(kind, node.plain()):
            self.faults.add(path, f"{dotted(path)} is {shown(node.plain())}; {message}")
            return default
        return node.plain()  # type: ignore[no-any-return]

    def over(self, path: Path) -> tuple[str, ...]:
        """Suppliers whose sum divides; the word all stands for every one."""
        node = self.root.find(path)
        if node is not None and node.value == "all":
            return (EVERYBODY,)
        return tuple(self.checked(path, "actors", []))

    def points(self, path: Path) -> dict[str, float]:
        """The points by date."""
        if not self.file.mapping(path, "points of the record: {2014: NUMBER}"):
            return {}
        found: dict[str, float] = {}
        for date in self.root.mapping(*path):
            try:
                ends(int(date) if date.isdigit() else date)
            except QuarterError:
                message = f"{dotted((*path, date))}: {date} is no year and no quarter"
                self.faults.add((*path, date), message)
                continue
            numbers = self.file.numbers((*path, date), (1,), "a number")
            found.update({date: numbers[0]} if numbers else {})
        return found
