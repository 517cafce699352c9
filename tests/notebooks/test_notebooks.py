"""Notebooks are made from their texts, and read like lessons. `make notebooks` executes them."""

from __future__ import annotations

import re
from pathlib import Path

import jupytext
import nbformat
import pytest

from experiments.documentation.notebooks import NOTEBOOKS, made, sources

SOURCES = sources()
LESSONS = [source for source in SOURCES if source.parent == NOTEBOOKS]
NAMES = [str(source.relative_to(NOTEBOOKS)) for source in SOURCES]

#: Longest cell that a student still reads. [lines]
LONGEST = 25
#: Words of a forecast about somebody: a laboratory has no use for them.
FORECASTS = re.compile(r"\bwill (?:collapse|fail|leave|win|lose|break|happen in)\b", re.I)


def cells(source: Path, kind: str) -> list[str]:
    return [c.source for c in jupytext.read(source, fmt="py:percent").cells if c.cell_type == kind]


def test_there_are_notebooks() -> None:
    numbers = [source.name[:2] for source in LESSONS]
    assert numbers == [f"{number:02}" for number in range(1, len(LESSONS) + 1)]


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_a_notebook_is_what_its_text_makes(source: Path) -> None:
    stored = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert stored == made(source), "out of date: make docs"
    notebook = nbformat.reads(stored, as_version=4)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")


def test_no_notebook_lacks_its_text() -> None:
    stored = sorted(NOTEBOOKS.rglob("*.ipynb"))
    assert stored == sorted(source.with_suffix(".ipynb") for source in SOURCES)


@pytest.mark.parametrize("source", LESSONS, ids=[source.name for source in LESSONS])
def test_a_lesson_is_predicted_run_explained_and_changed(source: Path) -> None:
    words = "\n".join(cells(source, "markdown"))
    headings = re.findall(r"^## (.+)$", words, re.M)
    for needed in ("Run", "Explain", "Modify", "What you can and cannot conclude", "Exercises"):
        assert needed in headings, f"{source.name} has no part {needed!r}"
    assert "*My prediction:*" in words.split("## Run")[0]
    exercises = re.findall(r"^\d\. ", words.split("## Exercises")[1], re.M)
    assert 2 <= len(exercises) <= 5
    solution = source.parent / "solutions" / source.name
    answers = "\n".join(cells(solution, "markdown"))
    assert len(re.findall(r"\*\*\d\.", answers)) == len(exercises)
    assert f"(solutions/{source.stem}.ipynb)" in words


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_a_student_can_read_every_cell(source: Path) -> None:
    code = cells(source, "code")
    longest = max(len(cell.splitlines()) for cell in code)
    assert longest <= LONGEST, f"a cell of {longest} lines"
    text = source.read_text(encoding="utf-8")
    assert not FORECASTS.findall(text)


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_links_between_notebooks_lead_somewhere(source: Path) -> None:
    words = re.sub(r"\n# ?", " ", source.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#\s]+)\)", words):
        if not target.startswith("http"):
            found = (source.parent / target).resolve()
            numbered = re.match(r"(\d\d)_", found.name)
            written = len(LESSONS) if numbered else 0
            assert found.exists() or (numbered and int(numbered[1]) > written), target
