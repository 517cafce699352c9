"""`coalition tipping` on the toy world: from words to a folder, and messages for wrong words."""

import json
import os

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from experiments.commands.tipping import tipping

X, Y = "rules.fatigue.gain", "actors.Partner.budget=0:16"
ASK = ["toy", "--x", X, "--y", Y, "--where", "funding_gap > 0.35", "--grid", "4", "--runs", "10"]
SOME = ["--levers", "self_financing,transparency"]


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    app = typer.Typer()
    app.command()(tipping)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_a_map_is_written(call, tmp_path):
    done = call(*ASK, *SOME, "--out", "map")
    assert done.exit_code == 0, done.output
    assert "160 runs" in done.stderr and "at most" in done.stderr
    assert "Written: map" in done.stdout
    assert "The same again: coalition tipping toy" in done.stdout
    folder = tmp_path / "map"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["kind"] == "tipping" and manifest["runs"] == 160
    assert "figures/map.png" in manifest["files"]
    found = pd.read_parquet(folder / "cells.parquet")
    assert len(found) == 16 and set(found.columns) >= {X, "actors.Partner.budget", "probability"}
    # less of the partner's money opens the gap: without any it always does, with most it never does
    assert found.groupby("actors.Partner.budget")["probability"].mean().iloc[[0, -1]].tolist() == [
        1.0,
        0.0,
    ]
    page = (folder / "summary.md").read_text()
    assert "funding gap is above 0.35" in page and "no forecast" in page
    again = call(*ASK, *SOME, "--out", "map")
    assert again.exit_code == 2 and "--force" in again.stderr
    forced = call(*ASK, *SOME, "--out", "map", "--force")
    assert forced.exit_code == 0
    assert forced.stdout == done.stdout  # out of the runs that were kept
    assert pd.read_parquet(folder / "cells.parquet").equals(found)


def test_without_levers(call, tmp_path):
    done = call(*ASK, "--levers", "none")
    assert done.exit_code == 0, done.output
    assert "No lever was tried." in done.stdout
    assert not (tmp_path / "out" / "toy-tipping" / "levers.parquet").exists()
    assert os.listdir(tmp_path / "out" / "toy-tipping-runs")


def test_nothing_beyond_is_told(call):
    never = [*ASK[:5], "--where", "funding_gap > 0.99", "--grid", "3", "--runs", "10"]
    done = call(*never, "--out", "never")
    assert done.exit_code == 0, done.output
    assert "there is no boundary" in done.stdout and "nothing to bring back" in done.stdout


def test_a_point_of_ones_own(call, tmp_path):
    done = call(*ASK, *SOME, "--at", "0.2:1", "--out", "own")
    assert done.exit_code == 0, done.output
    scan = pd.read_parquet(tmp_path / "own" / "levers.parquet")
    assert len(scan) == 1 + 2 * 4
    assert "actors.Partner.budget at 1 million US$ a quarter" in done.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--where", "readines < 0.4"], "did you mean 'readiness'"),
        (["--x", "rules.fatigue.gian"], "--x: rules.fatigue.gian"),
        (["--y", X], "both axes are rules.fatigue.gain"),
        (["--grid", "2"], "shows nothing"),
        (["--level", "2"], "--level is 2"),
        (["--levers", "transparncy"], "did you mean 'transparency'"),
        (["--at", "3"], "--at is '3'; it must be X:Y"),
        (["--at", "0.1:99"], "the map goes from 0 to 16"),
        (["--workers", "0"], "--workers is 0"),
        (["--policy", "statuss_quo"], "did you mean 'status_quo'"),
        (["--quarters", "0"], "quarters is 0"),
    ],
)
def test_wrong_words_get_one_message_and_write_nothing(call, tmp_path, words, complaint):
    done = call(*ASK, *words)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert not done.stdout and not list(tmp_path.iterdir())


def test_all_faults_come_at_once(call):
    done = call(*ASK, "--level", "0", "--x", "rules.nothing.at", "--where", "no < 1")
    assert done.exit_code == 2 and done.stderr.count("\n") >= 3
