"""`coalition sensitivity`: from a study to indices, words and pictures, and what it refuses."""

from __future__ import annotations

import json

import pandas as pd
import pytest

STUDY = """\
title: What drives readiness in a toy
question: Money or trust?
scenario: toy
policy: {policy}
factors:
  actors.Partner.budget: [2, 8]
  rules.forces.training_yield: [0.1, 0.8]
  rules.rivalry.width:
design: {{method: {method}, samples: {samples}}}
seed: 3
outcomes: [readiness, autonomy, membership_retention]
quarters: 6
"""


def write(here, method="saltelli", samples=64, policy="none"):
    text = STUDY.format(method=method, samples=samples, policy=policy)
    (here / "mine.yaml").write_text(text)


@pytest.fixture
def swept(call, here):
    write(here)
    done = call("sweep", "mine.yaml", "--out", "runs")
    assert done.exit_code == 0, done.output


@pytest.mark.usefixtures("swept")
def test_a_folder_becomes_indices_words_and_pictures(call, here):
    done = call("sensitivity", "runs", "--out", "found")
    assert done.exit_code == 0, done.output
    indices = pd.read_parquet(here / "found/indices.parquet")
    totals = indices[indices["measure"] == "total"].set_index(["outcome", "factor"])["value"]
    assert totals["readiness", "actors.Partner.budget"] > 0.1
    assert totals["readiness", "rules.forces.training_yield"] > 0.1
    # a width of rivalry, among partners that are one, does nothing
    assert abs(totals["readiness", "rules.rivalry.width"]) < 1e-9
    words = (here / "found/summary.md").read_text()
    assert words.startswith("# What drives readiness in a toy\n\nMoney or trust?")
    assert "no forecast" in words
    assert "## readiness" in words
    # a world without bodies has no memberships to keep: told, not hidden
    assert "membership_retention" in words.partition("## What could not be analysed")[2]
    assert "membership_retention was not analysed" in done.stderr
    for kind in ("tornado", "convergence"):
        assert (here / f"found/figures/readiness-{kind}.png").stat().st_size > 10_000
    manifest = json.loads((here / "found/manifest.json").read_text())
    assert manifest["kind"] == "sensitivity"
    assert {"indices.parquet", "summary.md"} <= manifest["files"].keys()
    assert "Written: found" in done.stdout
    assert call("sensitivity", "runs", "--out", "found").exit_code == 2  # is there already


def test_a_study_is_run_first_and_not_again(call, here):
    write(here, "morris", 8)
    done = call("sensitivity", "mine.yaml", "--outcome", "readiness")
    assert done.exit_code == 0, done.output
    assert (here / "out/mine/manifest.json").exists()
    assert (here / "out/mine-sensitivity/figures/readiness-plane.png").exists()
    again = call("sensitivity", "mine.yaml", "--outcome", "readiness", "--force")
    assert again.exit_code == 0
    assert "32 of 32 runs are there already" in again.stderr


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml"),
        (["runs", "--outcome", "readyness"], "did you mean 'readiness'?"),
        (["runs", "--method", "sobl"], "did you mean 'sobol'?"),
        (["runs", "--policy", "transparency"], "'transparency' is not in the study"),
    ],
)
def test_what_is_wrong_is_told(call, words, told):
    done = call("sensitivity", *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_of_several_policies_one_is_chosen(call, here):
    write(here, "morris", 8, "[none, status_quo]")
    assert call("sweep", "mine.yaml", "--out", "runs").exit_code == 0
    done = call("sensitivity", "runs")
    assert done.exit_code == 2
    assert "--policy: the study has several; choose one of none, status_quo" in done.stderr
    done = call("sensitivity", "runs", "--policy", "none", "--outcome", "readiness")
    assert done.exit_code == 0, done.output


@pytest.mark.usefixtures("swept")
def test_a_lost_part_is_refused(call, here):
    parts = sorted((here / "runs/outcomes").glob("*.parquet"))
    parts[0].unlink()
    done = call("sensitivity", "runs")
    assert done.exit_code == 2
    assert "misses runs" in done.stderr
