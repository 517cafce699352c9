"""`coalition run`: what it writes, what it says, what it refuses."""

import hashlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray

from experiments.commands import running
from experiments.commands.ensemble import PART, PICTURED, run_all
from experiments.commands.request import gather
from experiments.commands.summary import CHOSEN, terminal
from sim.ensemble import simulate
from sim.metrics import LEAD, outcomes
from sim.scenario import Scenario
from sim.streams import SCHEME
from tests.cli.conftest import ROOT, coalition, everything_under, manifest

QUICK = ("--runs", 3, "--quarters", 2, "--no-figures")


def test_everything_is_written(first):
    folder, _ = first
    out = folder / "out" / "toy-none-5"
    pictures = [f"figures/{name}.{kind}" for name in
                ("who_gives", "host", "trust", "survival", "network", "money")
                for kind in ("png", "svg")]  # fmt: skip
    files = ["manifest.json", "outcomes.parquet", "failures.parquet", "history.nc", "summary.md"]
    assert everything_under(out) == sorted([*files, "report.html", "figures", *pictures])
    assert everything_under(folder / "out")[0] == "toy-none-5", "nothing else is left behind"
    for name in pictures:
        starts = b"\x89PNG" if name.endswith("png") else b"<?xml"
        assert (out / name).read_bytes().startswith(starts)


def test_outcomes_are_those_of_the_library(first):
    folder, _ = first
    table = pd.read_parquet(folder / "out/toy-none-5/outcomes.parquet")
    history = simulate("toy", 40, 5, parameters={"actors.Partner.budget": 4.0})
    expected = outcomes(history).reset_index()
    pd.testing.assert_frame_equal(table, expected)
    assert table.columns[:2].tolist() == ["run", "seed"]


def test_failures_are_a_table_without_rows(first):
    folder, _ = first
    table = pd.read_parquet(folder / "out/toy-none-5/failures.parquet")
    assert table.columns.tolist() == ["run", "seed", "message"]
    assert table.empty


def test_the_manifest_tells_where_it_all_comes_from(first):
    import sim

    folder, _ = first
    out = folder / "out" / "toy-none-5"
    found = manifest(out)
    scenario = Scenario.load("toy")
    assert found["tool"] == "coalition-lab"
    assert found["kind"] == "run"
    assert found["version"] == sim.__version__
    assert found["scenario"]["sha256"] == scenario.sha256
    assert Scenario.from_dict(found["scenario"]["content"], "toy") == scenario
    assert found["policy"]["name"] == "none"
    assert found["settings"] == {"actors.Partner.budget": 4.0}
    assert (found["runs"], found["quarters"], found["seed"]) == (40, 8, 5)
    assert found["streams"] == SCHEME
    assert found["failures"] == 0
    assert found["started"] <= found["ended"]
    assert found["python"] == ".".join(map(str, sys.version_info[:3]))
    assert found["libraries"]["numpy"] == np.__version__
    assert found["command"][:3] == ["coalition", "run", "toy"]
    assert "--history" in found["command"]
    if (ROOT / ".git").exists():
        assert found["commit"] is None or len(found["commit"]) == 40
    assert set(found["files"]) | {"manifest.json", "figures"} == set(everything_under(out))
    for name, stated in found["files"].items():
        content = (out / name).read_bytes()
        assert stated == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def test_cost_comes_first_and_the_end_names_folder_and_command(first):
    _, done = first
    assert "40 runs of 8 quarters" in done.stderr
    assert "runs a second" in done.stderr
    assert "seed 5" in done.stderr
    *_, written, again = done.stdout.strip().splitlines()
    assert written.endswith(str(Path("out") / "toy-none-5"))
    assert again.startswith("The same again: coalition run toy ")


def test_the_printed_command_makes_the_same_outcomes(first):
    folder, done = first
    again = done.stdout.strip().splitlines()[-1].removeprefix("The same again: ")
    words = shlex.split(again)
    assert words[0] == "coalition"
    repeated = coalition(*words[1:], "--no-figures", cwd=folder)
    assert repeated.returncode == 0, repeated.stderr
    one, two = folder / "out/toy-none-5", folder / words[words.index("--out") + 1]
    assert (one / "outcomes.parquet").read_bytes() == (two / "outcomes.parquet").read_bytes()


def test_stability_never_stands_alone(first):
    folder, done = first
    names = [line.split()[0] for line in done.stdout.splitlines() if line]
    text = (folder / "out/toy-none-5/summary.md").read_text("utf-8")
    assert names[:2] == ["outcome", "readiness"], "stability asks for longer runs than these"
    places = [text.index(f"| `{name}` |") for name in LEAD]
    assert places == sorted(places)
    assert text[places[0] : places[2]].count("\n") == 2
    assert "no forecast" in text


