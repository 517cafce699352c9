"""A sweep's numbers are those of single runs, whoever computes them and in whatever order."""

import json
from concurrent.futures import Future

import numpy as np
import pandas as pd
import pytest

from experiments import open_study
from experiments.executor import InProcess, WorkersLost, drive
from experiments.store import Locked, StoreError
from experiments.study import Study
from experiments.sweep import Stopped, computing, running, sweep
from sim import CoalitionModel, outcomes
from sim.errors import CoalitionError, ScenarioError
from tests.sweep.conftest import SMALL, parts_of, small


def test_every_row_is_the_run_of_its_seed_and_parameters(tmp_path):
    study = small()
    summary = sweep(study, tmp_path / "out")
    assert (summary.runs, summary.done, summary.complete) == (32, 32, True)
    table = open_study(tmp_path / "out").table()
    assert table.index.tolist() == list(range(32))
    for run in (0, 7, 31):
        row = table.loc[run]
        own = {factor.name: row[factor.name] for factor in study.factors}
        model = CoalitionModel("toy", rng=int(row["seed"]), parameters=own).run()
        single = outcomes(model.history(), study.outcomes).iloc[0]
        assert row[list(study.outcomes)].tolist() == single[list(study.outcomes)].tolist()
        assert own == {name: column[row["point"]] for name, column in study.design.columns.items()}
    assert table.groupby("point")["seed"].nunique().tolist() == [2] * 16
    assert table["seed"].nunique() == 2


def test_order_chunks_and_workers_change_no_byte(tmp_path, monkeypatch):
    study = small()
    sweep(study, tmp_path / "serial")
    serial = parts_of(tmp_path / "serial")
    assert len(serial) == 4

    def backwards(tasks, staff, function, take):
        drive(reversed(list(tasks)), staff, function, take)

    with monkeypatch.context() as patch:
        patch.setattr(running, "drive", backwards)
        sweep(study, tmp_path / "backwards")
    sweep(study, tmp_path / "two", processes=2)
    for i in (2, 3, 1):
        summary = sweep(study, tmp_path / "shards", shard=(i, 3))
        assert summary.complete == (i == 1), "the last share to finish completes the study"
    for other in ("backwards", "two", "shards"):
        assert parts_of(tmp_path / other) == serial, other
    other_parts = small(chunk=5)
    sweep(other_parts, tmp_path / "five")
    tables = [open_study(tmp_path / name).table() for name in ("serial", "five")]
    pd.testing.assert_frame_equal(*tables, check_exact=True)


def test_a_sweep_resumes_with_the_bytes_of_an_uninterrupted_one(tmp_path):
    study, out = small(), tmp_path / "out"
    sweep(study, out)
    before = parts_of(out)
    files = sorted((out / "outcomes").iterdir())
    files[0].unlink()
    files[2].write_bytes(files[2].read_bytes()[:-9])
    files[3].write_bytes(b"")
    (out / "manifest.json").unlink()
    summary = sweep(study, out)
    assert (summary.found, summary.done) == (8, 24)
    assert parts_of(out) == before
    again = sweep(study, out)
    assert (again.found, again.done, again.complete) == (32, 0, True)


@pytest.mark.parametrize("history", [[], ["readiness", "help"]])
@pytest.mark.parametrize("method", ["sobol", "saltelli", "morris"])
def test_an_extended_study_keeps_its_runs(tmp_path, method, history):
    changes = {"replicates": 1, "chunk": 6, "history": history}
    few = small(design={"method": method, "samples": 4}, **changes)
    more = small(design={"method": method, "samples": 8}, **changes)
    sweep(few, tmp_path / "out")
    table = open_study(tmp_path / "out").table()
    summary = sweep(more, tmp_path / "out")
    assert (summary.found, summary.done) == (few.runs, more.runs - few.runs)
    sweep(more, tmp_path / "at_once")
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "at_once")
    extended = open_study(tmp_path / "out").table()
    pd.testing.assert_frame_equal(extended.head(few.runs), table, check_exact=True)
    with pytest.raises(ScenarioError, match="fewer would leave runs over"):
        sweep(few, tmp_path / "out")


