"""`coalition discover`: from the folder of a sweep to boxes, words and pictures."""

from __future__ import annotations

import json
import re
import sys

import pandas as pd
import pytest

STUDY = """\
title: Where readiness fails in a toy
question: Too little money, or too little training?
scenario: toy
policy: [none, status_quo]
factors:
  actors.Partner.budget: [2, 8]
  rules.forces.training_yield: [0.1, 0.8]
  rules.rivalry.width:
design: {method: sobol, samples: 64}
seed: 3
outcomes: [readiness, autonomy, membership_retention]
quarters: 6
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A finished sweep."""
    from experiments.study import Study
    from experiments.sweep import sweep

    here = tmp_path_factory.mktemp("discover")
    (here / "mine.yaml").write_text(STUDY)
    sweep(Study.load(here / "mine.yaml"), here / "runs")
    return here / "runs"


@pytest.fixture(scope="module")
def threshold(folder):
    """Under which a third of the runs of the policy `none` lie."""
    from experiments import open_study

    table = open_study(folder).table()
    return round(float(table.loc[table["policy"] == "none", "readiness"].quantile(1 / 3)), 6)


def test_a_folder_becomes_boxes_words_and_pictures(call, here, folder, threshold):
    where = f"readiness < {threshold}"
    words = ["discover", folder, "--where", where, "--policy", "none", "--splits", "2"]
    done = call(*words, "--out", "found")
    assert done.exit_code == 0, done.output
    boxes = pd.read_parquet(here / "found/boxes.parquet")
    # in a toy without rivals, the width of rivalry decides nothing
    assert "rules.rivalry.width" not in set(boxes["factor"])
    assert "rules.forces.training_yield" in set(boxes["factor"])
    row = boxes.iloc[0]
    assert row["condition"] == where
    assert row["density"] > row["base_rate"]
    assert row["method"] == "prim"
    trail = pd.read_parquet(here / "found/trajectory.parquet")
    assert trail["chosen"].sum() == 1
    assert (here / "found/stability.parquet").exists()
    page = (here / "found/summary.md").read_text()
    assert page.startswith("# Where readiness fails in a toy\n\nToo little money")
    assert "no forecast about any named state" in page
    assert row["sentence"] in page
    for kind in ("tradeoff", "ranges", "plane"):
        assert (here / f"found/figures/none-{kind}.png").stat().st_size > 10_000
    manifest = json.loads((here / "found/manifest.json").read_text())
    assert manifest["kind"] == "discovery"
    assert manifest["condition"] == where
    assert {"boxes.parquet", "trajectory.parquet", "report.html", "summary.md"} <= manifest[
        "files"
    ].keys()
    assert "Estimated time" in done.stderr
    assert f"none: {row['sentence']}" in done.stdout
    assert "Written: found" in done.stdout
    again = manifest["command"][1:-1]
    assert call(*again, "again").exit_code == 0
    assert pd.read_parquet(here / "again/boxes.parquet").equals(boxes)
    assert call(*words, "--out", "found").exit_code == 2  # is there already
    assert call(*words, "--out", "found", "--method", "cart", "--force").exit_code == 0


def test_each_policy_on_its_own_or_all_together(call, here, folder, threshold):
    words = ["discover", folder, "--where", f"readiness < {threshold}", "--method", "cart"]
    done = call(*words, "--splits", "2", "--out", "apart")
    assert done.exit_code == 0, done.output
    page = (here / "apart/summary.md").read_text()
    assert "## none" in page
    assert "status_quo" in page
    assert "The leaves of the tree" in page
    done = call(*words, "--splits", "2", "--out", "together", "--together")
    assert done.exit_code == 0, done.output
    assert "all policies" in done.stdout
    assert set(pd.read_parquet(here / "together/boxes.parquet")["policy"]) == {""}


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("readiness < 0", "0 of 64 runs fail: there is no failure to explain"),
        ("readiness >= 0", "64 of 64 runs fail: there is nothing to tell the failures from"),
        ("membership_retention < 1", "no run for which the condition and all factors are defined"),
    ],
)
def test_nothing_to_find_is_told_and_ends_with_1(call, here, folder, where, told):
    done = call("discover", folder, "--where", where, "--method", "cart", "--out", "found")
    assert done.exit_code == 1
    assert told in done.stderr
    if "membership" not in where:  # nothing of that one is defined
        assert re.search(r"; readiness runs from 0\.\d{3} to 0\.\d{3} here", done.stderr)
    assert "Traceback" not in done.output
    page = (here / "found/summary.md").read_text()
    assert told in page.partition("## What could not be searched")[2]
    assert not (here / "found/boxes.parquet").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--where", "readyness < 0.4"], "did you mean 'readiness'?"),
        (["--where", "readiness = 0.4"], "'=' and '==' are not among the comparisons"),
        (["--where", "trust < 0.4"], "'trust' is not an outcome"),
        (["--where", "readiness < 0.4", "--method", "prism"], "did you mean 'prim'?"),
        (["--where", "readiness < 0.4", "--policy", "nobody"], "'nobody' is not in the study"),
        (["--where", "readiness < 0.4", "--scenario", "toi"], "did you mean 'toy'?"),
        (["--where", "readiness < 0.4", "--coverage", "0"], "--coverage must be above 0"),
        (["--where", "readiness < 0.4", "--splits", "-1"], "--splits must be at least 0"),
        (["--where", "readiness < 0.4", "--splits", "few"], "'few' is not a whole number"),
    ],
)
def test_what_is_wrong_is_told(call, here, folder, words, told):
    done = call("discover", folder, *words, "--out", "found")
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output
    assert not (here / "found").exists()


def test_a_folder_that_is_none_or_lacks_runs(call, here, folder):
    done = call("discover", "nowhere", "--where", "readiness < 0.4")
    assert done.exit_code == 2
    assert "nowhere is no folder" in done.stderr
    (here / "empty").mkdir()
    done = call("discover", "empty", "--where", "readiness < 0.4")
    assert done.exit_code == 2
    assert "holds no study" in done.stderr


@pytest.mark.parametrize(("method", "module"), [("prim", "ema_workbench"), ("cart", "sklearn")])
def test_without_the_extra_the_way_to_it_is_told(call, here, folder, monkeypatch, method, module):
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    done = call("discover", folder, "--where", "readiness < 0.4", "--method", method)
    assert done.exit_code == 2
    assert "pip install 'coalition-lab[discovery]'" in done.stderr
