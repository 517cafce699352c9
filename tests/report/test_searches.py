"""Reports of an attribution, a discovery, a policy search and a map of tipping points."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.report import Folder, build
from experiments.report.stated import stated
from experiments.report.words import share
from tests.report import folders, texts

KINDS = ("attribution", "discovery", "search", "tipping")
STUDY = """\
title: What drives a toy
question: Money or trust?
scenario: toy
factors: {actors.Partner.budget: [2, 8], rules.fatigue.gain: [0.0, 0.4]}
design: {method: sobol, samples: 64}
seed: 3
outcomes: [readiness, funding_gap]
quarters: 4
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small folder of each kind."""
    from experiments.cli import app

    here = tmp_path_factory.mktemp("searches")
    (here / "mine.yaml").write_text(STUDY, encoding="utf-8")
    commands = {
        "sweep": f"sweep {here / 'mine.yaml'}",
        "attribution": "attribute liberia/baseline --player China --player EU --runs 10 --seed 3 "
        "--outcome readiness --outcome funding_gap",
        "discovery": f"discover {here / 'sweep'} --method cart --splits 4 --where",
        "search": "search toy --lever transparency --objective readiness --fixed --population 4 "
        "--generations 2 --runs 10 --fresh 20 --members 2 --baseline status_quo --quarters 4",
        "tipping": "tipping toy --x actors.Partner.budget=2:8 --y rules.fatigue.gain=0:0.4 "
        "--grid 3 --runs 10 --quarters 4 --levers none --where",
    }
    for kind, words in commands.items():
        parts = words.split() + (["funding_gap > 0.4"] if words.endswith("--where") else [])
        done = CliRunner().invoke(app, [*parts, "--out", str(here / kind)])
        assert done.exit_code == 0, (kind, done.output)
    return here


def page(made, kind):
    return build(Folder.open(made / kind))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_page_of_its_own(made, kind):
    report = page(made, kind)
    assert report.question.endswith("?")
    assert report.answer
    assert report.findings
    assert not any(block.file == "summary.md" for block in report.traces())
    names = [section.name for section in report.sections]
    assert names[-6:] == ["simulated", "failed", "assumptions", "limits", "tables", "again"]
    assert [block for block in report.blocks() if block.kind == "picture"]
    assert not [name for name in names if name == "pictures"]  # every picture has its place
    assert report.absent() == []
    assert "no forecast about any named state" in texts.words(report.sections[-3].blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_leads_to_a_file_that_is_there(made, kind):
    report = page(made, kind)
    for sentence in texts.sentences(report):
        assert sentence.traces or not re.search(r"\d", sentence.text)
    for trace in report.traces():
        assert (made / kind / trace.file).is_file()
        assert trace.seeds.startswith("seed ") or trace.file == "manifest.json"


def test_an_attribution_says_who_surely_helps(made):
    report = page(made, "attribution")
    values = pd.read_parquet(made / "attribution/values.parquet")
    rows = values[values["outcome"] == "readiness"]
    (table,) = texts.tables(report, "What each brings to readiness")
    shown = {row[0]: row[1] for row in texts.cells(table)}
    assert shown == {
        row.player: "helps" if row.low > 0 else "harms" if row.high < 0 else "unclear"
        for row in rows.itertuples()
    }
    best = rows.iloc[0]
    sure = best["low"] > 0 and best["first"] >= 0.95
    helps = re.search(
        rf"\*\*{best['player']}\*\* surely helps [^;]*readiness", report.answer[0].text
    )
    assert (helps is not None) == sure
    less = texts.tables(report, "What each brings to funding gap")[0]
    assert "a value below zero is a help" in less.note


def test_a_discovery_tells_the_box_and_whether_it_holds(made):
    report = page(made, "discovery")
    box = pd.read_parquet(made / "discovery/boxes.parquet").iloc[0]
    assert report.title == "In which worlds funding gap is above 0.4"
    assert str(box["sentence"])[1:] in report.answer[0].text
    heads = [one.head for one in report.findings]
    assert heads[-1] == "Does it hold on other runs?"
    assert report.findings[-1].sentence.text == box["told"]
    (numbers,) = texts.tables(report, "Boxes, a row a restriction")
    assert share(box["density"]) in texts.cells(numbers)[0]
    tree = pd.read_parquet(made / "discovery/tree.parquet")
    leaves = tree[tree["leaf"]].sort_values("density", ascending=False)
    (shown,) = texts.tables(report, "The leaves of the tree")
    assert [row[2] for row in texts.cells(shown)] == [share(value) for value in leaves["density"]]
    drawn = [block.file for block in report.blocks() if block.kind == "picture"]
    assert "figures/none-tree.png" in drawn
    assert "Policy" not in [column.head for column in numbers.columns]


def test_a_search_tells_fresh_worlds_and_rivals(made):
    report = page(made, "search")
    front = pd.read_parquet(made / "search/front.parquet")
    fresh = front[(front["setting"] == "fresh") & (front["kind"] == "found")]
    ready = fresh[fresh["objective"] == "readiness"]
    best = ready.loc[ready["value"].idxmax()]
    (finding,) = [one for one in report.findings if one.head == "Readiness, more is wanted"]
    assert finding.sentence.text.startswith(f"**{best['policy']}** does best in fresh worlds: ")
    assert "of the policies to compare with, " in finding.sentence.text
    cheap = [one for one in report.findings if one.head == "Cost, less is wanted"]
    cost = fresh[fresh["objective"] == "cost"]
    assert cheap[0].sentence.text.startswith(f"**{cost.loc[cost['value'].idxmin(), 'policy']}**")
    (table,) = texts.tables(report, "In fresh worlds")
    assert len(table.rows) == front.loc[front["setting"] == "fresh", "policy"].nunique()


def test_a_map_speaks_of_meanings_and_not_of_addresses(made):
    report = page(made, "tipping")
    assert report.title == "Where funding gap is above 0.4: Three actors, by hand"
    said = " ".join(one.text for one in texts.sentences(report))
    assert "actors.Partner.budget" not in said + report.question
    assert "“fatigue gained" in report.question
    cells = pd.read_parquet(made / "tipping/cells.parquet")
    most = f"{cells['probability'].max():.0%} of worlds"
    assert most in report.answer[0].text
    assert report.answer[0].traces[0].file == "cells.parquet"


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_of_another_version_still_has_a_report(tmp_path, kind):
    path = folders.plain(tmp_path / "found", {"kind": kind}, summary="# Found\n\nSo it is.\n")
    assert build(Folder.open(path)).answer[0].text == "So it is."


def test_stated_sentences_keep_topic_and_trace(tmp_path):
    told = [
        {"topic": "a", "text": "1 of `x`.", "file": "t.parquet", "row": "r"},
        {"topic": "b", "text": "2.", "file": "t.parquet", "row": ""}, {"topic": "a"}, "no",
    ]  # fmt: skip
    path = folders.plain(tmp_path / "found", {"told": told, "runs": 8, "seed": 4})
    (one,) = stated(Folder.open(path), "a", lambda text: text.replace("x", "y"))
    assert one.text == "1 of `y`."
    (trace,) = one.traces
    assert (trace.file, trace.row, trace.runs, trace.seeds) == (
        "t.parquet",
        "r",
        "8 runs",
        "seed 4",
    )
