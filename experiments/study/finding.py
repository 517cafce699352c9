"""Where studies lie, and how a name becomes a file."""

from __future__ import annotations

import os
import pathlib

from sim.errors import Fault, ScenarioError, nearest
from sim.scenario.folders import display, named

_SUFFIXES = (".yaml", ".yml")


def shipped() -> pathlib.Path:
    """Folder of the studies that come with the project."""
    return pathlib.Path(__file__).resolve().parents[1] / "studies"


def study_names() -> list[str]:
    """Names of the shipped studies, sorted."""
    return sorted(path.stem for path in shipped().glob("*.yaml"))


def find(name: str | os.PathLike[str]) -> tuple[pathlib.Path, str]:
    """The file of a study and how messages show it; raises `ScenarioError` where there is none."""
    text = os.fspath(name)
    path = pathlib.Path(text)
    if text.endswith(_SUFFIXES) or path.is_file():
        return path, text
    source = named(shipped(), text)
    if source is None:
        advice = nearest(text, study_names()) or "; the path of a YAML file works too"
        raise ScenarioError([Fault(f"there is no study '{text[:80]}'{advice}")])
    return source.path, display(source.path)
