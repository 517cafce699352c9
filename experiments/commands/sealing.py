"""The end of every output folder: its manifest, and the page to read and to forward."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

from experiments import output
from experiments.commands.answers import say


def seal(folder: pathlib.Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a finished folder, and report.html beside it."""
    output.seal(folder, manifest)
    lay_page(folder)


def lay_page(folder: pathlib.Path) -> None:
    """Write report.html; where none can be made the results stand all the same, and it is said."""
    from experiments.report import ReportError, write_report

    try:
        write_report(folder)
    except ReportError as error:
        say(f"Without report.html: {error}")
