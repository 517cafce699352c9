"""The command `validate`: what it says, writes, and answers."""

import pandas as pd
import pytest

from experiments.commands import ablation_request
from tests.cli.conftest import everything_under, manifest

ABLATION = ("validate", "--ablation", "--runs", 12, "--seed", 3)


def test_without_a_check_it_says_which_there_are(call):
    done = call("validate")
    assert done.exit_code == 2
    assert "say what to validate:\n  --ablation " in done.stderr


def test_help_has_an_example(call):
    done = call("validate", "--help")
    assert done.exit_code == 0
    assert "Example: coalition validate --ablation" in done.stdout


def test_all_faults_at_once(call, here):
    done = call(
        "validate", "--ablation", "--rule", "truts", "--scenario", "tyo", "--scenario", "toy",
        "--runs", 3, "--seed", -1, "--write", "none/page.md",
    )  # fmt: skip
    assert done.exit_code == 2
    for part in (
        "did you mean 'trust'?", "did you mean 'toy'?", "--runs is 3; an interval needs at least",
        "--seed is -1", "there is no folder none",
    ):  # fmt: skip
        assert part in done.stderr
    assert everything_under(here) == []


@pytest.fixture
def whole(call):
    done = call(*ABLATION, "--scenario", "toy", "--rule", "trust", "--out", "one")
    return done


def test_a_whole_ablation(call, here, whole):
    assert whole.exit_code == 0, whole.output
    assert "1 mechanism switched off one at a time in toy" in whole.stderr
    assert "24 runs, seed 3" in whole.stderr
    assert whole.stdout.splitlines()[-2].endswith("s: one")
    again = "coalition validate --ablation --scenario toy --rule trust --runs 12 --seed 3"
    assert whole.stdout.splitlines()[-1] == f"The same again: {again} --out one-again"
    made = manifest("one")
    assert made["kind"] == "ablation" and made["unmoved"] == []
    assert [one["name"] for one in made["scenarios"]] == ["toy"]
    assert set(made["files"]) == {
        "effects.parquet", "failures.parquet", "figures/ablation-toy.png", "figures/ablation.png",
        "outcomes.parquet", "summary.md",
    }  # fmt: skip
    table = pd.read_parquet("one/effects.parquet")
    assert set(table["mechanism"]) == {"trust"} and table["moved"].any()
    assert len(pd.read_parquet("one/outcomes.parquet")) == 24
    text = (here / "one/summary.md").read_text(encoding="utf-8")
    assert made["scenarios"][0]["sha256"] in text
    assert again in text


def test_the_same_seed_gives_the_same_bytes(call, here, whole):
    done = call(*ABLATION, "--scenario", "toy", "--rule", "trust", "--out", "two")
    assert done.exit_code == 0
    assert manifest("one")["files"] == manifest("two")["files"]


def test_a_mechanism_without_effect_is_named_and_the_exit_code_tells(call, here):
    (here / "docs").mkdir()
    done = call(
        *ABLATION, "--scenario", "toy", "--rule", "trust", "--rule", "peacekeeping",
        "--write", "docs/page.md",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "measurable effect in the scenarios asked for: peacekeeping; without" in done.stderr
    assert manifest("out/ablation-3")["unmoved"] == ["peacekeeping"]
    text = (here / "docs/page.md").read_text(encoding="utf-8")
    assert "**`peacekeeping`**: without a measurable effect" in text
    assert "--write docs/page.md" in text
    assert everything_under("docs") == ["images", "images/page.png", "page.md"]


def test_what_moves_nothing_is_looked_for_further_on(call, monkeypatch):
    """Until it is found: the last scenario is not looked into."""
    monkeypatch.setattr(ablation_request, "MAIN", ("toy",))
    names = ["cases/nato_eu", "liberia/history", "toy"]
    monkeypatch.setattr(ablation_request, "scenario_names", lambda: names)
    done = call(*ABLATION, "--rule", "peacekeeping", "--rule", "trust", "--out", "one")
    assert done.exit_code == 0, done.output
    assert "Not seen yet: peacekeeping. Looking in cases/nato_eu." in done.stderr
    made = manifest("one")
    assert [one["name"] for one in made["scenarios"]] == ["toy", "cases/nato_eu"]
    # the number of intervals is fixed before it is known how far the search goes
    assert made["intervals"] == 2 * 3 * pd.read_parquet("one/effects.parquet")["outcome"].nunique()
    table = pd.read_parquet("one/effects.parquet")
    assert set(table[table["scenario"] == "cases/nato_eu"]["mechanism"]) == {"peacekeeping"}


def test_an_earlier_output_stays_unless_forced(call, here, whole):
    words = (*ABLATION, "--scenario", "toy", "--rule", "trust", "--out", "one")
    assert call(*words).exit_code == 2
    assert call(*words, "--force").exit_code == 0
