"""A slider of a notebook can be moved to its ends, and an error in it is no secret."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from experiments.documentation.notebooks import NOTEBOOKS, sources
from tests.notebooks.sliders import calls, move

WITH_SLIDERS = {
    str(source.relative_to(NOTEBOOKS)): source
    for source in sources()
    if calls(ast.parse(source.read_text(encoding="utf-8")))
}

FAULTY = """
from ipywidgets import FloatSlider, interact

interact(lambda share: 1 / (1 - share), share=FloatSlider(value=0.5, min=0, max=1))
"""


def test_there_are_sliders() -> None:
    assert len(WITH_SLIDERS) >= 12


@pytest.mark.parametrize("name", WITH_SLIDERS)
def test_every_slider_can_be_moved_to_its_ends(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = WITH_SLIDERS[name].read_text(encoding="utf-8")
    moved = move(text, str(WITH_SLIDERS[name]))
    assert len(moved) >= 3 * calls(ast.parse(text))


def test_a_slider_that_fails_at_one_end_is_noticed() -> None:
    with pytest.raises(ZeroDivisionError):
        move(FAULTY, "faulty.py")
