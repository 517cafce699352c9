"""`coalition compare`: from a scenario or a study to a folder and a report, and what it refuses."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.cli.conftest import everything_under, manifest

STUDY = """\
title: Toys compared
question: Does openness help?
scenario: [toy, beside.yaml]
policy: [none, transparency]
factors:
  actors.Partner.budget: [2, 8]
  rules.fatigue.gain:
design: {method: sobol, samples: 64}
seeds: independent
seed: 3
outcomes: [readiness, trust, autonomy]
quarters: 6
chunk: 32
"""
BESIDE = "extends: toy\ntitle: Another toy\nstatus: assumption\n"
SCENARIO = ("compare", "toy", "--policies", "none", "transparency", "--seed", 3, "--runs", 20)
TABLES = {"differences", "best", "adequacy", "failures"}


def write(here, text=STUDY):
    (here / "mine.yaml").write_text(text)
    (here / "beside.yaml").write_text(BESIDE)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A study compared, and what was said."""
    from tests.cli.conftest import coalition

    here = tmp_path_factory.mktemp("compared")
    write(here)
    done = coalition(
        "compare", "mine.yaml", "--outcome", "trust", "--outcome", "autonomy", cwd=here
    )
    assert done.returncode == 0, done.stderr
    return here, done


@pytest.fixture
def light(monkeypatch):
    """Without the evidence of other packages, which have tests of their own."""
    for part in ("robust", "trade_offs", "gain_and_lose", "fail"):
        monkeypatch.setattr(f"experiments.commands.comparing_parts.{part}", lambda *_: None)
    monkeypatch.setattr("experiments.report.write_report", lambda _: None)


def test_a_study_becomes_a_folder_with_everything(compared):
    here, done = compared
    folder = here / "out/mine-comparison"
    there = set(everything_under(folder))
    wanted = {f"{name}.parquet" for name in TABLES | {"drivers", "robustness", "regret", "gains"}}
    assert wanted <= there
    assert {"manifest.json", "summary.md", "report.html", "figures/differences.png"} <= there
    assert there - {"manifest.json", "figures"} == set(manifest(folder)["files"])
    assert "Toys compared: Does openness help?" in done.stderr
    assert "2 scenarios by 2 policies in 64 worlds each, compared with none" in done.stderr
    assert "256 runs" in done.stderr
    assert "Written in" in done.stdout
    assert "The same again: coalition compare mine.yaml --reference none" in done.stdout


def test_the_manifest_says_what_was_compared(compared):
    here, _ = compared
    said = manifest(here / "out/mine-comparison")
    assert said["kind"] == "comparison"
    assert (said["points"], said["replicates"], said["runs"], said["failures"]) == (64, 1, 256, 0)
    assert said["policies"] == ["none", "transparency"]
    assert said["scenarios"] == ["toy", "beside.yaml"]
    assert said["outcomes"] == ["autonomy", "trust"]
    assert said["indifference"] == "0.1 sd of the reference"
    assert said["study"]["sha256"] == manifest(here / "out/mine")["study"]["sha256"]


def test_the_tables_are_those_of_the_runs(compared):
    here, _ = compared
    table = pd.read_parquet(here / "out/mine-comparison/differences.parquet")
    assert len(table) == 3 * 2  # over all and by scenario, two outcomes
    from experiments import open_study

    runs = open_study(here / "out/mine").table(["trust"])
    mean = runs.groupby(["scenario", "policy"])["trust"].mean().unstack()
    change = (mean["transparency"] - mean["none"]).to_dict()
    rows = table[table["outcome"] == "trust"].set_index("scenario")["difference"]
    assert rows["toy"] == pytest.approx(change["toy"])
    assert rows[""] == pytest.approx((change["toy"] + change["beside.yaml"]) / 2)
    drivers = pd.read_parquet(here / "out/mine-comparison/drivers.parquet")
    assert drivers.empty or set(drivers["factor"]) == {
        "actors.Partner.budget",
        "rules.fatigue.gain",
    }


@pytest.mark.usefixtures("light")
def test_a_scenario_is_compared_in_replicates(call, here):
    done = call(*SCENARIO, "--out", "found", "--outcome", "trust")
    assert done.exit_code == 0, done.output
    rows = pd.read_parquet(here / "found/differences.parquet")
    assert rows["worlds"].tolist() == [20, 20]
    assert rows["verdict"].tolist() == ["better", "better"]
    said = manifest(here / "found")
    assert (said["points"], said["replicates"], said["runs"]) == (1, 20, 40)
    assert said["absent"]["drivers"] == "the study varies no factors"
    assert manifest(here / "found-runs")["runs"] == 40
    words = (here / "found/summary.md").read_text()
    assert "no forecast" in words
    assert "| trust | 0-1 |" in words
    assert "better trust" in done.stdout


