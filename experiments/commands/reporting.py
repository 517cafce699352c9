"""A report from folder to file, with what it lacks told."""

from __future__ import annotations

import pathlib
import shlex

import typer

from experiments.commands.answers import say
from experiments.commands.words import size
from experiments.report.folder import Folder
from experiments.report.kinds import build
from experiments.report.writing import write


def execute(folder: pathlib.Path, out: pathlib.Path | None, force: bool) -> None:
    """Write the report, say what is absent from it, and end with the path and the command."""
    opened = Folder.open(folder)
    say(f"Reading {folder}: {opened.kind or 'output'}, no runs.")
    made = build(opened)
    # the page in the folder says what the folder says, so that nothing is lost by making it anew
    target = write(opened, made, out, force or out is None)
    for text in made.absent():
        say(f"Absent: {text}")
    typer.echo(f"Written: {target} ({size(target.stat().st_size)}, {len(made.sections)} sections)")
    words = ["coalition", "report", str(folder), *(["--out", str(out), "--force"] if out else [])]
    typer.echo(f"The same again: {shlex.join(words)}")
