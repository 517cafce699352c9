"""What the documentation tells a reader to do is done here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.M | re.S)


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Language, title and text of each fenced block of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [(m[1], m[2] or "", m[3]) for m in FENCE.finditer(text)]


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
    """Each command of `coalition`, each Python block and the scenario file, in a fresh folder."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"},
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    commands = 0
    for language, _, text in blocks("README.md"):
        if language == "python":
            assert run("-c", text)
        elif language == "yaml":
            (tmp_path / "leaner.yaml").write_text(text, encoding="utf-8")
            run("-m", "experiments.cli", "check", "leaner.yaml")
        else:
            for line in text.splitlines():
                words = shlex.split(line, comments=True)
                if words[:1] == ["coalition"]:
                    if ">" in words:
                        words = words[: words.index(">")]
                    assert run("-m", "experiments.cli", *words[1:])
                    commands += 1
    assert commands == 9
    for folder in ("history", "watchful"):
        assert (tmp_path / "out" / folder / "outcomes.parquet").exists()


def test_the_page_on_sensitivity_does_what_it_says(tmp_path: Path) -> None:
    """Its Python blocks run; its commands are those of the command line's own tests."""
    ran = 0
    for language, _, text in blocks("docs/sensitivity.md"):
        if language == "python":
            done = subprocess.run(
                [sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True,
                check=False, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-3000:]
            assert "dose" in done.stdout
            ran += 1
    assert ran == 1


PAGES = ["README.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES)
def test_links_between_files_hold(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}"
