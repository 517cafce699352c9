"""`coalition report`: a folder becomes one page, and what is wrong is told."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import everything_under
from tests.report import folders


@pytest.fixture
def made(here):
    folders.comparison(here / "made", without={"boxes"}, figures=("regret",))


@pytest.mark.usefixtures("made")
def test_a_folder_becomes_a_page(call, here):
    done = call("report", "made")
    assert done.exit_code == 0, done.output
    page = (here / "made/report.html").read_text()
    assert "Which policy helps a toy" in page
    assert "Written: made/report.html (" in done.stdout
    assert done.stdout.endswith("The same again: coalition report made\n")
    assert "Absent: Under which assumptions a policy fails is not told: " in done.stderr
    assert call("report", "made").exit_code == 0
    assert (here / "made/report.html").read_text() == page


@pytest.mark.usefixtures("made")
def test_the_page_can_go_elsewhere(call, here):
    before = everything_under(here / "made")
    done = call("report", "made", "--out", "pages/one.html")
    assert done.exit_code == 0, done.output
    assert (here / "pages/one.html").is_file()
    assert everything_under(here / "made") == before
    again = call("report", "made", "--out", "pages/one.html")
    assert again.exit_code == 2
    assert "add --force to replace it" in again.stderr
    assert call("report", "made", "--out", "pages/one.html", "--force").exit_code == 0


@pytest.mark.usefixtures("made")
def test_python_and_the_command_write_the_same(call, here):
    from experiments.report import write_report

    assert call("report", "made").exit_code == 0
    first = (here / "made/report.html").read_bytes()
    assert write_report("made").read_bytes() == first


def test_a_run_becomes_a_page_and_can_be_run_again(call, here):
    words = ("run", "toy", "--runs", "8", "--seed", "5", "--quarters", "4", "--no-figures")
    assert call(*words, "--out", "one").exit_code == 0
    page = (here / "one/report.html").read_text()
    assert "So few runs" in page
    assert "report.html" in json.loads((here / "one/manifest.json").read_text())["files"]
    assert call("report", "one").exit_code == 0
    assert (here / "one/report.html").read_text() == page
    assert call("reproduce", "one").exit_code == 0
    assert call(*words, "--out", "one", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "nowhere does not exist"),
        (["empty"], "empty holds no manifest.json"),
        (["made", "--out", "empty"], "empty is a folder; name a file"),
        (["made", "--out", "mine.html"], "mine.html is no report of this tool"),
        (["made", "--out", "mine.html", "--force"], "mine.html is no report of this tool"),
    ],
)
@pytest.mark.usefixtures("made")
def test_what_is_wrong_is_told(call, here, words, told):
    (here / "empty").mkdir()
    (here / "mine.html").write_text("mine")
    before = everything_under(here)
    done = call("report", *words)
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert "Traceback" not in done.output
    assert everything_under(here) == before


@pytest.mark.usefixtures("made")
def test_a_damaged_folder_is_told(call, here):
    (here / "made/regret.parquet").write_bytes(b"PAR1")
    done = call("report", "made")
    assert done.exit_code == 2
    assert "made/regret.parquet is not the file that the manifest lists" in done.stderr
    assert not (here / "made/report.html").exists()
