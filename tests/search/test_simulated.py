"""Runs behind a search: the right ones, kept, and never run twice."""

import multiprocessing
import os
import signal
from dataclasses import replace

import numpy as np
import pytest

from experiments.search import Effort, Simulated, begin, evolve, objectives, space
from experiments.search.simulated import outcome_names, study, worlds
from sim import Scenario, outcomes, simulate
from sim.errors import ScenarioError
from sim.scenario import Policy
from tests.search.problems import SMALL, die_while_looking, look, small

pytest.importorskip("pymoo")

if os.name == "posix":
    FORKED = multiprocessing.get_context("forkserver")
    FORKED.set_forkserver_preload(["tests.search.problems"])


def contents(folder):
    """Content of the statement and of every part, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.name.startswith("part-") or path.name == "search.json"
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "runs"
    return look(folder), contents(folder)


def test_worlds_are_those_of_a_plain_run(tmp_path):
    scenario = Scenario.load("liberia/us_freeze").replaced(6)
    names = ["none", "everything_at_once", "rescue"]
    made = {name: Policy.load(name, scenario) for name in names}
    ends = objectives(["readiness", "less troop_hhi"])
    found = worlds(study("s", scenario, made, ends, 5, 9), tmp_path / "s", ends)
    for place, name in enumerate(names):
        history = simulate(scenario, runs=5, seed=9, policy=made[name])
        table = outcomes(history, ["readiness", "troop_hhi"])
        for outcome in ("readiness", "troop_hhi"):
            np.testing.assert_array_equal(found[outcome][place], table[outcome])
        paid = history["policy_cost"].isel(quarter=slice(1, None)).mean("quarter")
        np.testing.assert_array_equal(found["cost"][place], paid.to_numpy().ravel())
    assert (found["cost"][0] == 0.0).all()
    assert (found["cost"][1] > 1.0).all()


def test_points_are_what_their_policies_are(tmp_path):
    evaluator = small(tmp_path / "runs", runs=3)
    points = np.array([[0.9, 0.1, 0.2, 0.8], [0.0, 0.5, 1.0, 0.0]])
    value = evaluator(points, 1).values
    scenario = evaluator.scenarios["toy"]
    for point, row in zip(points, value, strict=True):
        made = evaluator.space.at(point, scenario, "p")
        history = simulate(scenario, runs=3, seed=3, policy=made)
        table = outcomes(history)[["readiness", "funding_gap"]]
        assert row[:2] == pytest.approx(table.mean().to_numpy(), abs=1e-14)
    assert value[0, 2] != value[1, 2]


def test_the_worst_of_two_scenarios(tmp_path):
    names = ("liberia/frozen", "liberia/baseline")
    both = {name: Scenario.load(name).replaced(6) for name in names}
    first = both["liberia/frozen"]
    decided = space(Policy.load("transparency", first), first)
    ends = objectives(["funding_gap"], cost=False)
    point = decided.written[None]
    value = {}
    for how, some in (
        ("worst", both), ("mean", both), *((name, {name: one}) for name, one in both.items())
    ):  # fmt: skip
        one = Simulated(decided, dict(some), ends, 3, 1, tmp_path / how.replace("/", "-"), how)
        value[how] = float(one(point, 1).values[0, 0])
    pair = [value[name] for name in both]
    assert value["worst"] == max(pair)
    assert value["mean"] == pytest.approx(np.mean(pair))
    assert pair[0] != pair[1]


def test_stability_comes_with_its_companions():
    assert len(outcome_names(objectives(["more partnership_stability"]))) > 1


def test_a_finished_search_is_replayed_without_a_run(tmp_path, whole, monkeypatch):
    first = look(tmp_path / "runs")
    assert first.candidates.equals(whole[0].candidates)
    monkeypatch.setattr("experiments.sweep.running.compute", None)  # nothing may run
    again = look(tmp_path / "runs")
    assert again.candidates.equals(first.candidates)
    assert again.progress.equals(first.progress)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("nth", [1, 2, 12, 23])
def test_a_killed_search_goes_on_to_the_same_bytes(tmp_path, whole, nth):
    folder = tmp_path / "runs"
    process = FORKED.Process(target=die_while_looking, args=(folder, nth))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    before = contents(folder)
    assert len(before) < len(whole[1])
    assert before.items() <= whole[1].items()
    search = look(folder)
    assert contents(folder) == whole[1]
    for name in ("candidates", "progress"):
        one, other = tmp_path / f"{name}-1.parquet", tmp_path / f"{name}-2.parquet"
        getattr(search, name).to_parquet(one)
        getattr(whole[0], name).to_parquet(other)
        assert one.read_bytes() == other.read_bytes()


def test_another_search_does_not_go_into_the_same_folder(tmp_path):
    folder = tmp_path / "runs"
    assert not begin(small(folder), SMALL)
    assert begin(small(folder), SMALL)
    assert begin(small(folder), replace(SMALL, generations=9, patience=2))  # longer is the same
    with pytest.raises(ScenarioError, match="runs: 20 now, 10 there"):
        begin(small(folder, runs=20), SMALL)
    with pytest.raises(ScenarioError, match="population: 8 now, 6 there"):
        begin(small(folder), replace(SMALL, population=8))
    (folder / "search.json").write_text("{")
    with pytest.raises(ScenarioError, match="cannot be read"):
        begin(small(folder), SMALL)
    (folder / "search.json").rename(folder / "mine.txt")
    with pytest.raises(ScenarioError, match="holds no search"):
        begin(small(folder), SMALL)


def test_other_code_is_told(tmp_path, monkeypatch):
    begin(small(tmp_path / "runs"), SMALL)
    monkeypatch.setattr("experiments.search.keeping.stamp", lambda: "other")
    with pytest.raises(ScenarioError, match="made by other code"):
        begin(small(tmp_path / "runs"), SMALL)


def test_workers_change_nothing(tmp_path, whole):
    evaluator = replace(small(tmp_path / "runs"), processes=2)
    effort = Effort(6, 1, seed=2, patience=0)
    begin(evaluator, effort)
    search = evolve(evaluator.space, evaluator.objectives, evaluator, effort)
    first = whole[0].candidates.head(6)
    assert search.candidates.drop(columns="front").equals(first.drop(columns="front"))
