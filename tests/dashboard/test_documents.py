import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from experiments.dashboard.computing import show
from experiments.dashboard.documents import (
    folder_zip,
    policy_yaml,
    report_html,
    scenario_yaml,
    table_csv,
)
from experiments.dashboard.preparing import prepare
from experiments.dashboard.state import View, World
from sim import Policy, Scenario, simulate
from tests.dashboard import worlds

CHANGED = {
    "rules.fatigue.gain": 0.31,
    "rules.herding.on": 0.0,
    "actors.China.budget": 2.5,
    "actors.Liberia.readiness": 0.3,
    "events.us_freeze.depth": 0.7,
    "events.us_freeze.lasts": 6.0,
    "events.us_cut.when": 9.0,
}


def test_the_table_holds_all_digits():
    result = worlds.toy().current
    read = pd.read_csv(io.BytesIO(table_csv(result)))
    assert list(read["run"]) == list(range(12))
    for name in ("seed", "trust", "readiness"):
        assert np.array_equal(read[name], result.outcomes[name])


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_the_scenario_file_is_the_world_with_its_changed_numbers(tmp_path):
    world = World("liberia/us_freeze", settings=tuple(CHANGED.items()))
    path = written(tmp_path, "mine.yaml", scenario_yaml(prepare(world, 12, {})))
    changed = simulate("liberia/us_freeze", 6, 1, parameters=CHANGED, quarters=12)
    again = simulate(str(path), 6, 1)
    for name in changed.data_vars:
        assert np.array_equal(changed[name], again[name], equal_nan=changed[name].dtype.kind == "f")


def test_shares_that_must_sum_to_one_do_so_in_the_file(tmp_path):
    world = World("liberia/baseline").having("actors.China.profile.equipment", 0.85)
    path = written(tmp_path, "mine.yaml", scenario_yaml(prepare(world, 6, {})))
    changed = simulate("liberia/baseline", 3, 1, parameters=dict(world.settings), quarters=6)
    # the file states rounded shares: equal to rounding, not to the last bit
    np.testing.assert_allclose(simulate(str(path), 3, 1)["help"], changed["help"], rtol=1e-9)


@pytest.mark.parametrize("name", ["toy", "liberia/baseline", "liberia/history", "cases/un_early"])
def test_every_scenario_file_reads_back_as_it_is(tmp_path, name):
    prepared = prepare(World(name), None, {})
    path = written(tmp_path, "same.yaml", scenario_yaml(prepared))
    assert Scenario.load(path).resolved() == prepared.scenario.resolved()


def test_the_policy_file_is_the_policy_with_its_changed_numbers(tmp_path):
    changed = {
        "policy.adaptability.intensity": 0.3,
        "policy.adaptability.threshold": 0.05,
        "policy.adaptability.cost": 0.5,
        "policy.transparency.intensity": 0.4,
    }
    world = World("liberia/us_freeze", "rescue", ("transparency",), tuple(changed.items()))
    prepared = prepare(world, 12, {})
    path = written(tmp_path, "mine.yaml", policy_yaml(prepared))
    scenario = prepared.scenario
    policy = Policy.load(str(path), scenario)
    assert policy.levers["adaptability"].when.trigger.threshold == 0.05
    ours = simulate(scenario, 6, 1, prepared.policy, changed)
    theirs = simulate(scenario, 6, 1, policy)
    for name in ("readiness", "trust", "policy_cost"):
        assert np.array_equal(ours[name], theirs[name], equal_nan=True)


def test_the_folder_is_that_of_coalition_run():
    view = worlds.with_setting("rules.fatigue.gain", 0.2)
    result = show(view, {}, lambda share: None).current
    told = []
    packed = zipfile.ZipFile(io.BytesIO(folder_zip(result, view, told.append)))
    names = set(packed.namelist())
    assert {"manifest.json", "outcomes.parquet", "summary.md", "report.html"} <= names
    assert {"scenario.yaml", "policy.yaml", "figures/host.png"} <= names
    manifest = json.loads(packed.read("manifest.json"))
    assert manifest["seed"] == view.seed
    assert manifest["settings"] == {"rules.fatigue.gain": 0.2}
    assert "--set rules.fatigue.gain=0.2" in manifest["again"]
    assert told[-1] == 1.0
    table = pd.read_parquet(io.BytesIO(packed.read("outcomes.parquet")))
    assert np.array_equal(table["trust"], result.outcomes["trust"])


def test_the_report_is_one_page():
    view = replace(View(world=World("toy")), runs=10, quarters=4)
    result = show(view, {}, lambda share: None).current
    page = report_html(result, view, lambda share: None).decode()
    assert page.lower().startswith("<!doctype html>")
    assert "no forecast" in page
