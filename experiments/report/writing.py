"""From a folder to report.html, whole or not at all, listed in the folder's manifest."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib

from experiments.output import MANIFEST
from experiments.report.fault import ReportError
from experiments.report.folder import REPORT, Folder
from experiments.report.kinds import build
from experiments.report.model import Report
from experiments.report.render import GENERATOR, render
from experiments.store.files import write_whole

_OURS = f'<meta name="generator" content="{GENERATOR}'.encode()
_HEAD = 4096


def write_report(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    force: bool = True,
) -> pathlib.Path:
    """Write the report of an output folder: one HTML file that needs nothing else.

    Parameters
    ----------
    folder : str or os.PathLike
        What a command such as `coalition compare` or `coalition run` wrote.
    out : str or os.PathLike, optional
        File to write; report.html in the folder unless given.
    force : bool
        Whether an earlier report may be replaced; any other file never is.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    ReportError
        When the folder is damaged or not this tool's, or the file may not be written.

    Examples
    --------
    >>> write_report("out/us_freeze-comparison")                        # doctest: +SKIP
    """
    opened = Folder.open(pathlib.Path(folder))
    return write(opened, build(opened), None if out is None else pathlib.Path(out), force)


def write(folder: Folder, report: Report, out: pathlib.Path | None, force: bool) -> pathlib.Path:
    """Write a report that was made of a folder; see `write_report`."""
    path = folder.path
    target = path / REPORT if out is None else out
    refuse(target, force)
    page = render(report).encode("utf-8")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, page)
        if target.resolve() == (path / REPORT).resolve():
            _list(path, page)
    except OSError as error:
        raise ReportError(f"{target} cannot be written: {error.strerror}") from None
    return target


def refuse(target: pathlib.Path, force: bool) -> None:
    """Raise when nothing may be written to a file.

    Raises
    ------
    ReportError
        When it is a folder, another file, or an earlier report that may not be replaced.
    """
    if target.is_dir():
        raise ReportError(f"--out {target} is a folder; name a file, such as {target / REPORT}")
    if not target.exists():
        return
    try:
        with target.open("rb") as stream:
            ours = _OURS in stream.read(_HEAD)
    except OSError as error:
        raise ReportError(f"{target} cannot be read: {error.strerror}") from None
    if not ours:
        raise ReportError(f"{target} is no report of this tool and stays; name another --out")
    if not force:
        raise ReportError(f"{target} is there already; add --force to replace it")


def _list(folder: pathlib.Path, page: bytes) -> None:
    """Add the report to the manifest's files, so that the folder stays known as this tool's own."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    about = {"bytes": len(page), "sha256": hashlib.sha256(page).hexdigest()}
    manifest["files"] = dict(sorted({**manifest["files"], REPORT: about}.items()))
    text = json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False)
    write_whole(path, f"{text}\n".encode())
