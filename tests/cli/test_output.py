"""Output directories: what may be written where, whole or not at all."""

import os
from pathlib import Path

import pytest

from experiments import output
from sim.errors import ScenarioError
from tests.cli.conftest import everything_under

QUICK = ("run", "toy", "--runs", 2, "--quarters", 2, "--seed", 1, "--no-figures", "--out")


def fill(folder, name="outcomes.parquet", text="x"):
    (folder / name).write_text(text)
    output.seal(folder, {"tool": output.TOOL})


def test_an_earlier_output_is_kept_unless_forced(call):
    assert call(*QUICK, "o").exit_code == 0
    before = Path("o/manifest.json").read_text()
    done = call(*QUICK, "o")
    assert done.exit_code == 2
    assert "--force" in done.stderr
    assert Path("o/manifest.json").read_text() == before
    assert call(*QUICK, "o", "--force", "--set", "rules.trust.on=0").exit_code == 0
    assert Path("o/manifest.json").read_text() != before
    assert everything_under(".")[0] == "o", "the old one is gone"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_ours_is_never_replaced(call, force):
    Path("o").mkdir()
    Path("o/thesis.tex").write_text("years of work")
    done = call(*QUICK, "o", *["--force"] * force)
    assert done.exit_code == 2
    assert "holds no earlier output" in done.stderr
    assert everything_under(".") == ["o", "o/thesis.tex"]


def test_a_note_beside_an_earlier_output_is_kept(call):
    assert call(*QUICK, "o").exit_code == 0
    Path("o/figures").mkdir(exist_ok=True)
    Path("o/figures/note.md").write_text("mine")
    done = call(*QUICK, "o", "--force")
    assert done.exit_code == 2
    assert "figures/note.md" in done.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tool": "other", "files": {}}', '{"tool": 1}'])
def test_another_manifest_is_not_ours(here, text):
    (here / "o").mkdir()
    (here / "o/manifest.json").write_text(text)
    assert "holds no earlier output" in str(output.refusals(Path("o"), True)[0])


def test_files_and_the_current_folder_are_refused(here):
    (here / "file").write_text("")
    assert "is a file" in str(output.refusals(Path("file"), False)[0])
    assert "current folder" in str(output.refusals(Path("."), False)[0])
    assert output.refusals(Path("new/deep"), False) == []
    (here / "empty").mkdir()
    assert output.refusals(Path("empty"), False) == []


def test_an_empty_folder_is_filled(here):
    (here / "empty").mkdir()
    with output.directory(Path("empty")) as folder:
        fill(folder)
    assert everything_under(here) == ["empty", "empty/manifest.json", "empty/outcomes.parquet"]


def test_the_folder_appears_only_at_the_end(here):
    with output.directory(Path("o")) as folder:
        fill(folder)
        assert not Path("o").exists()
    assert Path("o/manifest.json").exists()
    assert not folder.exists()


def test_a_failure_leaves_the_old_output_alone(here):
    with output.directory(Path("o")) as folder:
        fill(folder, text="old")
    with pytest.raises(RuntimeError), output.directory(Path("o"), force=True) as folder:
        fill(folder, text="new")
        raise RuntimeError
    assert Path("o/outcomes.parquet").read_text() == "old"
    assert everything_under(here) == ["o", "o/manifest.json", "o/outcomes.parquet"]


def test_the_old_output_comes_back_when_the_new_cannot_take_its_place(here, monkeypatch):
    with output.directory(Path("o")) as folder:
        fill(folder, text="old")
    rename = Path.rename

    def stubborn(self, target):
        if Path(target).name == "o" and self.name != "old":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(OSError, match="Input"), output.directory(Path("o"), force=True) as folder:
        fill(folder, text="new")
    assert Path("o/outcomes.parquet").read_text() == "old"
    assert everything_under(here) == ["o", "o/manifest.json", "o/outcomes.parquet"]


def test_what_came_in_the_meantime_is_kept(here):
    with pytest.raises(ScenarioError), output.directory(Path("o")) as folder:
        fill(folder)
        Path("o").mkdir()
        Path("o/theirs").write_text("")
    assert everything_under(here) == ["o", "o/theirs"]


def test_a_place_that_cannot_be_written_is_told_before_anything_runs(call):
    Path("file").write_text("")
    done = call(*QUICK, "file/below")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr or "cannot be used" in done.stderr


def test_the_folder_is_as_open_as_the_umask_says(here):
    mask = os.umask(0o027)
    try:
        with output.directory(Path("o")) as folder:
            fill(folder)
        assert Path("o").stat().st_mode & 0o777 == 0o750
    finally:
        os.umask(mask)


def test_outside_a_checkout_the_commit_is_unknown(here):
    assert output.checkout(here) == {"commit": None, "dirty": None}
    (here / ".git").mkdir()
    assert output.checkout(here) == {"commit": None, "dirty": None}


def test_a_fingerprint_is_that_of_the_scenario():
    from sim.scenario import Scenario

    scenario = Scenario.load("toy")
    assert output.fingerprint(scenario.resolved()) == scenario.sha256
