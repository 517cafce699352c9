"""Reports of other folders: a run, a sweep, a sensitivity analysis, and any other."""

from __future__ import annotations

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.report import Folder, build
from experiments.report.blocks import Code, Table, Trace
from experiments.report.comparison.compared import Compared
from experiments.report.markdown import sections
from sim.metrics import summary
from tests.report import folders, texts


def call(*words):
    from experiments.cli import app

    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A run, a sweep and a sensitivity analysis of a toy."""
    here = tmp_path_factory.mktemp("kinds")
    call("run", "toy", "--runs", 40, "--seed", 5, "--no-figures", "--out", here / "run")
    (here / "mine.yaml").write_text(
        "title: What drives a toy\nquestion: Money or trust?\nscenario: toy\n"
        "policy: [none, transparency]\nfactors: {actors.Partner.budget: [2, 8]}\n"
        "design: {method: sobol, samples: 16}\nseed: 3\noutcomes: [readiness, autonomy]\n"
        "quarters: 4\n"
    )
    call("sweep", here / "mine.yaml", "--out", here / "sweep")
    return here


def test_a_run_shows_what_its_table_holds(made):
    report = build(Folder.open(made / "run"))
    table = pd.read_parquet(made / "run" / "outcomes.parquet")
    row = summary(table[["readiness"]]).loc["readiness"]
    (shown,) = texts.tables(report, "Outcomes over the runs")
    (cells,) = [row for row in texts.cells(shown) if row[0] == "Readiness"]
    assert cells[1].startswith(f"{row['median']:.3f}"[:4])
    assert cells[2] == "40"
    (finding,) = [one for one in report.findings if one.head == "Readiness"]
    assert cells[1] in finding.sentence.text
    assert finding.sentence.traces == (
        Trace("outcomes.parquet", "column readiness, all rows", "40 runs", "seed 5"),
    )
    assert ("Runs", "40") in report.facts
    assert report.absent() == ["The folder holds no pictures."]
    assert "None of 40 runs failed." in texts.words(texts.section(report, "failed").blocks)


def test_a_sweep_sets_policies_side_by_side(made):
    report = build(Folder.open(made / "sweep"))
    assert report.question == "Money or trust?"
    (shown,) = texts.tables(report, "Readiness of the armed forces")
    assert [row[0] for row in texts.cells(shown)] == ["No policy", "Open books"]
    assert [row[2] for row in texts.cells(shown)] == ["16", "16"]
    assert "no comparison" in report.answer[0].text
    (varied,) = texts.tables(report, "What was varied")
    assert texts.cells(varied)[0][:2] == ["`actors.Partner.budget`", "2 to 8"]


def test_a_sensitivity_analysis_leads_with_what_matters(tmp_path):
    indices = pd.DataFrame(
        {
            "outcome": "readiness",
            "measure": ["first", "first", "total", "total"],
            "factor": ["a.b", "c.d", "a.b", "c.d"],
            "value": [0.1, 0.5, 0.2, 0.7],
            "low": [0.05, 0.4, 0.1, 0.6],
            "high": [0.15, 0.6, 0.3, 0.8],
        }
    )
    said = {"kind": "sensitivity", "method": "sobol", "seed": 3}
    path = folders.plain(
        tmp_path / "found", said, {"indices": indices}, "# What drives it\n\nSo.\n"
    )
    report = build(Folder.open(path))
    (finding,) = report.findings
    assert finding.sentence.text == (
        "By the total index, `c.d` 0.70 [0.60, 0.80] and `a.b` 0.20 [0.10, 0.30]."
    )
    assert finding.sentence.traces[0].row == "outcome readiness, measure total, the largest 2"


SUMMARY = """\
# Who holds it together

The value of *China* is **0.21** [0.18, 0.24].

![The order in which partners matter](figures/order.png)

## Values

| partner | value |
| --- | ---: |
| `China` | 0.21 |
| a\\|b | 0.1 |

- one of 2
- another

```
coalition attribute toy | more
```
"""


def test_any_folder_has_a_report(tmp_path):
    tables = {"values": pd.DataFrame({"partner": ["China"], "value": [0.2134]})}
    path = folders.plain(
        tmp_path / "found", {"runs": 320, "seed": 4}, tables, SUMMARY, ("order", "pairs")
    )
    report = build(Folder.open(path))
    assert report.title == "Who holds it together"
    assert report.kind == "Attribution"
    assert report.answer[0].text == "The value of China is **0.21** [0.18, 0.24]."
    assert report.answer[0].traces == (Trace("summary.md", "the whole text", "320 runs", "seed 4"),)
    pictures = [block for block in report.blocks() if block.kind == "picture"]
    assert [one.caption for one in pictures] == ["The order in which partners matter", "Pairs."]
    code = next(block for block in report.blocks() if isinstance(block, Code))
    assert code.text == "coalition attribute toy | more"
    written = next(block for block in report.blocks() if isinstance(block, Table))
    assert texts.cells(written) == [["`China`", "0.21"], ["a|b", "0.1"]]
    assert [column.number for column in written.columns] == [False, True]
    (table,) = texts.tables(report, "Values")
    assert texts.cells(table) == [["China", "0.213"]]


def test_a_folder_without_words_says_so(tmp_path):
    report = build(Folder.open(folders.plain(tmp_path / "found", figures=("one",))))
    assert report.absent() == [
        "The folder holds no summary.md: its tables and pictures stand here without words."
    ]
    assert report.title == "Found"


def test_sections_with_one_name_have_two_anchors():
    _, found = sections("# T\n\n## A b\n\nx\n\n## A b\n\ny\n", Trace("summary.md"), lambda *_: None)
    assert [one.name for one in found] == ["summary-a-b", "summary-a-b-2"]


def test_the_sweep_beside_a_folder_tells_its_study(made, tmp_path):
    """A comparison that keeps no study finds that of the sweep beside it, if it is the same one."""
    sha = folders.manifest(made / "sweep")["study"]["sha256"]
    for fingerprint, there in ((sha, True), ("0" * 64, False)):
        said = {"study": {"name": "sweep", "sha256": fingerprint}}
        path = folders.comparison(made / f"sweep-{fingerprint[:4]}", with_study=False, said=said)
        assert (Compared(Folder.open(path)).study is not None) is there
