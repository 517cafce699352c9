"""The command `calibrate`: what it says, writes, and answers."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from tests.cli.conftest import everything_under, manifest

PATTERNS = Path(__file__).parents[1] / "calibration/patterns.yaml"
RETIREMENT, RECRUITMENT = "rules.forces.retirement", "rules.forces.recruitment=0.1:0.9"
TOY = (
    "calibrate", "--patterns", PATTERNS, "--parameter", RETIREMENT, "--parameter", RECRUITMENT,
    "--seed", 3,
)  # fmt: skip
MATCHING = (*TOY, "--method", "history-matching", "--runs", 180)
TABLES = {
    "checks.parquet", "correlations.parquet", "fresh.parquet", "parameters.parquet",
    "posterior.parquet", "prior.parquet", "steps.parquet",
}  # fmt: skip
PICTURES = {"figures/checks.png", "figures/marginals.png", "figures/pairs.png"}


def test_help_has_an_example(call):
    done = call("calibrate", "--help")
    assert done.exit_code == 0
    assert "Example: coalition calibrate --seed 1" in done.stdout
    assert "Nothing after 2015 is simulated" in done.stdout


def test_all_faults_at_once(call, here):
    done = call(
        "calibrate", "--patterns", PATTERNS, "--pattern", "C2", "--method", "abd", "--runs", 0,
        "--seed", -1, "--workers", 0,
    )  # fmt: skip
    assert done.exit_code == 2
    for part in (
        "no pattern 'C2' of the calibration window", "--method: there is no 'abd'; did you mean",
        "--runs is 0", "--seed is -1", "--workers is 0", "5 faults; nothing was done.",
    ):  # fmt: skip
        assert part in done.stderr
    wrong = ("rules.forces.retirment", "rules.forces.on")
    done = call(*MATCHING, *(word for one in wrong for word in ("--parameter", one)))
    assert done.exit_code == 2
    assert "--parameter rules.forces.retirment:" in done.stderr
    assert "a switch or a count cannot be calibrated" in done.stderr
    assert everything_under(here) == []


def test_without_the_extra(call, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyabc", None)
    done = call(*TOY, "--method", "abc")
    assert done.exit_code == 2
    assert "pip install 'coalition-lab[calibration]'; or take --method hist" in done.stderr
    assert everything_under(here) == []
    # unless told, it takes what is there, and says so
    done = call(*TOY, "--runs", 180)
    assert done.exit_code == 0, done.output
    assert "Method: history matching. It rules values out" in done.stderr
    assert "--method history-matching" in done.stdout


def test_history_matching_as_a_whole(call, here):
    done = call(*MATCHING, "--out", "one")
    assert done.exit_code == 0, done.output
    assert "2 parameters, 2 numbers on record" in done.stderr
    assert "from 2012Q1 to 2014Q4 and no further" in done.stderr
    assert "At most 580 runs, seed 3" in done.stderr
    again = (
        f"coalition calibrate --parameter {RETIREMENT} --parameter {RECRUITMENT} --patterns "
        f"{PATTERNS} --method history-matching --runs 180 --seed 3"
    )
    assert done.stdout.splitlines()[-2:] == [
        "Written: one", f"The same again: {again} --out one-again",
    ]  # fmt: skip
    made = manifest("one")
    assert set(made["files"]) == {*TABLES, *PICTURES, "report.html", "summary.md"}
    assert made["kind"] == "calibration" and made["window"] == "2012Q1 to 2014Q4"
    assert [one["address"] for one in made["priors"]] == [RETIREMENT, "rules.forces.recruitment"]
    assert made["priors"][1]["low"] == 0.1
    assert made["targets"][1]["statistic"] == "attrition" and made["targets"][1]["high"] == 0.06
    text = (here / "one/summary.md").read_text(encoding="utf-8")
    for part in ("no forecast", "It is no probability distribution", again, "Predictive check"):
        assert part in text
    # attrition of 0.06 less a desertion of 0.018 tells the rate of retirement
    points = pd.read_parquet("one/posterior.parquet")[RETIREMENT]
    assert points.min() < 0.042 < points.max()


def test_abc_gives_the_same_bytes_with_two_workers(call, here):
    told = (*TOY, "--method", "abc", "--runs", 300, "--particles", 40)
    for name, workers in (("one", 1), ("two", 2)):
        done = call(*told, "--workers", workers, "--out", name)
        assert done.exit_code == 0, done.output
    files = [manifest(name)["files"] for name in ("one", "two")]
    assert {name: files[0][name] for name in TABLES} == {name: files[1][name] for name in TABLES}
    assert "pyabc" in manifest("one")["libraries"]
    particles = pd.read_parquet("one/posterior.parquet")
    assert len(particles) == 40 and np.isclose(particles["weight"].sum(), 1.0)
    assert "Few effective particles" in done.stdout


def test_an_earlier_output_is_not_replaced_without_force(call, here):
    (here / "one").mkdir()
    (here / "one/mine.txt").write_text("mine")
    done = call(*MATCHING, "--out", "one")
    assert done.exit_code == 2
    assert "holds no earlier output" in done.stderr
    assert everything_under(here) == ["one", "one/mine.txt"]
