"""Replicates put behind those that are there, and sequential comparisons that resume."""

import pandas as pd
import pytest

from experiments.comparison import ComparisonError, Zone, compare, resized, runs_of, until_clear
from experiments.store import open_study
from experiments.study import Study
from experiments.sweep import Stopped, sweep
from sim.errors import ScenarioError

DATA = {
    "title": "Toys compared",
    "scenario": "toy",
    "policy": ["none", "transparency"],
    "replicates": 10,
    "seed": 3,
    "outcomes": ["readiness", "trust"],
    "quarters": 6,
    "chunk": 16,
}


def study(**changes):
    return Study.from_dict({**DATA, **changes}, "toys")


def test_a_study_without_factors_is_one_point_run_so_often():
    one = study()
    assert (len(one.design), one.runs, one.samples, one.parts) == (1, 20, 0, 2)
    rows = one.rows(0, 6)
    assert rows.replicate.tolist() == [0, 0, 1, 1, 2, 2]
    assert rows.policy.tolist() == ["none", "transparency"] * 3
    assert rows.seed[0] == rows.seed[1] != rows.seed[2]
    again = Study.from_resolved(one.resolved())
    assert again.sha256 == one.sha256
    assert again.rows(0, 6).seed.tolist() == rows.seed.tolist()


def test_more_replicates_stand_behind_the_first(tmp_path):
    assert study(replicates=40).sha256 == study().sha256
    assert study(seed=4).sha256 != study().sha256
    sweep(study(), tmp_path / "out")
    first = open_study(tmp_path / "out").table()
    sweep(study(replicates=25), tmp_path / "out")
    grown = open_study(tmp_path / "out").table()
    sweep(study(replicates=25), tmp_path / "fresh")
    fresh = open_study(tmp_path / "fresh").table()
    pd.testing.assert_frame_equal(grown.iloc[:20], first)
    pd.testing.assert_frame_equal(grown, fresh)
    for name in ("part-000000.parquet", "part-000003.parquet"):
        ours, theirs = (tmp_path / f / "outcomes" / name for f in ("out", "fresh"))
        assert ours.read_bytes() == theirs.read_bytes()


def test_fewer_are_refused_but_can_be_read(tmp_path):
    sweep(study(replicates=25), tmp_path / "out")
    with pytest.raises(ScenarioError, match="replicates: 10 now, 25 there; more can be added"):
        sweep(study(), tmp_path / "out")
    table = runs_of(study(), tmp_path / "out", ["trust"])
    assert len(table) == 20
    assert table["replicate"].max() == 9
    assert list(table.columns[-1:]) == ["trust"]


def test_factors_make_it_another_study(tmp_path):
    sweep(study(), tmp_path / "out")
    other = study(factors={"rules.fatigue.gain": None}, design={"method": "sobol", "samples": 4})
    with pytest.raises(ScenarioError, match="another study"):
        sweep(other, tmp_path / "out")


@pytest.mark.parametrize("changes", [{"replicates": None}, {"design": {"method": "sobol"}}])
def test_a_study_that_forgot_its_factors_is_told(changes):
    data = {key: value for key, value in {**DATA, **changes}.items() if value is not None}
    with pytest.raises(ScenarioError, match=r"factors is missing or empty.*state replicates"):
        Study.from_dict(data)


def test_points_of_a_nested_design_grow_too(tmp_path):
    one = study(
        factors={"rules.fatigue.gain": None}, design={"method": "sobol", "samples": 8}, replicates=2
    )
    sweep(resized(one, 16), tmp_path / "out")
    table = runs_of(one, tmp_path / "out")
    assert table["point"].max() == 7
    assert len(table) == one.runs
    fixed = study(factors={"rules.fatigue.gain": None}, design={"method": "full_factorial"})
    with pytest.raises(ComparisonError, match="full_factorial design cannot be given more points"):
        resized(fixed, 2)


def test_until_clear_stops_when_clear_and_says_so(tmp_path):
    told = []
    found = until_clear(study(), tmp_path / "out", 2000, outcomes=["trust"], told=told.append)
    assert found.is_clear
    assert found.words.startswith("Every comparison is clear after look 1 of")
    assert [look.runs for look in told] == [20]
    assert open_study(tmp_path / "out").study.replicates == 10


def test_until_clear_ends_with_its_budget_and_resumes_to_the_same(tmp_path):
    table = runs_of(study(replicates=45), tmp_path / "pilot")
    exact = abs(compare(table).differences.set_index("outcome")["difference"])
    # zones whose edges are the differences themselves: more runs cannot decide
    sharp = Zone(absolute=exact[~exact.index.duplicated()].to_dict())
    whole = until_clear(study(), tmp_path / "out", 90, zone=sharp, resamples=200)
    assert [look.size for look in whole.looks] == [10, 20, 45]
    assert not whole.is_clear
    assert "The budget is spent after look 3 of 3, 90 runs" in whole.words
    # killed after a few parts, and begun again
    parts = []

    def killed(summary):
        parts.append(summary.done)
        if len(parts) == 4:
            raise Stopped("here")

    with pytest.raises(Stopped):
        until_clear(study(), tmp_path / "new", 90, zone=sharp, resamples=200, report=killed)
    again = until_clear(study(), tmp_path / "new", 90, zone=sharp, resamples=200)
    pd.testing.assert_frame_equal(again.comparison.differences, whole.comparison.differences)
    assert again.looks == whole.looks
    # and once more over runs that are all there
    before = sorted((p.name, p.stat().st_mtime_ns) for p in (tmp_path / "out/outcomes").iterdir())
    until_clear(study(), tmp_path / "out", 90, zone=sharp, resamples=200)
    after = sorted((p.name, p.stat().st_mtime_ns) for p in (tmp_path / "out/outcomes").iterdir())
    assert before == after


def test_a_budget_below_the_first_look_is_refused(tmp_path):
    with pytest.raises(ComparisonError, match="the budget is 10 runs, and the first look takes 20"):
        until_clear(study(), tmp_path / "out", 10)
    assert not (tmp_path / "out").exists()
