"""The command line as a person meets it, and in one process where that is quicker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]


def coalition(*words, cwd, **options):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "experiments.cli", *map(str, words)],
        cwd=cwd, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"}, **options,
    )  # fmt: skip


def everything_under(folder):
    """Names of all files and folders, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*"))


def manifest(folder):
    return json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))


def results(folder):
    """What the manifest says of each file but the page, which tells the day and the command."""
    return {
        name: about for name, about in manifest(folder)["files"].items() if name != "report.html"
    }


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture
def call(here):
    """Run the command in this process, in an empty working directory."""
    from experiments.cli import app

    def called(*words):
        return CliRunner().invoke(app, [str(word) for word in words])

    return called


@pytest.fixture(scope="session")
def first(tmp_path_factory):
    """A whole run in a process of its own: where it ran, and what it said."""
    folder = tmp_path_factory.mktemp("first")
    done = coalition(
        "run", "toy", "--runs", 40, "--seed", 5, "--history", "--svg",
        "--set", "actors.Partner.budget=4", cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder, done
