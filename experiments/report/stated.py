"""Sentences that a command wrote into its manifest, each with the table and rows it was read from.

A command that holds its findings as objects says them once, for the terminal, its summary and the
report alike; the report adds nothing to their numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from experiments.report.blocks import Sentence, Trace
from experiments.report.folder import Folder
from experiments.report.words import count

STATED = "told"


def stated(
    folder: Folder, topic: str = "", spoken: Callable[[str], str] = str
) -> tuple[Sentence, ...]:
    """Sentences of a topic, in the order of the manifest; of every topic unless one is named.

    Parameters
    ----------
    folder : Folder
        With "told" in its manifest: a list of objects with topic, text, file and row.
    topic : str
        Such as an outcome.
    spoken : callable
        Puts names of the program into words.
    """
    found = []
    for one in _listed(folder):
        if topic in ("", one.get("topic")) and one.get("text") and one.get("file"):
            where = trace(folder, str(one["file"]), str(one.get("row", "")))
            found.append(Sentence(spoken(str(one["text"])), (where,)))
    return tuple(found)


def topics(folder: Folder) -> list[str]:
    """What the sentences are about, each once, in their order."""
    return list(dict.fromkeys(str(one.get("topic", "")) for one in _listed(folder)))


def trace(folder: Folder, file: str, row: str = "", runs: int | str | None = None) -> Trace:
    """Where something stands in a folder, with the runs and the seed of the whole where known."""
    said = folder.manifest
    rests = runs if runs is not None else said.get("runs")
    told = (
        count(rests, "run") if isinstance(rests, int) else rests if isinstance(rests, str) else ""
    )
    return Trace(file, row, told, f"seed {said['seed']}" if "seed" in said else "")


def _listed(folder: Folder) -> list[dict[str, object]]:
    found = folder.manifest.get(STATED)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
