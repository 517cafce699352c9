"""The folder that a command wrote, read with care: what it lists is there and unchanged."""

from __future__ import annotations

import hashlib
import io
import json
import pathlib
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from experiments.output import MANIFEST, TOOL
from experiments.report.fault import ReportError

REPORT, SUMMARY, FIGURES, FAILURES = "report.html", "summary.md", "figures", "failures.parquet"
_AGAIN = "make the folder again with the command that its manifest names"


@dataclass(frozen=True)
class Folder:
    """An output folder of this tool.

    Attributes
    ----------
    path : pathlib.Path
        Where it is.
    manifest : dict
        What manifest.json says.
    read : dict of str to pandas.DataFrame
        Tables read so far.
    """

    path: pathlib.Path
    manifest: dict[str, Any]
    read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, path: pathlib.Path) -> Folder:
        """Open a folder.

        Raises
        ------
        ReportError
            When it is no output of this tool, is not finished, or lacks a file that it lists.
        """
        if not path.is_dir():
            what = "is a file" if path.exists() else "does not exist"
            raise ReportError(f"{path} {what}; name the folder that a command wrote")
        manifest = _manifest(path)
        gone = [name for name in manifest["files"] if name != REPORT and not (path / name).exists()]
        if gone:
            more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
            raise ReportError(f"{path} is damaged: {gone[0]}{more} is missing; {_AGAIN}")
        return cls(path, manifest)

    @property
    def kind(self) -> str:
        """What wrote it: "run", "sweep", "comparison" and so on; empty when it does not say."""
        return str(self.manifest.get("kind", ""))

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return (self.path / name).is_file()

    def content(self, name: str) -> bytes:
        """A file's bytes, checked against the manifest where that lists it.

        Raises
        ------
        ReportError
            When it cannot be read, or was changed since the manifest was written.
        """
        try:
            found = (self.path / name).read_bytes()
        except OSError as error:
            raise ReportError(f"{self.path / name} cannot be read: {error.strerror}") from None
        listed = self.manifest["files"].get(name)
        if listed and listed.get("sha256") != hashlib.sha256(found).hexdigest():
            raise ReportError(
                f"{self.path / name} is not the file that the manifest lists: it was changed or "
                f"damaged since; {_AGAIN}"
            )
        return found

    def text(self, name: str) -> str:
        """A text file; empty where there is none."""
        return self.content(name).decode("utf-8", "replace") if self.has(name) else ""

    def table(self, name: str) -> pd.DataFrame | None:
        """A parquet table, or None where there is none or it has no rows.

        Raises
        ------
        ReportError
            When it cannot be read.
        """
        import pyarrow as pa

        if name not in self.read:
            if not self.has(name):
                return None
            try:
                self.read[name] = pd.read_parquet(io.BytesIO(self.content(name)))
            except (pa.ArrowException, ValueError, OSError) as error:
                if isinstance(error, ReportError):
                    raise
                said = str(error).splitlines()[0][:200]
                raise ReportError(f"{self.path / name} is no table ({said}); {_AGAIN}") from None
        found = self.read[name]
        return found if len(found) else None

    def needed(self, name: str, columns: tuple[str, ...]) -> pd.DataFrame:
        """A table that the report cannot do without, with the columns that it needs.

        Raises
        ------
        ReportError
            When the table, or a column of it, is not there.
        """
        found = self.table(name)
        if found is None:
            raise ReportError(f"{self.path} holds no {name}, or an empty one; {_AGAIN}")
        return has_columns(found, columns, f"{self.path / name}")

    def figures(self) -> list[str]:
        """Names of the pictures, PNG before SVG of the same name, sorted."""
        found = {
            path.stem: path.name
            for kind in ("svg", "png")
            for path in sorted((self.path / FIGURES).glob(f"*.{kind}"))
        }
        return [f"{FIGURES}/{found[stem]}" for stem in sorted(found)]


def has_columns(table: pd.DataFrame, columns: tuple[str, ...], where: str) -> pd.DataFrame:
    """The table again, if it has these columns.

    Raises
    ------
    ReportError
        When it lacks one.
    """
    lacks = [name for name in columns if name not in table]
    if lacks:
        raise ReportError(
            f"{where} has no column {', '.join(lacks)}: another version of {TOOL} wrote it; "
            f"{_AGAIN}"
        )
    return table


def _manifest(path: pathlib.Path) -> dict[str, Any]:
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if (path / "study.json").exists():
            raise ReportError(
                f"{path} misses runs; go on with `coalition sweep` into that folder first"
            ) from None
        raise ReportError(
            f"{path} holds no {MANIFEST}; name the folder that a command of {TOOL} wrote"
        ) from None
    except (OSError, ValueError) as error:
        raise ReportError(f"{path / MANIFEST} cannot be read ({error}); {_AGAIN}") from None
    if not isinstance(manifest, dict) or manifest.get("tool") != TOOL:
        raise ReportError(f"{path / MANIFEST} was not written by {TOOL}; name another folder")
    if not isinstance(manifest.get("files"), dict):
        raise ReportError(f"{path / MANIFEST} lists no files; {_AGAIN}")
    return manifest
