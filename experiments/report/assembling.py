"""A report from what a builder found: the method's sections follow by themselves."""

from __future__ import annotations

from experiments.report import closing
from experiments.report.blocks import Column, Finding, Sentence, Table, Words
from experiments.report.folder import Folder
from experiments.report.model import Report, Section
from experiments.report.pictures import left
from experiments.report.simulated import Simulated, assumptions, happens
from experiments.report.stated import trace
from experiments.report.words import capital

#: Numbers of a manifest that stand at the foot of the first screen, and what they are called.
_FACTS = {
    "runs": "Runs", "points": "Points", "replicates": "Replicates", "quarters": "Quarters",
    "candidates": "Candidates", "front": "On the front", "method": "Method",
    "condition": "Condition", "seed": "Seed", "failures": "Failed runs",
}  # fmt: skip


def assemble(
    folder: Folder,
    kind: str,
    title: str,
    question: str,
    answer: tuple[Sentence, ...],
    findings: tuple[Finding, ...],
    evidence: list[Section],
    limits: tuple[str, ...],
    *,
    used: set[str],
    found: Simulated | None,
) -> Report:
    """A report whose builder knows the folder's kind.

    Parameters
    ----------
    folder : Folder
        What a command wrote.
    kind, title, question : str
        What it is, what it is of, and what was asked.
    answer, findings
        The first screen.
    evidence : list of Section
        What the answer rests on, in the order of reading.
    limits : tuple of str
        What this kind of analysis cannot say, before what no report can.
    used : set of str
        Pictures that stand in the evidence; the others follow it.
    found : Simulated or None
        What was simulated, where the folder tells it.
    """
    sections = list(evidence)
    further = left(folder, used)
    if further:
        sections.append(Section("pictures", "Further pictures", further))
    if found is not None:
        sections.append(happens(found))
    runs = folder.manifest.get("runs")
    sections += [
        closing.failed(folder, runs if isinstance(runs, int) else 0),
        assumptions(found), closing.limits(*limits),
    ]  # fmt: skip
    sections.append(_files(folder))
    return Report(
        title, question, answer, findings, (*sections, closing.again(folder)), facts(folder), kind,
        closing.provenance(folder.manifest),
    )  # fmt: skip


def _files(folder: Folder) -> Section:
    """Which table of the folder holds what, for whoever goes on with them."""
    names = sorted(path.name for path in folder.path.glob("*.parquet"))
    found = [(name, folder.table(name)) for name in names]
    rows = tuple(
        (f"`{name}`", f"{len(table):,}", ", ".join(f"{column}" for column in table))
        for name, table in found
        if table is not None
    )
    heads = (Column("File"), Column("Rows", True), Column("Columns"))
    words = Words("Every number above was read from these tables, which stand beside this page.")
    table = Table(
        "Tables of the folder", heads, rows, traces=(trace(folder, "manifest.json", "files"),)
    )
    return Section("tables", "Tables of the folder", (words, table))


def facts(folder: Folder) -> tuple[tuple[str, str], ...]:
    """Label and value of the plain numbers that a manifest states."""
    said = folder.manifest
    plain = {name: said[name] for name in _FACTS if isinstance(said.get(name), int | float | str)}
    return tuple((capital(_FACTS[name]), _shown(name, value)) for name, value in plain.items())


def _shown(name: str, value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and name != "seed" else str(value)
