"""`coalition attribute`: from a scenario to values, words and pictures, and what it refuses."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from tests.cli.conftest import everything_under, manifest

WORLD = """\
extends: toy
title: Two partners
description: The toy with a second partner who gives half as much, and a third who gives nothing.
status: assumption
actors:
  Second:
    kind: partner_state
    budget: 2.5
    appropriated: 1.0
    position: 0.5
    trust: 0.5
    turnover_rate: 0.0
    profile: {training: 1.0}
  Bystander:
    kind: partner_state
    budget: 0.0
    appropriated: 0.0
"""


@pytest.fixture
def world(here):
    (here / "mine.yaml").write_text(WORLD)


@pytest.mark.usefixtures("world")
def test_partners_from_a_scenario_to_words_and_pictures(call, here):
    words = ["attribute", "mine.yaml", "--seed", 3, "--runs", 10, "--out", "found"]
    done = call(*words, "--outcome", "readiness", "--outcome", "readiness_decay")
    assert done.exit_code == 0, done.output
    # the cost comes first
    assert "8 coalitions of 3 players, 10 seeds each: 80 runs, " in done.stderr
    values = pd.read_parquet(here / "found/values.parquet").set_index(["outcome", "player"])
    gained = values["value"]["readiness"]
    assert gained["Partner"] > gained["Second"] > 0.0
    # who gives no money still lends its name, and that is little
    assert abs(gained["Bystander"]) < 0.01 * gained["Second"]
    whole = pd.read_parquet(here / "found/whole.parquet").set_index("worth")["value"]
    assert gained.sum() == pytest.approx(whole["together"])
    assert whole["everybody"] - whole["nobody"] == pytest.approx(whole["together"])
    steps = pd.read_parquet(here / "found/collapse.parquet")
    assert steps["player"].tolist()[:3] == ["", "Partner", "Second"]
    pairs = pd.read_parquet(here / "found/interactions.parquet")
    assert len(pairs) == 3
    assert (here / "found/figures/readiness.png").stat().st_size > 10_000
    text = (here / "found/summary.md").read_text()
    assert "**Partner** raises readiness most" in text
    assert "no forecast" in text
    # no mission ever left: undefined, told and not shared out
    assert "readiness_decay" in text.partition("## What could not be shared out")[2]
    assert "readiness_decay was not shared out" in done.stderr
    about = manifest(here / "found")
    assert about["kind"] == "attribution"
    assert about["players"] == ["Partner", "Second", "Bystander"]
    assert {"values.parquet", "report.html", "summary.md", "figures/readiness.png"} <= about[
        "files"
    ].keys()
    assert "Written: found" in done.stdout
    assert re.search(r"The same again: coalition attribute mine.yaml .*--seed 3", done.stdout)


@pytest.mark.usefixtures("world")
def test_runs_that_are_there_are_not_run_again(call, here):
    words = ["attribute", "mine.yaml", "--seed", 3, "--runs", 10, "--out", "found"]
    words += ["--outcome", "readiness", "--player", "Partner", "--player", "Second"]
    assert call(*words).exit_code == 0
    first = pd.read_parquet(here / "found/values.parquet")
    again = call(*words)
    assert again.exit_code == 2  # the answer is there, and no word of --force
    assert "--force" in again.stderr
    forced = call(*words, "--force")
    assert forced.exit_code == 0, forced.output
    assert "40 of 40 runs are there already" in forced.stderr
    pd.testing.assert_frame_equal(first, pd.read_parquet(here / "found/values.parquet"))


@pytest.mark.usefixtures("world")
def test_sampled_orders_say_so(call, here):
    words = ["attribute", "mine.yaml", "--all", "--permutations", 20, "--seed", 3]
    done = call(*words, "--outcome", "readiness", "--out", "found")
    assert done.exit_code == 0, done.output
    assert "20 orders of 3 players, 4 steps each, 1 seed each: 80 runs" in done.stderr
    assert "**Sampled**: 20 random orders" in (here / "found/summary.md").read_text()
    assert not (here / "found/interactions.parquet").exists()
    assert (here / "found/figures/readiness.png").stat().st_size > 10_000


@pytest.mark.usefixtures("world")
def test_mechanisms_named(call, here):
    words = ["attribute", "mine.yaml", "--of", "mechanisms", "--runs", 10, "--seed", 1]
    words += ["--player", "absorption", "--player", "forces", "--outcome", "readiness"]
    done = call(*words, "--out", "found")
    assert done.exit_code == 0, done.output
    text = (here / "found/summary.md").read_text()
    assert text.startswith("# Which mechanisms carry the result: Two partners")
    assert set(pd.read_parquet(here / "found/values.parquet")["player"]) == {"absorption", "forces"}


def test_levers_between_nothing_and_their_own_intensity(call, here):
    words = ["attribute", "liberia/baseline", "--of", "levers", "--policy", "diversify"]
    words += ["--runs", 10, "--seed", 1, "--quarters", 6, "--outcome", "readiness"]
    done = call(*words, "--out", "found")
    assert done.exit_code == 0, done.output
    assert "Which levers carry the policy" in (here / "found/summary.md").read_text()
    runs = pd.read_parquet(sorted((here / "found-sweep/outcomes").glob("*.parquet"))[0])
    switches = [name for name in runs if name.startswith("policy.")]
    from sim import Policy, Scenario

    levers = Policy.load("diversify", Scenario.load("liberia/baseline")).levers
    assert len(switches) == len(levers) > 1
    for name, lever in levers.items():
        assert set(runs[f"policy.{name}.intensity"]) == {0.0, lever.depth[0]}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "nowhere"),
        (["mine.yaml", "--of", "partner"], "did you mean 'partners'?"),
        (["mine.yaml", "--player", "Secnd", "--seed", 1], "did you mean 'Second'?"),
        (["mine.yaml", "--player", "Host"], "'Host' is a host state, no partner of the host"),
        (["mine.yaml", "--player", "Second"], "two players at least are needed"),
        (["mine.yaml", "--outcome", "readyness"], "did you mean 'readiness'?"),
        (["mine.yaml", "--runs", 5], "--runs is 5; intervals need at least 10 seeds"),
        (["mine.yaml", "--permutations", 7], "--permutations is 7; it must be an even number"),
        (["mine.yaml", "--of", "levers"], "needs --policy"),
        (["mine.yaml", "--all", "--player", "Second"], "exclude each other"),
        (["mine.yaml", "--of", "mechanisms", "--player", "turnover"], "itself switches 'turnover'"),
        (["mine.yaml", "--workers", 0], "--workers is 0"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(call, here, words, told):
    done = call("attribute", *words)
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert everything_under(here) == ["mine.yaml"]


def test_all_faults_at_once(call):
    done = call("attribute", "toy", "--runs", 2, "--workers", 0, "--outcome", "nothing")
    assert done.exit_code == 2
    for told in ("--runs is 2", "--workers is 0", "no outcome is named 'nothing'"):
        assert told in done.stderr
