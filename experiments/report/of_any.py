"""The report of any folder: its summary, its pictures and its tables."""

from __future__ import annotations

import pathlib

from experiments.report import closing
from experiments.report.assembling import facts
from experiments.report.blocks import Finding, Picture, Sentence, Trace, Words
from experiments.report.folder import SUMMARY, Folder
from experiments.report.frames import tables
from experiments.report.markdown import sections
from experiments.report.model import Report, Section
from experiments.report.pictures import captions, left, picture
from experiments.report.words import capital, count, spoken


def build(folder: Folder, findings: tuple[Finding, ...] = (), title: str = "") -> Report:
    """The report of a folder by its form alone.

    Parameters
    ----------
    folder : Folder
        With a manifest, and as much of summary.md, figures and tables as there is.
    findings : tuple of Finding, optional
        What a builder that knows the folder's kind has found.
    title : str, optional
        In place of the summary's.

    Raises
    ------
    ReportError
        When a file is damaged.
    """
    said = folder.manifest
    used: set[str] = set()
    known = captions(folder)

    def show(name: str, words: str) -> Picture | None:
        path = pathlib.PurePosixPath(name).as_posix()
        if path not in folder.figures() or path in used:
            return None
        used.add(path)
        return picture(folder, path, known.get(path, ""))

    runs = said.get("runs")
    trace = Trace(SUMMARY, "the whole text", count(runs, "run") if isinstance(runs, int) else "",
                  f"seed {said['seed']}" if "seed" in said else "")  # fmt: skip
    written, found = sections(folder.text(SUMMARY), trace, show)
    if not found:
        text = "The folder holds no summary.md: its tables and pictures stand here without words."
        found = [Section("summary", "Summary", (Words(text, "absent"),))]
    pictures = left(folder, used)
    if pictures:
        found.append(Section("pictures", "Pictures", pictures))
    if whole := tables(folder):
        found.append(Section("tables", "Tables of the folder", whole))
    found.append(closing.failed(folder, runs if isinstance(runs, int) else 0))
    kind = capital(spoken(folder.kind or "output"))
    study = said.get("study")
    question = str(study.get("question", "")) if isinstance(study, dict) else ""
    return Report(
        title or written or capital(spoken(folder.path.resolve().name.replace("-", " "))), question,
        _answer(found), findings, (*found, closing.limits(), closing.again(folder)),
        facts(folder), kind, closing.provenance(said),
    )  # fmt: skip


def _answer(found: list[Section]) -> tuple[Sentence, ...]:
    """The first sentence that the summary says, as it says it."""
    for section in found:
        for block in section.blocks:
            if block.kind == "prose" and (sentences := getattr(block, "sentences", ())):
                return (sentences[0],)
    return (Sentence("The evidence stands below; the folder states no answer in a sentence."),)
