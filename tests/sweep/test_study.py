"""Study files: what they mean, which seeds they give, and every fault with its line."""

import json

import numpy as np
import pytest

from experiments.study import Study, study_names
from sim.errors import ScenarioError
from sim.metrics import OUTCOMES
from sim.scenario import Scenario
from sim.streams import run_seeds
from tests.sweep.conftest import SMALL, YAML, small


@pytest.mark.parametrize("name", study_names())
def test_shipped_studies_load_and_resolve_to_themselves(name):
    study = Study.load(name)
    assert study.title
    assert study.question.endswith("?") or name == "tiny"
    plain = json.loads(json.dumps(study.resolved()))
    again = Study.from_resolved(plain)
    assert again.sha256 == study.sha256
    assert again.factors == study.factors
    rows, same = study.rows(0, 7), again.rows(0, 7)
    np.testing.assert_array_equal(rows.seed, same.seed)
    assert rows.settings.keys() == same.settings.keys()


def test_the_study_of_stability_is_the_one_promised():
    study = Study.load("stability")
    assert (study.method, study.samples, len(study.factors)) == ("saltelli", 1024, 20)
    assert study.runs == 1024 * 22
    assert study.seeds == "base"
    assert study.outcomes[:3] == ("partnership_stability", "readiness", "autonomy")


def test_a_file_and_plain_data_are_the_same_study(tmp_path):
    (tmp_path / "small.yaml").write_text(YAML)
    loaded = Study.load(tmp_path / "small.yaml")
    design = {"method": "sobol", "samples": 64}
    made = Study.from_dict({**SMALL, "design": design, "chunk": 2}, "small")
    assert loaded.sha256 == made.sha256
    assert loaded.resolved() == made.resolved()


def test_range_default_and_kind_come_from_the_parameter_table():
    study = small(
        factors={
            "rules.fatigue.gain": None,
            "rules.fatigue.rest": [0.2, 0.25],
            "rules.trust.on": None,
            "actors.Host.ceiling": {"low": 1000, "high": 3000, "distribution": "normal",
                                    "mean": 2000, "sd": 300},
            "rules.turnover.autocracy": {"values": [1, 2]},
        }
    )  # fmt: skip
    gain, rest, switch, ceiling, autocracy = study.factors
    from sim.rules import RULES

    declared = RULES["fatigue"].parameters()["gain"]
    assert (gain.low, gain.high, gain.default) == (declared.low, declared.high, declared.default)
    assert (rest.low, rest.high) == (0.2, 0.25)
    assert (switch.values, switch.default) == ((0.0, 1.0), 1.0)
    assert ceiling.shape == {"mean": 2000, "sd": 300}
    assert autocracy.values == (1.0, 2.0)


def test_stability_never_stands_alone():
    study = small(outcomes=["partnership_stability"])
    assert study.outcomes == ("partnership_stability", "readiness", "autonomy")
    assert small(outcomes="trust").outcomes == ("trust",)
    plain = {key: value for key, value in SMALL.items() if key != "outcomes"}
    assert Study.from_dict(plain).outcomes == tuple(OUTCOMES)


def test_policies_meet_the_same_seeds():
    rows = small(policy=["none", "transparency"], scenario="liberia/baseline",
                 factors={"rules.fatigue.gain": None}).rows(0, 8)  # fmt: skip
    assert rows.policy.tolist() == ["none", "none", "transparency", "transparency"] * 2
    assert rows.replicate.tolist() == [0, 1] * 4
    assert rows.point.tolist() == [0] * 4 + [1] * 4
    assert rows.seed.tolist() == run_seeds(3, 2).tolist() * 4


@pytest.mark.parametrize(
    ("method", "seeds", "index"),
    [
        ("sobol", None, [0, 1, 0, 1, 0, 1]),
        ("sobol", "independent", [0, 1, 2, 3, 4, 5]),
        ("saltelli", None, [0, 1, 0, 1, 0, 1, 0, 1, 2, 3]),
        ("saltelli", "common", [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]),
        ("morris", None, [0, 1, 0, 1, 0, 1, 2, 3]),
    ],
)
def test_runs_that_are_compared_share_a_seed(method, seeds, index):
    changes = {"design": {"method": method, "samples": 4}}
    rows = small(**changes, **({"seeds": seeds} if seeds else {})).rows(0, len(index))
    assert rows.seed.tolist() == run_seeds(3, 100)[index].tolist()


