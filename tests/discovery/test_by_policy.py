"""Where each policy of a study fails."""

import numpy as np
import pytest

from experiments import open_study
from experiments.discovery import (
    DiscoveryError,
    default_condition,
    failures_by_policy,
    parse_condition,
    searchable,
    unit,
)
from experiments.study import Study
from experiments.sweep import sweep


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crossed") / "out"
    study = {
        "title": "Crossed",
        "scenario": ["toy", "liberia/baseline"],
        "policy": ["none", "status_quo"],
        "factors": {"rules.forces.training_yield": [0.1, 0.8], "rules.fatigue.gain": None},
        "design": {"method": "sobol", "samples": 32},
        "seed": 3,
        "quarters": 6,
        "outcomes": ["readiness", "membership_retention", "composition_stability"],
    }
    sweep(Study.from_dict(study, "crossed"), folder)
    return open_study(folder)


def test_a_default_failure_is_worse_than_most_worlds_of_the_reference(results):
    table = results.table()
    condition, words = default_condition(table, "readiness", "none")
    assert condition.op == "<"
    own = table[table["policy"] == "none"]
    assert condition.holds(own).mean() == pytest.approx(0.2, abs=0.02)
    below = f"readiness is below {condition.threshold:g}"
    assert words == f"{below}: worse than in 80% of the worlds of none"
    with pytest.raises(DiscoveryError, match="neither more nor less is to be wished"):
        default_condition(table, "composition_stability", "none")


def test_each_policy_has_its_box(results):
    found = failures_by_policy(results, outcomes=["readiness"], reference="none", splits=3)
    assert set(found.boxes["policy"]) == {"none", "status_quo"}
    assert set(found.boxes["outcome"]) == {"readiness"}
    assert {"policy", "condition", "factor", "low", "high", "words", "sentence"} <= {
        *found.boxes.columns
    }
    assert not found.refused
    # readiness differs between a toy and Liberia by more than any factor moves it
    rows = found.boxes[found.boxes["factor"] == "scenario"]
    assert len(rows) == 2
    again = failures_by_policy(results, outcomes=["readiness"], reference="none", splits=3)
    assert again.boxes.equals(found.boxes)


def test_a_condition_of_ones_own_and_what_is_refused(results):
    never = parse_condition("readiness < 0.000001")
    found = failures_by_policy(results, never, splits=0)
    assert found.boxes.empty
    assert set(found.refused) == {("none", str(never)), ("status_quo", str(never))}
    assert "no failure to explain" in found.refused["none", str(never)]
    all_outcomes = failures_by_policy(results, splits=0)
    assert ("", "composition_stability") in all_outcomes.refused
    with pytest.raises(DiscoveryError, match="did you mean 'status_quo'"):
        failures_by_policy(results, policies=["status_qo"])


def test_scenario_and_policy_are_factors_where_there_are_several(results):
    table = results.table()
    names = [getattr(one, "name", one) for one in searchable(results, table, {"policy"})]
    assert names == ["rules.forces.training_yield", "rules.fatigue.gain", "scenario"]
    both = [getattr(one, "name", one) for one in searchable(results, table, set())]
    assert both[-2:] == ["scenario", "policy"]
    one = table[table["scenario"].astype(str) == "toy"]
    assert "scenario" not in searchable(results, one, {"policy"})


def test_where_only_labels_vary_replicates_are_drawn(results, tmp_path):
    study = {
        "title": "Labels",
        "scenario": ["toy", "liberia/baseline"],
        "policy": "none",
        "seed": 3,
        "replicates": 30,
        "quarters": 4,
        "outcomes": ["readiness"],
    }
    sweep(Study.from_dict(study, "labels"), tmp_path / "out")
    labels = open_study(tmp_path / "out")
    found = failures_by_policy(labels, parse_condition("readiness < 0.235"), splits=2)
    (one,) = found.found.values()
    assert (one.sample.unit, one.sample.points) == ("replicates", 30)
    assert one.chosen.factors == ("scenario",)
    table = results.table()
    assert unit(table, searchable(results, table, {"policy"})) == "point"


def test_points_are_shared_by_scenarios(results):
    found = failures_by_policy(results, outcomes=["readiness"], splits=0)
    for one in found.found.values():
        assert one.sample.points == 32
        assert len(one.sample.failing) == 64
        assert np.isfinite(one.intervals["base_rate"]).all()