@pytest.mark.parametrize("undefined", [[], ["readiness"], ["autonomy", "trust"]])
def test_the_terminal_shows_stability_between_its_judges(undefined):
    table = pd.DataFrame({name: [0.5] * 40 for name in reversed(CHOSEN)})
    table[undefined] = np.nan
    names = [line.split()[0] for line in terminal(table).splitlines()[1:]]
    assert names[:3] == list(LEAD)
    assert "trust" not in names or not undefined or "trust" not in undefined
    table["partnership_stability"] = np.nan
    names = [line.split()[0] for line in terminal(table).splitlines()[1:]]
    assert not {"partnership_stability", *undefined} & set(names)


def test_history_holds_all_series_of_all_chunks(call, here):
    runs = PART + 7
    words = ("--runs", runs, "--quarters", 2, "--seed", 9, "--no-figures", "--history")
    assert call("run", "toy", *words, "--out", "o").exit_code == 0
    expected = simulate("toy", runs, 9, quarters=2)
    with xarray.open_dataset("o/history.nc", engine="h5netcdf") as history:
        assert set(history.variables) == set(expected.variables)
        for name, variable in expected.variables.items():
            found = history[name].values
            if variable.dtype.kind == "U":
                found = found.astype(str)
            np.testing.assert_array_equal(found, variable.values, err_msg=name)
        table = outcomes(history).reset_index()
    pd.testing.assert_frame_equal(pd.read_parquet("o/outcomes.parquet"), table)


def test_pictures_show_the_first_runs_of_many(here):
    request = gather("toy", "none", PICTURED + PART, 3, 2, [], None, False)
    counted = []
    results = run_all(request, counted.append, ("help", "external", "readiness"))
    assert sum(counted) == len(results.outcomes) == PICTURED + PART
    assert results.pictured.sizes["run"] == PICTURED
    expected = simulate("toy", PICTURED, 3, quarters=2)["readiness"]
    np.testing.assert_array_equal(results.pictured["readiness"], expected)
    assert f"{PICTURED + PART:,}" in results.pictured.attrs["note"]


def test_a_fresh_seed_is_told(call):
    done = call("run", "toy", *QUICK, "--out", "o")
    seed = manifest("o")["seed"]
    assert f"seed {seed}" in done.stderr
    assert f"--seed {seed}" in done.stdout
    call("run", "toy", *QUICK, "--out", "p")
    assert manifest("p")["seed"] != seed


def test_settings_and_policies_change_the_outcome(call):
    ways = {"a": (), "b": ("--set", "actors.Partner.budget=9")}
    for out, words in ways.items():
        assert call("run", "toy", *QUICK, "--seed", 1, *words, "--out", out).exit_code == 0
    a, b = (pd.read_parquet(f"{out}/outcomes.parquet") for out in "ab")
    assert (b["external_total_musd"] > a["external_total_musd"]).all()
    Path("mine.yaml").write_text(
        "title: Mine\nstatus: assumption\nlevers:\n  push:\n    title: Push\n    intensity: 1\n"
        "    when: 2025Q1\n    effects: [{address: actors.Partner.priority, scale: 1}]\n"
    )
    assert call("run", "toy", *QUICK, "--policy", "mine.yaml", "--out", "c").exit_code == 0
    assert manifest("c")["policy"]["name"] == "mine"
    done = call("run", "toy", *QUICK, "--policy", "mine.yaml", "--out", "d",
                "--set", "policy.push.intensity=0.5")  # fmt: skip
    assert done.exit_code == 0, done.output