def test_the_seed_can_be_a_factor():
    study = small(
        factors={"seed": {"count": 5}, "rules.fatigue.gain": None},
        design={"method": "saltelli", "samples": 8}, replicates=1,
    )  # fmt: skip
    rows = study.rows(0, study.runs)
    assert study.seeds == "factor"
    assert set(rows.factors["seed_factor"]) == {0, 1, 2, 3, 4}
    expected = run_seeds(3, 5)[rows.factors["seed_factor"].astype(int)]
    np.testing.assert_array_equal(rows.seed, expected)
    assert "seed_factor" not in rows.settings


def test_scenario_and_policy_can_be_factors():
    study = Study.from_dict(
        {
            **{key: value for key, value in SMALL.items() if key != "scenario"},
            "factors": {
                "scenario": {"values": ["liberia/baseline", "liberia/us_freeze"]},
                "policy": {"values": ["none", "diversify", "transparency"]},
            },
            "design": {"method": "full_factorial"},
            "replicates": 1,
        }
    )
    rows = study.rows(0, study.runs)
    pairs = list(zip(rows.scenario, rows.policy, strict=True))
    assert len(set(pairs)) == study.runs == 6
    assert rows.settings == {}


def test_a_world_made_in_python_can_be_studied():
    world = Scenario.load("toy").resolved()
    world["title"] = "Mine"
    mine = Scenario.from_dict(world, "mine")
    study = Study.from_dict({**SMALL, "scenario": "mine"}, scenarios={"mine": mine})
    assert study.scenarios["mine"].title == "Mine"


FAULTY = """\
titel: A small study
scenario: [toy, toi]
policy: nonne
factors:
  rules.fatigue.gain: [0, 9]
  rules.fatige.rest:
design: {method: sobal, samples: many, levels: 3}
replicates: 0
seeds: own
outcomes: [readines]
history: [redness]
"""


def test_all_faults_are_told_with_their_lines(tmp_path):
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    with pytest.raises(ScenarioError) as error:
        Study.load(path)
    told = {fault.line: fault.message for fault in error.value.faults if fault.line != 1}
    assert all(fault.file == str(path) for fault in error.value.faults)
    first = [fault.message for fault in error.value.faults if fault.line == 1]
    assert any("did you mean 'title'" in message for message in first)
    assert any("seed is missing" in message for message in first)
    assert "did you mean 'toy'" in told[2]
    assert "samples" in told[7] or "sobal" in told[7]
    assert "whole number" in told[8]
    assert "common, base, independent" in told[9]
    assert "did you mean 'readiness'" in told[10]
    assert "no column is named 'redness'" in told[11]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"factors": {"rules.fatigue.gain": [0, 9]}}, "between 0 and 0.4"),
        ({"factors": {"rules.fatigue.gian": None}}, "did you mean 'gain'"),
        ({"factors": {"actors.Partner.budget": None}}, "nothing bounds it"),
        ({"factors": {"rules.fatigue.gain": 3}}, "must be empty, [low, high] or a mapping"),
        ({"factors": {"rules.fatigue.gain": {"hi": 1}}}, "factors.rules.fatigue.gain.hi"),
        ({"factors": {"rules.fatigue.gain": {"distribution": "normal"}}}, "mean and sd"),
        ({"factors": {"rules.fatigue.gain": {"default": 5}}}, "must lie in the range"),
        ({"factors": {"rules.fatigue.gain": {"values": [0.1, 7]}}}, "between 0 and 0.4"),
        ({"factors": {"policy.nothing.intensity": None}}, "no policy of the study has it"),
        ({"factors": {}}, "factors is missing or empty"),
        ({"factors": {"seed": {"count": 1}}}, "whole number from 2"),
        ({"seeds": "independent", "design": {"method": "saltelli", "samples": 4}},
         "chance would look like an effect"),
        ({"design": {"method": "sobol", "samples": 10}}, "such as 8 or 16"),
        ({"design": {"method": "sobol", "samples": 8, "level": 2}}, "design.level is not known"),
        ({"design": {"method": "sobol", "samples": 8, "constraints": ["a < b"]}}, "neither"),
        ({"policy": ["none", "none"]}, "names 'none' twice"),
        ({"scenario": []}, "is empty"),
        ({"seed": 1.5}, "whole number"),
        ({"quarters": 0}, "whole number between 1 and 400"),
        ({"replicates": 10**6}, "more than 10,000,000"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(changes, said):
    with pytest.raises(ScenarioError) as error:
        small(**changes)
    assert said in str(error.value)


def test_histories_of_several_worlds_are_refused():
    with pytest.raises(ScenarioError, match="one scenario"):
        small(scenario=["toy", "liberia/baseline"], history=["readiness"],
              factors={"rules.fatigue.gain": None})  # fmt: skip


def test_the_nearest_study_is_named():
    with pytest.raises(ScenarioError, match="did you mean 'stability'"):
        Study.load("stabilty")