def test_policies_are_compared_under_the_same_shocks(tmp_path):
    study = Study.from_dict(
        {
            **SMALL,
            "scenario": "liberia/baseline",
            "policy": ["none", "transparency"],
            "factors": {"rules.fatigue.gain": None, "policy.transparency.intensity": [0.5, 1]},
            "design": {"method": "latin_hypercube", "samples": 3},
            "quarters": 8,
        }
    )
    sweep(study, tmp_path / "out")
    table = open_study(tmp_path / "out").table()
    assert table["failure"].isna().all(), "a lever that a policy lacks is left alone"
    pairs = table.reset_index().pivot(index=["point", "replicate"], columns="policy")
    assert (pairs["seed"]["none"] == pairs["seed"]["transparency"]).all()
    assert (pairs["trust"]["none"] != pairs["trust"]["transparency"]).any()
    rows = table[table["policy"] == "transparency"]
    own = {f.name: rows.iloc[1][f.name] for f in study.factors}
    model = CoalitionModel(
        "liberia/baseline", rng=int(rows.iloc[1]["seed"]), policy="transparency", parameters=own,
        quarters=8,
    ).run()  # fmt: skip
    assert outcomes(model.history(), ["trust"])["trust"].item() == rows.iloc[1]["trust"]


def test_scenarios_of_different_actors_stand_in_one_table(tmp_path):
    worlds = ["toy", "liberia/baseline"]
    study = Study.from_dict(
        {**SMALL, "scenario": worlds, "factors": {"rules.fatigue.gain": None}, "quarters": 3}
    )
    sweep(study, tmp_path / "out")
    table = open_study(tmp_path / "out").table(["readiness"])
    assert table["scenario"].value_counts().to_dict() == dict.fromkeys(worlds, 32)
    assert table["readiness"].notna().all()


def test_histories_are_kept_as_xarray(tmp_path):
    study = small(history=["readiness", "help"], replicates=1)
    sweep(study, tmp_path / "out")
    results = open_study(tmp_path / "out")
    history = results.history()
    assert history.sizes["run"] == 16
    assert set(history.data_vars) == {"readiness", "help"}
    row = results.table().loc[5]
    own = {factor.name: row[factor.name] for factor in study.factors}
    single = CoalitionModel("toy", rng=int(row["seed"]), parameters=own).run().history()
    some = results.history(runs=[5, 9])
    assert some["run"].values.tolist() == [5, 9]
    np.testing.assert_array_equal(some["readiness"][0], single["readiness"])
    assert [part.sizes["run"] for part in results.histories()] == [8, 8]
    with pytest.raises(StoreError, match="none of these runs"):
        results.history(runs=[99])


def test_only_what_is_asked_for_is_loaded(tmp_path):
    import pyarrow.dataset as ds

    sweep(small(), tmp_path / "out")
    results = open_study(tmp_path / "out")
    assert list(results.table(["trust"], keys=False).columns) == ["trust"]
    chosen = results.table(["trust"], where=ds.field("rules.fatigue.gain") < 0.1)
    assert 0 < len(chosen) < 32
    assert sum(batch.num_rows for batch in results.batches()) == 32
    with pytest.raises(StoreError, match="no column 'trusty'"):
        results.table(["trusty"])
    with pytest.raises(StoreError, match="holds no study"):
        open_study(tmp_path)


def astray(monkeypatch, above=0.3):
    """Make runs with a high rules.fatigue.gain go wrong, in two ways."""
    simulate = computing.simulate

    def treacherous(scenario, *, parameters, seeds, **options):
        gain = np.asarray(parameters["rules.fatigue.gain"])
        if (gain > above + 0.05).any():
            raise ZeroDivisionError("a rule divides by nothing")
        history = simulate(scenario, parameters=parameters, seeds=seeds, **options)
        gone = {
            int(run): "trust of Partner is not finite after PartnerState.learn (rules: trust) in "
            "2026Q2"
            for run in np.flatnonzero(gain > above)
        }
        if gone:
            history.attrs["failures"] = json.dumps(gone)
        return history

    monkeypatch.setattr(computing, "simulate", treacherous)


