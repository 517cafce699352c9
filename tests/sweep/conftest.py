"""Small studies, and the command line in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.study import Study
from experiments.sweep import sweep

ROOT = Path(__file__).parents[2]

#: Many small parts of a small world: enough to be interrupted in, quick to run.
SMALL = {
    "title": "A small study",
    "scenario": "toy",
    "factors": {"rules.fatigue.gain": None, "actors.Partner.budget": [2, 8]},
    "design": {"method": "sobol", "samples": 16},
    "replicates": 2,
    "seed": 3,
    "outcomes": ["readiness", "autonomy", "trust"],
    "chunk": 8,
}

YAML = """\
title: A small study
scenario: toy
factors:
  rules.fatigue.gain:
  actors.Partner.budget: [2, 8]
design: {method: sobol, samples: 64}
replicates: 2
seed: 3
outcomes: [readiness, autonomy, trust]
chunk: 2
"""


def small(**changes):
    return Study.from_dict({**SMALL, **changes}, "small")


def parts_of(folder):
    """Content of every part, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(Path(folder).rglob("part-*"))
    }


def command(*words):
    return [sys.executable, "-m", "experiments.cli", *map(str, words)]


def environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}


def start(*words, cwd):
    """Start the command in a process of its own."""
    return subprocess.Popen(
        command(*words), cwd=cwd, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(out):
    """Go on with the study `YAML` in this process, to its end."""
    return sweep(Study.load(out.parent / "small.yaml"), out)


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """Parts of the study `YAML`, uninterrupted, and the folder where it ran."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "small.yaml").write_text(YAML)
    finish(folder / "out")
    return parts_of(folder / "out"), folder
