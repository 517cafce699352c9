"""What the documentation tells a reader to do is done here."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.documentation import commands_page
from tests.blocks import ROOT, Block, commands, fenced, pages


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Language, title and text of each fenced block of a page."""
    return [(block.language, block.title, block.text) for block in fenced(page)]


PAGES = pages()

#: Pages that a test of their own follows, which, and the languages that it does.
FOLLOWED = {
    "README.md": ("tests/test_docs.py::test_readme_does_what_it_says", ("python", "yaml")),
    "docs/extending.md": (
        "tests/test_docs.py::test_extending_step_by_step",
        ("python", "yaml", "diff", "sh"),
    ),
    "docs/sweeps.md": (
        "tests/sweep/test_docs.py::test_the_page_does_what_it_says",
        ("python", "yaml"),
    ),
}

#: Commands that are not run, by how they begin, and why.
NOT_RUN = {
    "make run": "sets up an environment, which takes minutes; the commands inside are run here",
    "make test": "is this test",
    "make bench": "takes minutes and the whole machine; tests/test_benchmarks.py runs it small",
    "make docs": "tests/test_documents.py holds the pages to what it writes",
    "make site": "tests/test_site.py builds the site",
    "python3 -m venv": "the tests run in an environment already",
    ".venv/bin/pip install": "installs from the network",
    "~/lab/.venv/bin/pip install": "installs from the network",
    "pip install": "installs from the network",
    ".venv/bin/coalition run": "the same command without its path is run",
    "source .venv/bin/activate": "changes a shell, and there is none here",
    "dask scheduler": "runs until it is stopped; tests/sweep/test_cluster.py starts one",
    "dask worker": "runs until it is stopped; tests/sweep/test_cluster.py starts one",
    "coalition sweep stability --cluster": "needs a cluster; tests/sweep/test_cluster.py has one",
    "export OMP_NUM_THREADS": "sets up a job of SLURM",
    "coalition sweep stability": "22,528 runs; the study tiny goes the same way",
    "coalition sensitivity stability": "22,528 runs; tests/cli/test_sensitivity.py has a small one",
    "coalition validate --runs 200": "writes the page that it stands on, in minutes; "
    "tests/cli/test_validate.py runs it small",
    "coalition validate --ablation --runs 100": "writes the page that it stands on, in minutes; "
    "tests/cli/test_validate.py runs it small",
    "coalition attribute liberia/baseline --seed 1": "minutes: all coalitions of all partners; "
    "README's has three players",
    "coalition search liberia/us_freeze --policy rescue": "minutes; docs/howto has a small one",
    "coalition compare us_freeze": "2,688 runs over six futures; tests/cli/test_compare.py has a "
    "small study",
    "coalition discover out/us_freeze": "needs these runs; README's does the same with tiny",
    "coalition compare liberia/us_freeze --policies status_quo diversify": "README's does the same "
    "with other policies",
    "coalition sensitivity tiny --metamodel": "15 s of fitting; tests/cli/test_sensitivity.py "
    "fits one",
    "coalition validate --seed 1": "200 runs of each of 15 worlds; tests/cli/test_validate.py runs "
    "it small",
    "coalition dashboard": "runs until it is stopped; tests/dashboard/test_command.py starts one",
    "coalition sensitivity out/stability": "needs the 22,528 runs of stability",
}

#: Titled blocks of Python that are not run, and why.
ONLY_READ = {"slurm": "needs SLURM; it is compiled"}

#: Sizes that are cut down for the test, here and nowhere else: what stands on the page, and what is
#: run. Every one must be used.
SMALLER = {
    "liberia/history --runs 100": "liberia/history --runs 4 --no-figures",
    "gain=0.2 --runs 50": "gain=0.2 --runs 4 --no-figures",
    "self_financing transparency --runs 60": "self_financing transparency --runs 4",
    "--rule trust --runs 40": "--rule trust --runs 10",
    "--runs 100 --seed 1 --out out/diversify": "--runs 4 --seed 1 --no-figures --out out/diversify",
    "diversify transparency --runs 100": "diversify transparency --runs 4",
    "gain=0.3 --runs 100": "gain=0.3 --runs 4 --no-figures",
    "answer.yaml --runs 50": "answer.yaml --runs 4 --no-figures",
    "leaner.yaml --runs 50": "leaner.yaml --runs 4 --no-figures",
    "--grid 5 --runs 20": "--grid 4 --runs 10",
    "--generations 2 --runs 10 --fresh 20": "--generations 1 --runs 10 --fresh 10",
    "search-02.yaml --runs 20": "search-01.yaml --runs 4 --no-figures",
    "--seed 0 --out out/where": "--splits 2 --seed 0 --out out/where",
    "small.yaml --runs 50": "small.yaml --runs 4 --no-figures",
}

#: Languages of blocks that are looked at, not done.
SHOWN = {
    "text": "output, equations, usage",
    "json": "settings of an editor",
    "": "docs/performance.md names commands of the benchmarks, which have a test of their own, "
    "tests/test_benchmarks.py; docs/sweeps.md shows a folder",
}


