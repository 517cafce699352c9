"""docs/sweeps.md does what it says, where the libraries it speaks of are installed."""

import importlib.util
import subprocess
import sys

import pytest

from experiments.study import study_names
from tests.sweep.conftest import environment
from tests.test_docs import blocks

NEEDED = {"duckdb": "duckdb", "ema": "ema_workbench"}


def run(*words, cwd):
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environment(), capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_does_what_it_says(tmp_path):
    done = []
    for number, (_, title, text) in enumerate(blocks("docs/sweeps.md")):
        if title == "mine.yaml":
            (tmp_path / title).write_text(text)
        elif title == "run" or (title in NEEDED and importlib.util.find_spec(NEEDED[title])):
            (tmp_path / f"block{number}.py").write_text(text)
            assert run(f"block{number}.py", cwd=tmp_path)
        elif title == "slurm":
            compile(text, "slurm.py", "exec")
        done.append(title)
    assert [title for title in done if title] == [
        "mine.yaml", "run", "run", "run", "duckdb", "ema", "slurm",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["stability", "tiny"])
def test_the_studies_it_names_are_there(name):
    assert name in study_names()