def test_failed_runs_are_data(tmp_path, monkeypatch):
    sweep(small(), tmp_path / "clean")
    astray(monkeypatch)
    summary = sweep(small(), tmp_path / "out")
    table, clean = open_study(tmp_path / "out").table(), open_study(tmp_path / "clean").table()
    failed = table["rules.fatigue.gain"] > 0.3
    assert summary.complete
    assert summary.failures == failed.sum() > 0
    assert table.loc[failed, "readiness"].isna().all()
    pd.testing.assert_frame_equal(table[~failed], clean[~failed], check_exact=True)
    told = pd.read_parquet(tmp_path / "out/failures.parquet")
    assert told["run"].tolist() == table.index[failed].tolist()
    assert (told["seed"].to_numpy() == table.loc[failed, "seed"].to_numpy()).all()
    gain = told["rules.fatigue.gain"]
    assert (gain > 0.3).all()
    soft = told[gain <= 0.35]
    assert set(soft["rule"]) == {"trust"}
    assert set(soft["quarter"]) == {"2026Q2"}
    assert set(soft["actor"]) == {"Partner"}
    hard = told.loc[gain > 0.35, "message"]
    assert set(hard) == {"ZeroDivisionError: a rule divides by nothing"}
    manifest = open_study(tmp_path / "out").manifest
    assert manifest["failures"] == summary.failures


def test_what_failures_have_in_common_is_told(tmp_path, monkeypatch):
    from experiments.store import in_common

    astray(monkeypatch)
    study = small()
    sweep(study, tmp_path / "out")
    lines = in_common(open_study(tmp_path / "out").failures(), study.design.columns)
    assert any(line.startswith("rule trust in") for line in lines)
    (gain,) = [line for line in lines if line.startswith("rules.fatigue.gain")]
    assert "between 0.3" in gain
    assert not [line for line in lines if line.startswith("actors.Partner.budget")]
    assert in_common(open_study(tmp_path / "out").failures().head(0), {}) == []


def test_too_many_failures_stop_it_and_it_goes_on_when_allowed(tmp_path, monkeypatch):
    astray(monkeypatch)
    with pytest.raises(Stopped, match="--max-failures"):
        sweep(small(), tmp_path / "out", max_failures=2)
    assert (tmp_path / "out/failures.parquet").exists()
    assert not (tmp_path / "out/manifest.json").exists()
    stopped = len(parts_of(tmp_path / "out"))
    assert 1 <= stopped < 4
    assert sweep(small(), tmp_path / "out").complete