@pytest.mark.usefixtures("light")
def test_the_command_that_it_names_makes_the_same_again(call, here):
    words = [*SCENARIO, "--outcome", "trust", "--indifference", "trust=0.001"]
    first = call(*words, "--out", "one")
    again = first.stdout.partition("The same again: coalition ")[2].split()
    second = call(*again)
    assert second.exit_code == 0, second.output
    ours, theirs = (pd.read_parquet(here / n / "differences.parquet") for n in ("one", "one-again"))
    pd.testing.assert_frame_equal(ours, theirs)


@pytest.mark.usefixtures("light")
def test_finished_runs_are_not_run_again_and_an_output_is_not_replaced(call, here):
    assert call(*SCENARIO, "--outcome", "trust", "--out", "found").exit_code == 0
    parts = sorted((here / "found-runs/outcomes").iterdir())
    before = [path.stat().st_mtime_ns for path in parts]
    refused = call(*SCENARIO, "--outcome", "trust", "--out", "found")
    assert refused.exit_code == 2
    assert "holds an earlier output; add --force" in refused.stderr
    forced = call(*SCENARIO, "--outcome", "trust", "--out", "found", "--force")
    assert forced.exit_code == 0, forced.output
    assert [path.stat().st_mtime_ns for path in parts] == before


@pytest.mark.usefixtures("light")
def test_until_clear_says_which(call, here):
    words = [*SCENARIO, "--outcome", "trust", "--until-clear", "--budget", 400]
    done = call(*words, "--out", "clear")
    assert done.exit_code == 0, done.output
    assert "Every comparison is clear after look 1 of" in done.stderr
    assert manifest(here / "clear")["sequential"]["clear"] is True
    more = [*SCENARIO[:-1], 45, "--outcome", "trust"]
    assert call(*more, "--out", "whole").exit_code == 0
    gained = pd.read_parquet(here / "whole/differences.parquet")["difference"].iloc[0]
    # a zone whose edge is the difference itself: no number of runs decides
    words = [*words[:-1], 90, "--indifference", f"trust={float(gained)!r}"]
    done = call(*words, "--out", "spent")
    assert done.exit_code == 0, done.output
    assert "The budget is spent" in done.stderr
    assert [look["runs"] for look in manifest(here / "spent")["sequential"]["looks"]] == [40, 90]


def test_several_words_after_one_option():
    from experiments.commands.several import spread

    one = spread(["toy", "--policies", "a", "b", "--seed", "3"], ["--policies"])
    two = ["toy", "--policies", "a", "--policies", "b", "--seed", "3"]
    assert one == two == spread(two, ["--policies"])
    assert spread(["--policies", "a", "--", "toy"], ["--policies"])[-2:] == ["--", "toy"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["toys", "--policies", "a", "b"], "there is no study or scenario 'toys'; did you mean"),
        (["toy"], "--policies is missing; name at least two"),
        (["toy", "--policies"], "--policies needs at least one name behind it"),
        (["toy", "--policies", "--seed", "1"], "--policies needs at least one name behind it"),
        (["toy", "--policies", "none", "transparancy"], "did you mean 'transparency'"),
        (["toy", "--policies", "none", "transparency", "--outcome", "trsut"], "'trust'"),
        (["toy", "--policies", "none", "transparency", "--runs", "0"], "--runs is 0"),
        (["toy", "--policies", "none", "transparency", "--budget", "9"], "--until-clear"),
        (["toy", "--policies", "none", "transparency", "--indifference", "x"], "must be a number"),
        (
            ["toy", "--policies", "none", "transparency", "--until-clear", "--budget", "9"],
            "--budget is 9; the first look alone takes 400 runs",
        ),
        (["mine.yaml", "--policies", "none", "diversify"], "the study has no policy 'diversify'"),
        (["mine.yaml", "--policies", "none"], "--policies names one policy"),
        (["mine.yaml", "--seed", "1"], "--seed: a study has its own, 3"),
        (["mine.yaml", "--outcome", "threat"], "the study does not keep 'threat'"),
        (["missing.yaml"], "missing.yaml"),
        (
            ["toy", "--policies", "none", "transparancy"],
            "--policies: there is no policy 'transparancy'; did you mean 'transparency'?",
        ),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(call, here, words, told):
    write(here)
    done = call("compare", *words)
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert everything_under(here) == ["beside.yaml", "mine.yaml"]


def test_policies_as_a_factor_are_refused_with_advice(call, here):
    done = call("compare", "futures")
    assert done.exit_code == 2
    assert "state them under `policy` and `scenario` instead" in done.stderr
    assert everything_under(here) == []
