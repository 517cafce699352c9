"""The study behind a folder: from the folder itself, its manifest, or the sweep beside it."""

from __future__ import annotations

import json
import pathlib
from typing import Any

from experiments.report.folder import Folder
from experiments.store.store import STUDY
from experiments.study import Study
from sim.errors import CoalitionError


def study_of(folder: Folder) -> Study | None:
    """The study with its scenarios and policies, or None where nothing tells it.

    A sweep's folder elsewhere counts only when its study has the fingerprint that the manifest
    names, so that no report shows the assumptions of another study.
    """
    said = folder.manifest.get("study")
    said = said if isinstance(said, dict) else {}
    if isinstance(said.get("content"), dict):
        return _made(said["content"])
    wanted = said.get("sha256") or folder.manifest.get("sha256")
    for path in _places(folder, said):
        study = _read(path / STUDY)
        if study is not None and (path == folder.path or study.sha256 == wanted):
            return study
    return None


def _places(folder: Folder, said: dict[str, Any]) -> list[pathlib.Path]:
    above = folder.path.resolve().parent
    named = [
        str(said.get("folder") or ""), str(folder.manifest.get("sweep") or ""),
        str(said.get("name") or ""), folder.path.resolve().name.rpartition("-")[0],
    ]  # fmt: skip
    # the name alone: a folder that was moved with its sweep is found again
    return [folder.path, *(above / pathlib.PurePath(name).name for name in named if name)]


def _read(path: pathlib.Path) -> Study | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return _made(said["study"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made(content: dict[str, Any]) -> Study | None:
    try:
        return Study.from_resolved(content)
    except (CoalitionError, KeyError, TypeError, ValueError):
        return None
