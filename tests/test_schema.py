"""The JSON schemas accept what the checks accept, and catch what a schema can catch."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from experiments.cli import app
from experiments.design import SAMPLERS
from experiments.study import Study
from experiments.study.finding import shipped
from experiments.study.plain import KEYS
from experiments.study.schema import json_schema
from sim.errors import CoalitionError
from sim.scenario import json_schema as scenario_schema
from sim.scenario.folders import shipped as scenarios
from sim.scenario.reading import read

GOOD: dict[str, Any] = {
    "title": "Which assumptions decide",
    "scenario": "toy",
    "policy": ["none", "transparency"],
    "factors": {
        "rules.fatigue.gain": None,
        "rules.agency.leak_base": [0.1, 0.4],
        "rules.trust.on": None,
        "actors.Partner.budget": {"low": 2, "high": 8, "distribution": "triangular", "mode": 5},
    },
    "design": {"method": "sobol", "samples": 16},
    "replicates": 2,
    "seed": 1,
    "outcomes": ["readiness", "autonomy"],
    "history": ["readiness"],
    "quarters": 4,
    "chunk": 24,
}


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(json_schema())
    return Draft202012Validator(json_schema())


def changed(*path: str, to: Any) -> dict[str, Any]:
    study = copy.deepcopy(GOOD)
    inside: Any = study
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = to
    return study


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_study_is_valid(path: Path) -> None:
    assert [e.message for e in validator().iter_errors(read(path, path.name).plain())] == []


WRONG = {
    "a key that is not known": changed("policies", to=["none"]),
    "a scenario that does not ship": changed("scenario", to="liberia/basline"),
    "a policy that does not ship": changed("policy", to=["none", "divrsify"]),
    "an outcome that is none": changed("outcomes", to=["rediness"]),
    "a column that is none": changed("history", to=["rediness"]),
    "a parameter that is none": changed("factors", to={"rules.fatigue.gian": None}),
    "a value out of range": changed("factors", "rules.fatigue.gain", to=[0, 40]),
    "three ends of a range": changed("factors", "rules.fatigue.gain", to=[0, 0.1, 0.2]),
    "text for a number": changed("factors", "rules.fatigue.gain", to={"low": "little"}),
    "a distribution that is none": changed(
        "factors", "rules.fatigue.gain", to={"distribution": "gauss"}
    ),
    "values beside a range": changed(
        "factors", "rules.fatigue.gain", to={"values": [0.1, 0.2], "low": 0}
    ),
    "a method that is none": changed("design", to={"method": "sobel", "samples": 16}),
    "an option of another method": changed(
        "design", to={"method": "sobol", "samples": 16, "levels": 4}
    ),
    "a design without its size": changed("design", to={"method": "sobol"}),
    "constraints where rows are compared": changed(
        "design", to={"method": "morris", "samples": 4, "constraints": ["rules.trust.gain < 1"]}
    ),
    "a seed of its own where rows are compared": changed(
        "design", to={"method": "morris", "samples": 4}
    )
    | {"seeds": "independent"},
    "a seed below zero": changed("seed", to=-1),
    "half a run": changed("replicates", to=1.5),
    "a horizon of nothing": changed("quarters", to=0),
    "a seed factor without a count": changed("factors", "seed", to={"values": [1, 2]}),
    "no title": {key: value for key, value in GOOD.items() if key != "title"},
    "no seed": {key: value for key, value in GOOD.items() if key != "seed"},
    "factors without a design": {key: value for key, value in GOOD.items() if key != "design"},
    "nothing varied and no replicates": {"title": "Nothing", "seed": 1},
}


@pytest.mark.parametrize("why", WRONG)
def test_the_schema_catches_what_the_check_refuses(why: str) -> None:
    with pytest.raises(CoalitionError):
        Study.from_dict(WRONG[why])
    assert not validator().is_valid(WRONG[why])


RIGHT = {
    "as it stands": GOOD,
    "one name": changed("policy", to="diversify"),
    "a policy as a factor": {key: value for key, value in GOOD.items() if key != "policy"}
    | {"factors": {"policy": {"values": ["none", "diversify"]}}},
    "a number of a lever": changed("factors", "policy.transparency.intensity", to=[0, 1]),
    "nothing varied": {"title": "Ten worlds", "scenario": "toy", "replicates": 10, "seed": 1},
    "a switch": changed("factors", "rules.trust.on", to={"values": [0, 1]}),
    "levels": changed("design", to={"method": "one_at_a_time", "levels": 3}),
    "independent": GOOD | {"seeds": "independent"},
}


@pytest.mark.parametrize("why", RIGHT)
def test_the_schema_takes_what_the_check_takes(why: str) -> None:
    assert Study.from_dict(RIGHT[why]).runs
    assert [error.message for error in validator().iter_errors(RIGHT[why])] == []


def test_a_study_may_name_files() -> None:
    study = changed("scenario", to=["my/world.yaml", "toy"]) | {"policy": "answer.yml"}
    assert validator().is_valid(study)


def test_all_keys_and_methods_of_a_file_are_known_to_editors() -> None:
    schema = json_schema()
    assert list(schema["properties"]) == list(KEYS)
    offered = {
        one["properties"]["method"]["const"] for one in schema["properties"]["design"]["oneOf"]
    }
    assert offered == SAMPLERS.keys() - {"listed"}  # its points are no plain option
    told = schema["properties"]["factors"]["properties"]["rules.fatigue.gain"]["description"]
    assert "1/year" in told and "assumption" in told


def test_the_command_prints_it() -> None:
    done = CliRunner().invoke(app, ["schema", "--study"])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == json_schema()


FILES = sorted(path for path in scenarios().rglob("*.yaml") if "policies" not in path.parts)


def test_every_shipped_scenario_is_valid() -> None:
    found = Draft202012Validator(scenario_schema())
    for path in FILES:
        if path.stem != "levers":
            faults = [e.message for e in found.iter_errors(read(path, path.name).plain())]
            assert faults == [], path
