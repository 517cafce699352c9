"""`coalition sweep` and `coalition reproduce` as a person meets them."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.commands import reproducing, sweeping
from tests.sweep.conftest import YAML, parts_of
from tests.sweep.test_sweep import astray


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Run the command in this process, in a folder with a small study."""
    from experiments.cli import app

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    text = YAML.replace("samples: 64", "samples: 8").replace("chunk: 2", "chunk: 6")
    (tmp_path / "small.yaml").write_text(text)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_a_sweep_tells_its_cost_first_and_ends_with_what_reproduces_it(call):
    done = call("sweep", "small.yaml")
    assert done.exit_code == 0, done.stderr
    told = done.stderr.splitlines()
    assert told[1] == "2 factors, 8 points of sobol, 2 replicates, seeds common"
    assert told[2].startswith("16 runs: ")
    assert "a second" in told[2]
    ends = done.stdout.splitlines()[-3:]
    assert ends[0] == "Written: out/small"
    assert ends[1].endswith("coalition sweep small.yaml --out out/small-again")
    assert ends[2].endswith("coalition reproduce out/small")
    assert "readiness" in done.stdout
    for name in ("manifest.json", "study.json", "failures.parquet", "report.html"):
        assert Path("out/small", name).exists()


def test_the_same_command_resumes_and_more_samples_extend(call):
    assert call("sweep", "small.yaml", "--out", "o").exit_code == 0
    before = parts_of("o")
    Path("o/outcomes/part-000001.parquet").unlink()
    done = call("sweep", "small.yaml", "--out", "o")
    assert "10 of 16 runs are there already" in done.stderr
    assert parts_of("o") == before
    done = call("sweep", "small.yaml", "--out", "o", "--samples", 16)
    assert done.exit_code == 0
    assert "16 of 32 runs are there already" in done.stderr
    assert call("sweep", "small.yaml", "--out", "o", "--samples", 8).exit_code == 2


def test_shares_complete_the_study_together(call):
    first = call("sweep", "small.yaml", "--out", "o", "--shard", "1/2")
    assert first.exit_code == 0
    assert "complete when all shares are" in first.stdout
    second = call("sweep", "small.yaml", "--out", "o", "--shard", "2/2")
    assert "Written: o" in second.stdout
    assert call("sweep", "small.yaml", "--out", "whole").exit_code == 0
    assert parts_of("o") == parts_of("whole")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tinny"], "did you mean 'tiny'"),
        (["small.yaml", "--workers", 0], "--workers is 0"),
        (["small.yaml", "--workers", "two"], "'two' is not a whole number"),
        (["small.yaml", "--shard", "3/2"], "--shard is '3/2'"),
        (["small.yaml", "--shard", "half"], "--shard is 'half'"),
        (["small.yaml", "--samples", 9], "powers of two"),
        (["small.yaml", "--max-failures", -1], "at least 0"),
        (["small.yaml", "--cluster", "a:1", "--workers", 2], "exclude each other"),
        (["small.yaml", "--out", "small.yaml"], "is a file"),
        (["small.yaml", "--out", "."], "current folder"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_written(call, words, said):
    done = call("sweep", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["small.yaml"]


def test_failures_are_summed_up(call, monkeypatch):
    astray(monkeypatch)
    done = call("sweep", "small.yaml", "--out", "o")
    assert done.exit_code == 0
    assert "runs failed: o/failures.parquet" in done.stderr
    assert "in common: rules.fatigue.gain" in done.stderr
    stopped = call("sweep", "small.yaml", "--out", "p", "--max-failures", 0)
    assert stopped.exit_code == 1
    assert "more than --max-failures" in stopped.stderr
    assert "are finished and kept; to go on:" in stopped.stderr


def test_an_interrupt_says_what_is_kept(call, monkeypatch):
    def interrupted(study, out, *, report, **options):
        from experiments.sweep import Summary

        report(Summary(16, found=6))
        raise KeyboardInterrupt

    monkeypatch.setattr(sweeping, "run", interrupted)
    done = call("sweep", "small.yaml")
    assert done.exit_code == 130
    assert "Interrupted. 6 of 16 runs are finished and kept" in done.stderr


def test_a_sweep_reproduces_itself(call):
    assert call("sweep", "small.yaml", "--out", "o").exit_code == 0
    done = call("reproduce", "o")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "The same: 16 runs, every number bit for bit.\n"
    path = Path("o/outcomes/part-000001.parquet")
    path.write_bytes(Path("o/outcomes/part-000000.parquet").read_bytes())
    done = call("reproduce", "o")
    assert done.exit_code == 1
    assert "part-000001.parquet is not what the manifest says" in done.stderr
    assert "runs differ" in done.stderr


def test_a_run_reproduces_itself(call):
    words = ("run", "toy", "--runs", 3, "--seed", 2, "--set", "actors.Partner.budget=4",
             "--no-figures", "--out", "o")  # fmt: skip
    assert call(*words).exit_code == 0
    assert call("reproduce", "o").stdout == "The same: 3 runs, every number bit for bit.\n"
    manifest = json.loads(Path("o/manifest.json").read_text())
    manifest["settings"]["actors.Partner.budget"] = 4.5
    manifest["libraries"]["numpy"] = "0.1"
    Path("o/manifest.json").write_text(json.dumps(manifest))
    done = call("reproduce", "o")
    assert done.exit_code == 1
    assert "numpy was 0.1" in done.stderr
    assert "3 runs differ, by" in done.stderr


def test_what_cannot_be_reproduced_is_told(call):
    assert "holds no manifest.json" in call("reproduce", "nothing").stderr
    assert call("sweep", "small.yaml", "--out", "o").exit_code == 0
    Path("o/manifest.json").unlink()
    done = call("reproduce", "o")
    assert done.exit_code == 2
    assert "is not complete" in done.stderr


def test_differences_are_counted_bit_for_bit():
    one = pd.DataFrame({"x": [1.0, None, 3.0], "s": ["a", None, "b"]})
    assert reproducing.compare(one, one.copy()) == []
    other = one.assign(x=[1.0, None, 3.0 + 1e-12], s=["a", None, "c"])
    assert reproducing.compare(one, other) == ["x: 1 runs differ, by 1e-12 at most", "s: differs"]
    (told,) = reproducing.compare(one, one.head(2))
    assert told == "there were 3 runs, now there are 2"
