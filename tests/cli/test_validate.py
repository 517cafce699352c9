"""The command `validate`: what it says, writes, and answers."""

from pathlib import Path

import pandas as pd
import pytest

from experiments.commands import ablation_request
from tests.cli.conftest import everything_under, manifest, results

PATTERNS = Path(__file__).parents[1] / "validation/patterns.yaml"
TOY = ("validate", "--patterns", PATTERNS, "--runs", 40, "--seed", 3)
ABLATION = ("validate", "--ablation", "--runs", 12, "--seed", 3)


def test_help_has_an_example(call):
    done = call("validate", "--help")
    assert done.exit_code == 0
    assert "Example: coalition validate --seed" in done.stdout
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
        "outcomes.parquet", "report.html", "summary.md",
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
    assert results("one") == results("two")


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


# patterns


def test_a_whole_validation(call, here):
    (here / "docs").mkdir()
    done = call(*TOY, "--out", "one", "--write", "docs/page.md")
    assert done.exit_code == 0, done.output
    assert "2 patterns in 3 worlds" in done.stderr and "120 runs, seed 3" in done.stderr
    assert "calibration: 1 of 1 patterns pass, 1 of them with a placebo that fails" in done.stdout
    assert "hold-out: 1 of 1 patterns pass, 0 of them" in done.stdout
    lines = done.stdout.splitlines()
    assert lines[-2].startswith("Written in ") and lines[-2].endswith("s: one, docs/page.md")
    again = f"coalition validate --patterns {PATTERNS} --runs 40 --seed 3"
    assert lines[-1] == f"The same again: {again} --out one-again"
    made = manifest("one")
    assert made["kind"] == "validation" and made["holds"] and made["amiss"] == []
    assert made["patterns"]["names"] == ["T1", "T2"]
    assert [one["name"] for one in made["scenarios"]] == ["toy"]
    assert set(made["files"]) == {
        "failures.parquet", "figures/calibration.png", "figures/courses.png",
        "figures/hold-out.png", "patterns.parquet", "report.html", "statistics.parquet",
        "summary.md",
    }  # fmt: skip
    table = pd.read_parquet("one/patterns.parquet")
    assert table["evidence"].tolist() == ["evidence", "evidence", "no evidence"]
    assert len(pd.read_parquet("one/statistics.parquet")) == 240
    pictures = ["calibration", "courses", "hold-out"]
    assert everything_under("docs") == [
        "images", *(f"images/page-{name}.png" for name in pictures), "page.md",
    ]  # fmt: skip
    text = (here / "docs/page.md").read_text(encoding="utf-8")
    for words in (
        "Parameters frozen at: **the day it was made**", "![Runs and bands, hold-out](images/page-",
        "**T1. An army keeps its ceiling.**", "A single donor is the largest whatever it gives.",
        "no forecast about any named state", "What would change the verdict",
        made["patterns"]["sha256"],
    ):  # fmt: skip
        assert words in text, words


def test_a_counted_placebo_that_passes_fails_the_command(call, here):
    text = PATTERNS.read_text(encoding="utf-8").replace("hold-out", "calibration")
    (here / "mine.yaml").write_text(text, encoding="utf-8")
    done = call("validate", "--patterns", "mine.yaml", "--runs", 40, "--seed", 3, "--workers", 1)
    assert done.exit_code == 1
    assert "Counted, and amiss: T2." in done.stderr
    assert manifest("out/validation-3")["amiss"] == ["T2"]


def test_what_fails_in_the_hold_out_is_told_and_the_command_is_done(call, here):
    text = PATTERNS.read_text(encoding="utf-8").replace("band: [1, 1]", "band: [0, 0.5]")
    (here / "mine.yaml").write_text(text, encoding="utf-8")
    done = call("validate", "--patterns", "mine.yaml", "--runs", 40, "--seed", 3)
    assert done.exit_code == 0, done.output
    assert (
        "hold-out: 0 of 1 patterns pass, 0 of them with a placebo that fails; not T2" in done.stdout
    )


def test_one_pattern_alone(call, here):
    done = call(*TOY, "--pattern", "T2", "--out", "one")
    assert done.exit_code == 0, done.output
    assert pd.read_parquet("one/patterns.parquet")["pattern"].tolist() == ["T2"]
    assert "--pattern T2 --runs 40" in done.stdout


def test_the_same_seed_gives_the_same_bytes_for_any_workers(call, here):
    for name, count in (("one", 1), ("two", 2)):
        assert call(*TOY, "--out", name, "--workers", count).exit_code == 0
    one, two = results("one"), results("two")
    one.pop("summary.md"), two.pop("summary.md")  # it tells the command
    assert one == two


def test_wrong_input_is_told_at_once_and_nothing_is_written(call, here):
    done = call(
        "validate", "--pattern", "P3", "--runs", 0, "--workers", 0, "--seed", -1,
        "--write", "none/page.md",
    )  # fmt: skip
    assert done.exit_code == 2
    for part in (
        "--pattern: there is no pattern 'P3'", "--runs is 0", "--workers is 0", "--seed is -1",
        "there is no folder none",
    ):  # fmt: skip
        assert part in done.stderr
    (here / "mine.yaml").write_text("title: x\npaterns: {}\n", encoding="utf-8")
    done = call("validate", "--patterns", "mine.yaml")
    assert done.exit_code == 2
    assert "mine.yaml:2: paterns is not known; did you mean 'patterns'?" in done.stderr
    assert everything_under(here) == ["mine.yaml"]


def test_options_of_the_one_kind_are_refused_for_the_other(call):
    done = call("validate", "--scenario", "toy", "--rule", "trust")
    assert done.exit_code == 2
    for name in ("--scenario", "--rule"):
        assert f"{name} goes with --ablation only" in done.stderr
    done = call("validate", "--ablation", "--pattern", "P1", "--workers", 2)
    assert done.exit_code == 2
    for name in ("--pattern", "--workers"):
        assert f"{name} is for patterns, not for --ablation" in done.stderr
