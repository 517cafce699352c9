"""What a manifest says of a study and of what was found: a report needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from experiments.study import Study


def study_stated(study: Study, folder: str = "") -> dict[str, Any]:
    """A study whole, with its fingerprint.

    Parameters
    ----------
    study : Study
        What was run.
    folder : str
        Name of the folder that holds its runs.
    """
    return {
        "name": study.name,
        "title": study.title,
        "question": study.question,
        **({"folder": folder} if folder else {}),
        "sha256": study.sha256,
        "content": study.resolved(),
    }


def told(parts: Iterable[tuple[str, str, str, str]]) -> list[dict[str, str]]:
    """Sentences for a manifest; empty ones are left out.

    Parameters
    ----------
    parts : iterable of (str, str, str, str)
        Topic, sentence, file that it was read from, and rows of it.
    """
    names = ("topic", "text", "file", "row")
    return [dict(zip(names, part, strict=True)) for part in parts if part[1]]
