"""A study's directory: what it is, which parts are finished, and how one is added."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from experiments.output import MANIFEST, TOOL
from experiments.store import parts
from experiments.store.files import UNFINISHED, remove_unfinished, write_whole
from experiments.store.locks import LOCK
from sim.errors import CoalitionError

STUDY, FAILURES = "study.json", "failures.parquet"
OUTCOMES, HISTORY = "outcomes", "history"
#: What `coalition report` may have added.
REPORT = "report.html"
#: Version of the form of a study's directory.
SCHEMA = 1


class StoreError(CoalitionError, ValueError):
    """A directory does not hold what it should."""


@dataclass(frozen=True)
class Store:
    """A study's directory.

    Attributes
    ----------
    folder : pathlib.Path
        Where it is.
    """

    folder: pathlib.Path

    def part(self, number: int) -> pathlib.Path:
        """File of a part's outcomes."""
        return self.folder / OUTCOMES / f"part-{number:06}.parquet"

    def history(self, number: int) -> pathlib.Path:
        """File of a part's histories."""
        return self.folder / HISTORY / f"part-{number:06}.nc"

    def numbers(self) -> list[int]:
        """Numbers of the parts that are there, sorted."""
        return sorted(int(p.stem[5:]) for p in (self.folder / OUTCOMES).glob("part-*.parquet"))

    def stated(self) -> dict[str, Any] | None:
        """What study.json says; None where there is none.

        Raises
        ------
        StoreError
            When it is there and cannot be read.
        """
        path = self.folder / STUDY
        if not path.exists():
            return None
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said["tool"] == TOOL and said["schema"] == SCHEMA:
                return dict(said)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        raise StoreError(f"{path} is no study of this version of {TOOL}; choose another --out")

    def state(self, content: Mapping[str, Any]) -> None:
        """Write study.json."""
        for name in (OUTCOMES, HISTORY) if content["study"]["history"] else (OUTCOMES,):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        said = {"tool": TOOL, "schema": SCHEMA, **content}
        text = json.dumps(said, indent=1, ensure_ascii=False, allow_nan=False)
        write_whole(self.folder / STUDY, f"{text}\n".encode())

    def foreign(self) -> str:
        """Name of something in the directory that is no part of a study; empty without."""
        known = {STUDY, FAILURES, MANIFEST, OUTCOMES, HISTORY, REPORT}
        for path in sorted(self.folder.iterdir()):
            ours = path.name.startswith(LOCK) or path.name.endswith(UNFINISHED)
            if path.name not in known and not ours:
                return path.name
        return ""

    def finished(self, number: int, studies: list[str], start: int) -> parts.About | None:
        """What a part says of itself, if it is whole and belongs to one of these studies."""
        found = parts.about(self.part(number))
        if found is None or found.study not in studies or found.start != start:
            return None
        if (self.folder / HISTORY).exists() and not self.history(number).exists():
            return None
        return found

    def write(
        self, about: parts.About, table: pa.Table, history: bytes | memoryview | None
    ) -> None:
        """Add a part: the histories first, because the outcomes say that it is finished."""
        if history is not None:
            write_whole(self.history(about.part), history)
        write_whole(self.part(about.part), parts.encode(table, about))

    def unseal(self) -> None:
        """Take away what speaks of a finished study, before more is added."""
        for name in (MANIFEST, FAILURES, REPORT):
            (self.folder / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what dead processes left; only for who holds the directory alone."""
        remove_unfinished(self.folder)

    def tables(self) -> Iterator[pa.Table]:
        """The parts one after the other, each verified.

        Raises
        ------
        StoreError
            When a part is damaged; the sweep makes it again.
        """
        for number in self.numbers():
            try:
                yield parts.read(self.part(number))
            except (OSError, pa.ArrowException) as error:
                raise StoreError(
                    f"{self.part(number)} is damaged ({str(error).splitlines()[0]}); delete it and "
                    "run the sweep again: it makes what is missing"
                ) from None