def test_nothing_but_failures_is_no_result(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        astray(patch, above=-1)
        with pytest.raises(Stopped, match="every run of the first part failed"):
            sweep(small(), tmp_path / "out")
    assert parts_of(tmp_path / "out") == {}
    assert sweep(small(), tmp_path / "out").failures == 0


def test_another_study_is_refused_with_the_difference(tmp_path):
    sweep(small(), tmp_path / "out")
    before = parts_of(tmp_path / "out")
    for changes, said in (
        ({"replicates": 3}, "replicates: 3 now, 2 there"),
        ({"seed": 4}, "seed: 4 now, 3 there"),
        ({"factors": {"rules.fatigue.gain": [0, 0.2]}}, "factors"),
        ({"outcomes": ["trust"]}, "outcomes"),
        ({"design": {"method": "latin_hypercube", "samples": 16}}, "design.method"),
    ):
        for anyway in (False, True):
            with pytest.raises(ScenarioError) as error:
                sweep(small(**changes), tmp_path / "out", anyway=anyway)
            assert "another study" in str(error.value)
            assert said in str(error.value)
    assert parts_of(tmp_path / "out") == before


def changed_world():
    from sim.scenario import Scenario

    world = Scenario.load("toy").resolved()
    world["actors"]["Partner"]["trust"] = 0.7
    return Study.from_dict(SMALL, "small", scenarios={"toy": Scenario.from_dict(world, "toy")})


def test_a_changed_scenario_is_refused_by_name_unless_told_otherwise(tmp_path):
    out = tmp_path / "out"
    sweep(small(), out)
    before = parts_of(out)
    with pytest.raises(ScenarioError) as error:
        sweep(changed_world(), out)
    assert "scenarios.toy.actors.Partner.trust" in str(error.value)
    assert "--anyway" in str(error.value)
    first = sorted((out / "outcomes").iterdir())[0]
    first.unlink()
    summary = sweep(changed_world(), out, anyway=True)
    assert (summary.found, summary.done) == (24, 8)
    after = parts_of(out)
    assert {name for name in before if before[name] != after[name]} == {f"outcomes/{first.name}"}
    assert any("Partner.trust" in line for lines in open_study(out).manifest["changed"]
               for line in lines)  # fmt: skip


def test_changed_code_and_libraries_are_refused_by_name(tmp_path, monkeypatch):
    from experiments.sweep import resuming

    out = tmp_path / "out"
    sweep(small(), out)
    (out / "manifest.json").unlink()
    now = resuming.basis()
    other = {
        "code": {**now["code"], "sim/rules/trust.py": "0" * 64},
        "environment": {**now["environment"], "numpy": "0.1"},
    }
    monkeypatch.setattr(resuming, "basis", lambda: other)
    with pytest.raises(ScenarioError) as error:
        sweep(small(), out)
    assert "code.sim/rules/trust.py has changed" in str(error.value)
    assert "environment.numpy: '0.1' now" in str(error.value)
    assert sweep(small(), out, anyway=True).complete


def test_a_worker_with_other_code_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(computing, "stamp", lambda: "other")
    with pytest.raises(CoalitionError, match="a worker runs other code"):
        sweep(small(), tmp_path / "out")
    assert parts_of(tmp_path / "out") == {}


def test_a_second_process_is_refused_and_shards_share(tmp_path):
    from experiments.store.locks import held

    out = tmp_path / "out"
    sweep(small(), out)
    with held(out), pytest.raises(Locked, match="in use by process"):
        sweep(small(), out)
    with held(out, "1-of-2"):
        with pytest.raises(Locked):
            sweep(small(), out)
        with pytest.raises(Locked):
            sweep(small(), out, shard=(1, 2))
        assert sweep(small(), out, shard=(2, 2)).complete
    assert (out / ".lock").exists(), "a lock file alone is no lock"
    assert sweep(small(), out).complete


def test_workers_that_die_again_and_again_are_given_up():
    class Doomed(InProcess):
        lost = (KeyError,)
        renewed = 0

        def renew(self):
            self.renewed += 1
            return False

        def submit(self, function, task):
            future = super().submit(lambda _: None, task)
            if task != 1 or self.renewed < 3:
                future = type(future)()
                future.set_exception(KeyError(task))
            return future

    staff, taken = Doomed(), []
    with pytest.raises(WorkersLost, match="5 times in a row"):
        drive([0, 1, 2], staff, str, lambda task, result: taken.append(task))
    assert taken == [1]
    assert staff.renewed == 8, "a finished task gives new patience"


def test_tasks_of_a_pool_that_broke_are_handed_out_again():
    class Breaking(InProcess):
        lost = (KeyError,)
        ahead = 3
        broken = False

        def renew(self):
            self.broken = True
            return True

        def submit(self, function, task):
            if self.broken:
                return super().submit(function, task)
            future = Future()
            if task == 0:
                future.set_exception(KeyError(task))
            return future  # the others would never end

    taken = []
    drive(range(5), Breaking(), str, lambda task, result: taken.append((task, result)))
    assert sorted(taken) == [(task, str(task)) for task in range(5)]
