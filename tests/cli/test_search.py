"""`coalition search`: from levers to policies that can be run, and what it refuses."""

from __future__ import annotations

import json
import sys

import pandas as pd
import pytest

pytest.importorskip("pymoo")

WORDS = (
    "search", "toy", "--lever", "transparency", "--lever", "self_financing",
    "--trigger", "funding_gap > 0.2 for 2 quarters", "--lasts", 3, "--objective", "readiness",
    "--population", 6, "--generations", 3, "--runs", 10, "--fresh", 10, "--members", 3,
    "--quarters", 6, "--baseline", "none", "--baseline", "transparency",
)  # fmt: skip


def test_levers_become_a_front_and_policies_that_run(call, here):
    found = call(*WORDS, "--out", "found")
    assert found.exit_code == 0, found.output
    candidates = pd.read_parquet(here / "found/candidates.parquet")
    assert len(candidates) == 18
    front = pd.read_parquet(here / "found/front.parquet")
    assert set(front["setting"]) == {"training", "fresh"}
    assert set(front["kind"]) == {"found", "baseline"}
    assert {"none", "transparency", "levers", "levers always on"} <= set(front["policy"])
    progress = pd.read_parquet(here / "found/progress.parquet")
    assert progress["runs"].tolist() == [60, 120, 180]
    assert progress["hypervolume"].is_monotonic_increasing
    manifest = json.loads((here / "found/manifest.json").read_text())
    assert manifest["kind"] == "search"
    assert manifest["fresh_seed"] != manifest["seed"]
    words = (here / "found/summary.md").read_text()
    assert "no forecast" in words
    assert "18 candidates were tried" in words
    for name in ("front", "decisions", "progress"):
        assert (here / f"found/figures/{name}.png").stat().st_size > 10_000
    assert "Written: found" in found.stdout
    assert "At most 180 runs to search" in found.stderr

    # a policy that was found runs like any other, and comes to what the search said of it
    ran = call(
        "run", "toy", "--policy", "found/policies/search-01.yaml", "--runs", 10, "--seed", 1,
        "--quarters", 6, "--out", "run",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    row = front[(front["policy"] == "search-01") & (front["objective"] == "readiness")]
    trained = row.loc[row["setting"] == "training", "value"].item()
    outcomes = pd.read_parquet(here / "run/outcomes.parquet")
    assert outcomes["readiness"].mean() == pytest.approx(trained, abs=1e-12)


def test_it_is_not_replaced_and_not_run_twice(call, here, monkeypatch):
    words = (*WORDS, "--generations", 1, "--members", 1, "--out", "found")
    assert call(*words).exit_code == 0
    assert call(*words).exit_code == 2
    before = (here / "found/front.parquet").read_bytes()
    monkeypatch.setattr("experiments.sweep.running.compute", None)  # nothing may run
    again = call(*words, "--force")
    assert again.exit_code == 0, again.output
    assert "what is finished is not run again" in again.stderr
    assert (here / "found/front.parquet").read_bytes() == before
    other = call(*words, "--runs", 11, "--force")
    assert other.exit_code == 2
    assert "runs: 11 now, 10 there" in other.stderr


def test_fixed_levers_and_a_held_out_scenario(call, here):
    done = call(
        "search", "liberia/frozen", "--policy", "rescue", "--fixed", "--no-cost",
        "--objective", "readiness", "--objective", "funding_gap q90",
        "--held-out", "liberia/baseline", "--range", "policy.adaptability.intensity=0.5:0.5",
        "--population", 4, "--generations", 1, "--runs", 10, "--fresh", 10, "--members", 2,
        "--quarters", 4, "--baseline", "none",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    out = here / "out/liberia-frozen-rescue-fixed-search"
    decided = pd.read_parquet(out / "decisions.parquet")
    assert list(decided.columns[2:]) == [
        "policy.fundraising_diplomacy.intensity", "policy.self_financing.intensity",
    ]  # fmt: skip
    text = (out / "policies/search-01.yaml").read_text()
    assert "when:" not in text
    assert "intensity: 0.5" in text
    front = pd.read_parquet(out / "front.parquet")
    assert set(front["objective"]) == {"readiness", "funding_gap_q90"}
    assert "liberia/baseline" in set(front["setting"])
    assert "Held out: liberia/baseline" in (out / "summary.md").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--objective", "readyness"], "did you mean 'readiness'"),
        (["--lever", "transparence"], "transparence"),
        (["--policy", "rescue"], "either --policy, or --lever"),
        (["--baseline", "nobody"], "baseline nobody"),
        (["--held-out", "toy"], "it would hold nothing out"),
        (["--range", "policy.transparency.intensity"], "must read ADDRESS=LOW:HIGH"),
        (["--population", "2", "--fresh", "3"], "2 faults"),
        (["--over", "best"], "must be mean or worst"),
        (["--trigger", "funding_gap >= 0.2"], "with > or <"),
        (["--budget", "5"], "the first generation alone takes 60"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(call, here, words, told):
    done = call(*WORDS, *words, "--out", "found")
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert "Traceback" not in done.output
    assert sorted(here.iterdir()) == []


def test_without_the_extra_it_says_how_to_install_it(call, here, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "pymoo"]:
        monkeypatch.setitem(sys.modules, name, None)
    done = call(*WORDS, "--out", "found")
    assert done.exit_code == 2
    assert "pip install 'coalition-lab[search]'" in done.stderr
    assert sorted(here.iterdir()) == []