def test_extending_step_by_step(tmp_path: Path) -> None:
    """Write each file, apply each patch and run each command of the page, in its order."""
    for part in ("sim", "tests", "scenarios", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    (tmp_path / "experiments").mkdir()

    def run(*command: str, text: str | None = None) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, input=text, capture_output=True, text=True, check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    done = []
    for language, title, text in blocks("docs/extending.md"):
        if title == "run":
            assert "trust in the forces changes by -" in run(sys.executable, "-c", text)
        elif title:
            path = tmp_path / title
            assert not path.exists(), f"{title} is there already: the page needs a new example"
            path.write_text(text, encoding="utf-8")
        elif language == "diff":
            run("git", "apply", "--unidiff-zero", "--recount", "-", text=text)
        elif language == "sh":
            for command in text.strip().splitlines():
                assert command.startswith("python -m pytest"), command
                out = run(sys.executable, *shlex.split(command)[1:], "-p", "no:cacheprovider")
                assert " passed" in out
        done.append(title or language)
    assert done == [
        "sim/rules/rumour.py",
        "tests/rules/test_rumour.py",
        "tests/rules/cases/rumour.yaml",
        "sh",
        "diff",
        "diff",
        "sh",
        "run",
    ]


def test_readme_does_what_it_says(tmp_path: Path) -> None:
    """Each Python block and the scenario file; its commands are followed like every page's."""

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"},
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    done = []
    for language, _, text in blocks("README.md"):
        if language == "python":
            assert run("-c", text)
        elif language == "yaml":
            (tmp_path / "leaner.yaml").write_text(text, encoding="utf-8")
            run("-m", "experiments.cli", "check", "leaner.yaml")
        done.append(language)
    assert done.count("python") >= 2 and "yaml" in done


class Plan:
    """What a reader of a page does, step by step, and which exceptions that takes."""

    def __init__(self, page: str):
        self.page = page
        self.steps: list[tuple[str, str, str]] = []
        self.used: set[str] = set()
        for block in fenced(page):
            if block.language not in FOLLOWED.get(page, ("", ()))[1]:
                getattr(self, f"_{block.language or 'plain'}")(block)

    def _plain(self, block: Block) -> None:
        self.used.add(block.language)
        assert block.language in SHOWN, f"{block.page}:{block.line}"

    _text = _json = _plain

    def _yaml(self, block: Block) -> None:
        assert block.title, f"{block.page}:{block.line}: a file needs a title to be written to"
        self.steps.append(("file", block.text, block.title))

    def _python(self, block: Block) -> None:
        if block.title in ONLY_READ:
            compile(block.text, block.title, "exec")
            self.used.add(block.title)
        else:
            self.steps.append(("python", block.text, f"{block.page}:{block.line}"))

    def _sh(self, block: Block) -> None:
        for line in commands(block):
            why = [start for start in NOT_RUN if line.startswith(start)]
            self.used.update(why)
            if not why:
                where = f"{block.page}:{block.line}: {line}"
                assert line.startswith("coalition "), f"{where}\nnothing follows this command"
                self.steps.append(("command", self._smaller(line), where))

    def _smaller(self, line: str) -> str:
        for told, done in SMALLER.items():
            if told in line:
                self.used.add(told)
                line = line.replace(told, done)
        return line


@pytest.mark.parametrize("page", [page for page in PAGES if Plan(page).steps])
def test_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    """Every file, command and block of Python, from top to bottom, in an empty folder."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")  # as in a checkout
    (tmp_path / "steps.json").write_text(json.dumps(Plan(page).steps), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.following", "steps.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300,
        env=os.environ | {"PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
    assert done.stdout.count("-- ") >= len(Plan(page).steps)


def test_no_block_is_passed_over_without_a_reason() -> None:
    """Each exception is used, and a page that another test follows is followed there."""
    plans = [Plan(page) for page in PAGES]
    used = set().union(*(plan.used for plan in plans))
    assert used == {*NOT_RUN, *ONLY_READ, *SMALLER, *SHOWN}
    assert sum(len(plan.steps) for plan in plans) > 40
    for page, (test, _) in FOLLOWED.items():
        file, name = test.split("::")
        found = re.search(
            rf"^def {name}\(.*?(?=^(?:def|@)|\Z)", (ROOT / file).read_text(), re.M | re.S
        )
        assert found and f'"{page}"' in found[0], f"nobody follows {page}"


@pytest.mark.parametrize("name", commands_page.commands())
def test_every_command_understands_its_own_examples(name: str) -> None:
    command = commands_page.commands()[name]
    lines = commands_page.examples(command)
    assert lines
    for line in lines:
        assert line.startswith(f"coalition {name}")
        assert commands_page.parsed(command, line).command is command


@pytest.mark.parametrize("page", PAGES)
def test_links_between_files_hold(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}"
