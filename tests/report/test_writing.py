"""Folders that are damaged or foreign, and files that may or may not be written."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from experiments import output
from experiments.report import Folder, ReportError, build, write_report
from tests.report import folders


@pytest.fixture
def made(tmp_path):
    return folders.comparison(tmp_path / "made", figures=("regret",))


def rewrite(path, **changes):
    said = folders.manifest(path)
    (path / "manifest.json").write_text(json.dumps({**said, **changes}))


def test_the_report_is_written_and_listed(made):
    written = write_report(made)
    assert written == made / "report.html"
    listed = folders.manifest(made)["files"]["report.html"]
    assert listed["sha256"] == hashlib.sha256(written.read_bytes()).hexdigest()
    assert not [path for path in made.iterdir() if path.name.startswith(".")]
    # the folder can still be replaced by the command that made it: it holds nothing foreign
    assert output.refusals(made, force=True) == []
    assert write_report(made).read_bytes() == written.read_bytes()


def test_a_report_elsewhere_leaves_the_folder_alone(made, tmp_path):
    before = folders.manifest(made)
    assert write_report(made, tmp_path / "new" / "page.html").is_file()
    assert folders.manifest(made) == before
    assert not (made / "report.html").exists()


def test_an_earlier_report_stays_unless_forced(made):
    write_report(made)
    with pytest.raises(ReportError, match="is there already; add --force"):
        write_report(made, force=False)


def test_what_is_not_a_report_is_never_replaced(made, tmp_path):
    mine = tmp_path / "mine.html"
    mine.write_text("<html>my own</html>")
    with pytest.raises(ReportError, match="is no report of this tool"):
        write_report(made, mine, force=True)
    assert mine.read_text() == "<html>my own</html>"
    with pytest.raises(ReportError, match="is a folder; name a file"):
        write_report(made, tmp_path)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda p: (p / "manifest.json").unlink(), "holds no manifest.json"),
        (lambda p: (p / "manifest.json").write_text("{"), "cannot be read"),
        (lambda p: (p / "manifest.json").write_text('{"tool": "x"}'), "was not written by"),
        (lambda p: rewrite(p, files=None), "lists no files"),
        (lambda p: (p / "best.parquet").unlink(), "is damaged: best.parquet is missing"),
        (lambda p: (p / "best.parquet").write_bytes(b"PAR1"), "is not the file that the manifest"),
        (lambda p: (p / "figures/regret.png").write_bytes(b"x"), "is not the file"),
    ],
)
def test_damage_is_told_and_nothing_is_written(made, damage, told):
    damage(made)
    with pytest.raises(ReportError, match=re.escape(told)):
        write_report(made)
    assert not (made / "report.html").exists()


def unlisted(path, name):
    """Take a file's fingerprint out of the manifest, as an older version would have left it."""
    said = folders.manifest(path)
    del said["files"][name]
    rewrite(path, files=said["files"])


def test_what_is_listed_nowhere_is_still_read_with_care(made):
    (made / "best.parquet").write_bytes(b"no parquet")
    unlisted(made, "best.parquet")
    with pytest.raises(ReportError, match=r"best\.parquet is no table"):
        write_report(made)
    unlisted(made, "figures/regret.png")
    (made / "figures/regret.png").write_bytes(b"no picture")
    (made / "best.parquet").unlink()
    with pytest.raises(ReportError, match=r"regret.png is no PNG picture"):
        write_report(made)


def test_a_table_that_all_hangs_on_must_be_there(tmp_path):
    path = folders.comparison(tmp_path / "made", without={"differences"}, figures=())
    with pytest.raises(ReportError, match=r"holds no differences\.parquet"):
        write_report(path)
    table = folders.differences().drop(columns=["low_all", "verdict"])
    path = folders.comparison(tmp_path / "old", figures=(), tables={"differences": table})
    with pytest.raises(ReportError, match="has no column low_all, verdict"):
        write_report(path)


def test_no_folder_and_an_unfinished_one(tmp_path):
    with pytest.raises(ReportError, match="does not exist; name the folder"):
        Folder.open(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportError, match="is a file"):
        Folder.open(tmp_path / "file")
    half = tmp_path / "half"
    half.mkdir()
    (half / "study.json").write_text("{}")
    with pytest.raises(ReportError, match="misses runs; go on with `coalition sweep`"):
        Folder.open(half)


def test_an_older_report_is_no_damage(made):
    write_report(made)
    (made / "report.html").unlink()
    assert build(Folder.open(made)).sections