def test_all_faults_come_at_once_and_nothing_is_written(call, here):
    done = call(
        "run", "toy", "--policy", "statusquo", "--runs", 0, "--seed", -1, "--quarters", 401,
        "--set", "rules.fatigue.gian=1", "--set", "rules.fatigue.gain=99", "--set", "nonsense",
        "--set", "rules.trust.on=0", "--set", "rules.trust.on=1",
    )  # fmt: skip
    assert done.exit_code == 2
    for words in ("no policy 'statusquo'", "--runs is 0", "--seed is -1", "--quarters is 401",
                  "did you mean 'gain'?", "is 99; it must be between 0 and",
                  "'nonsense' must read ADDRESS=VALUE", "given twice", "8 faults"):  # fmt: skip
        assert words in done.stderr, words
    assert done.stdout == ""
    assert everything_under(here) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("liberia/baselin",), "did you mean 'liberia/baseline'?"),
        (("absent.yaml",), "absent.yaml"),
        (("toy", "--runs", "many"), "'many'"),
        (("toy", "--rusn", "3"), "--rusn"),
        ((), "SCENARIO"),
    ],
)
def test_bad_input_in_a_process_of_its_own(tmp_path, words, said):
    done = coalition("run", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert everything_under(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "toy", "--runs", 10**15), "--runs is 1,000,000,000,000,000; it must be at most"),
        (("validate", "--runs", 10**15), "it must be at most 10,000,000"),
        (("calibrate", "--runs", 10**15), "it must be at most 10,000,000"),
        (("compare", "toy", "--policies", "status_quo", "b"), "--policies: there is no policy 'b'"),
        (("compare", "toy", "--policies", "status_quo", "--seed", -1), "--seed is -1"),
        (("sweep", "tiny", "--shard", "1/2", "--cluster", "x:1"), "--shard exclude each other"),
        (("sensitivity", "tiny", "--outcome", "readines"), "did you mean 'readiness'?"),
        (("run", "policies/transparency"), "this is a policy, which stands after --policy"),
        (
            ("run", "toy", "--set", "\u0430ctors.Partner.budget=3"),
            "U+0430, CYRILLIC SMALL",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_runs(call, here, words, said):
    done = call(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "toy-" not in done.stderr  # nothing is said of the study that a comparison makes
    assert done.stdout == ""
    assert everything_under(here) == []


def test_a_circle_of_links_is_no_folder(call, here):
    (here / "round").symlink_to("round")
    done = call("run", "toy", "--runs", 1, "--out", "round")
    assert done.exit_code == 2
    assert "--out round cannot be used: Too many levels" in done.stderr


def test_closed_streams_lose_words_and_no_work(tmp_path):
    words = [sys.executable, "-m", "experiments.cli", "run", "toy", "--runs", "2", "--out", "done"]
    shell = f"{shlex.join(words)} >&- 2>&-"
    ended = subprocess.run(
        shell, shell=True, cwd=tmp_path, timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"},
    )  # fmt: skip
    assert ended.returncode == 0
    assert manifest(tmp_path / "done")["runs"] == 2


def test_runs_that_go_astray_end_with_1_and_are_listed(call):
    done = call(
        "run", "toy", "--runs", 4, "--seed", 3, "--set", "actors.Host.planned_budget=1e308",
        "--out", "o",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "4 of 4 runs went astray" in done.stderr
    assert "is not finite after" in done.stderr
    assert "RuntimeWarning" not in done.stderr
    gone = pd.read_parquet("o/failures.parquet")
    table = pd.read_parquet("o/outcomes.parquet")
    assert gone["run"].tolist() == [0, 1, 2, 3]
    assert gone["seed"].tolist() == table["seed"].tolist()
    assert table["readiness"].isna().all()
    assert manifest("o")["failures"] == 4


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Interrupted; nothing was written."),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (MemoryError(), 1, "not enough memory"),
        (RuntimeError("odd"), 1, "fault of coalition-lab"),
    ],
)
def test_nothing_is_left_half_written(call, here, monkeypatch, error, code, said):
    def fails(outcomes, messages, folder):
        (folder / "outcomes.parquet").write_text("half")
        raise error

    monkeypatch.setattr(running, "write_tables", fails)
    done = call("run", "toy", *QUICK, "--out", "deep/o")
    assert done.exit_code == code
    assert said in done.stderr
    assert everything_under(here) == ["deep"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path, how):
    words = ["run", "toy", "--runs", "10000000", "--quarters", "400", "--out", "o"]
    process = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", *words], cwd=tmp_path, text=True,
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Three actors" in process.stderr.readline()
    process.stderr.readline()
    assert everything_under(tmp_path) != []
    time.sleep(0.1)
    process.send_signal(how)
    try:
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said.strip() == "Interrupted; nothing was written."
    assert everything_under(tmp_path) == []


THROUGH_EXEC = 'exec("raise KeyboardInterrupt")'
IN_A_FINALISER = """
class Dying:
    def __del__(self):
        raise KeyboardInterrupt
Dying()
while True:
    pass
"""


@pytest.mark.parametrize("code", [THROUGH_EXEC, IN_A_FINALISER])
def test_an_interrupt_in_an_odd_place_counts(tmp_path, code):
    program = f"""
import experiments.commands.running as running
import experiments.cli
def execute(*words, **options):
    exec(compile({code!r}, "odd", "exec"))
running.execute = execute
experiments.cli.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "run", "toy", "--out", "o"], cwd=tmp_path, text=True,
        capture_output=True, timeout=40, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (130, "Interrupted; nothing was written.")


def test_json_of_the_manifest_is_strict(first):
    folder, _ = first
    text = (folder / "out/toy-none-5/manifest.json").read_text("utf-8")

    def refuse(word):
        raise AssertionError(word)

    json.loads(text, parse_constant=refuse)
