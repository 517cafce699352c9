"""`coalition sensitivity`: from a study to indices, words and pictures, and what it refuses."""

from __future__ import annotations

import json
import re

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
history: [readiness, trust]
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
    assert {"indices.parquet", "report.html", "summary.md"} <= manifest["files"].keys()
    assert "Written: found" in done.stdout
    assert call("sensitivity", "runs", "--out", "found").exit_code == 2  # is there already


@pytest.mark.usefixtures("swept")
def test_quarter_by_quarter(call, here):
    words = ["sensitivity", "runs", "--outcome", "readiness", "--series", "readiness"]
    done = call(*words, "--out", "found")
    assert done.exit_code == 0, done.output
    times = pd.read_parquet(here / "found/over_time.parquet")
    assert sorted(times["moment"].unique()) == [1, 2, 3, 4, 5, 6]
    last = times[(times["moment"] == 6) & (times["measure"] == "total")].set_index("factor")
    assert last["value"]["actors.Partner.budget"] > 0.1
    assert (here / "found/figures/readiness-over-time.png").stat().st_size > 10_000
    for series, told in (("readyness", "did you mean 'readiness'?"), ("trust", "the axes run")):
        done = call(*words[:-1], series, "--out", f"no-{series}")
        assert done.exit_code == 2
        assert told in done.stderr
        assert not (here / f"no-{series}").exists()


def test_a_metamodel_says_how_good_it_is(call, here):
    pytest.importorskip("sklearn")
    text = STUDY.format(method="latin_hypercube", samples=200, policy="none")
    (here / "mine.yaml").write_text(text)
    done = call("sensitivity", "mine.yaml", "--outcome", "readiness", "--metamodel")
    assert done.exit_code == 0, done.output
    out = here / "out/mine-sensitivity"
    words = (out / "summary.md").read_text()
    assert "of the variance of held-out ones (Q²)" in words
    assert (out / "figures/readiness-curves.png").stat().st_size > 10_000
    assert (out / "figures/readiness-tornado.png").exists()


def test_how_many_replicates_are_enough(call, here):
    write(here)
    done = call("sensitivity", "mine.yaml", "--replicates", "40")
    assert done.exit_code == 0, done.output
    assert re.search(r"readiness: \d+ replicates a point settle its mean", done.stdout)
    assert "membership_retention: " in done.stdout
    assert sorted(path.name for path in here.iterdir()) == ["mine.yaml"]  # nothing was written


def test_quantiles_over_replicates(call, here):
    write(here, "morris", 8)
    text = (here / "mine.yaml").read_text()
    (here / "mine.yaml").write_text(text + "replicates: 3\n")
    done = call("sensitivity", "mine.yaml", "--outcome", "readiness", "--statistic", "spread")
    assert done.exit_code == 0, done.output
    assert "spread of readiness" in (here / "out/mine-sensitivity/summary.md").read_text()
    assert call("sensitivity", "mine.yaml", "--statistic", "most").exit_code == 2


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
