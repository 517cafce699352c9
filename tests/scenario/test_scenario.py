"""A good scenario: its numbers, their origins, and its way through a dictionary."""

from __future__ import annotations

import copy
import pickle

import pytest
import yaml

from sim.calendar import Quarter
from sim.columns import CHANNELS, KINDS
from sim.errors import AddressError, ScenarioError
from sim.scenario import (
    Effect,
    Scenario,
    Target,
    Trigger,
    When,
    json_schema,
    parameter_table,
)
from tests.scenario.worlds import GOOD, write

HOST_ALONE = {
    "title": "Alone",
    "start": "2025Q1",
    "quarters": 1,
    "actors": {
        "H": {
            "kind": "host_state",
            "planned_budget": 1,
            "required_budget": 1,
            "own_budget": 1,
            "external_lately": 0,
            "ceiling": 10,
            "personnel": 10,
        }
    },
}


def test_actors_stand_in_row_order(good):
    assert good.names == ["Liberia", "China", "United States", "ECOWAS"]
    assert good.of_kind("partner_state") == ["China", "United States"]
    assert good.axis("supplier") == ["China", "United States", "ECOWAS"]
    assert good.axis("channel") == list(CHANNELS)
    assert good.axis("community") == []
    with pytest.raises(AddressError, match="there is no axis 'suplier'"):
        good.axis("suplier")


def test_numbers(good):
    china = good.actors["China"]
    assert (china.kind, china.label, china.role) == ("partner_state", "China", "")
    assert china.numbers["profile"] == {"infrastructure": 0.6, "equipment": 0.4}
    assert china.numbers["rivalry"] == {"United States": 1.0}
    assert good.actors["Liberia"].numbers["planned_budget"] == 3.7
    assert good.rules == {"fatigue": {"gain": 0.1, "on": 0.0}}
    assert good.trends == {"actors.United States.budget": -0.05}
    assert (good.start, good.quarters, good.name) == (Quarter(2025, 1), 12, "good")


def test_events(good):
    freeze, gap = good.events["freeze"], good.events["gap"]
    assert freeze.when == When("date", 2, 2)
    assert (freeze.lasts, freeze.depth, freeze.ramp) == ((2, 8), (0.2, 0.8), 0)
    assert freeze.source == "The file's source"
    budget = Target("column", "United States", "budget", None)
    assert freeze.effects[0] == Effect((budget,), "scale", -1.0, "actors.United States.budget")
    assert freeze.effects[1].targets == (Target("rule", "fatigue", "gain"),)
    assert gap.when == When("trigger", trigger=Trigger("actors.Liberia.funding_gap", ">", 0.3, 2))
    assert (gap.lasts, gap.depth, gap.title) == (None, (1.0, 1.0), "gap")
    owners = [target.owner for target in gap.effects[0].targets]
    assert owners == ["China", "United States", "ECOWAS"]


@pytest.mark.parametrize(
    ("stated", "when"),
    [
        ("{between: [2024Q1, 2026Q4]}", When("between", -4, 7)),
        ("{rate: 0.1}", When("rate", None, None, 0.1)),
        ("{rate: {value: 0.1, source: x}, from: 2025Q2}", When("rate", 1, None, 0.1)),
        ("{rate: 0.1, until: 2025Q4}", When("rate", None, 3, 0.1)),
        (
            "actors.China.relation.United States < -0.5",
            When("trigger", trigger=Trigger("actors.China.relation.United States", "<", -0.5, 1)),
        ),
        (
            "host_state>1",
            None,
        ),
    ],
)
def test_when(stated, when, world):
    write(world, "a.yaml", GOOD.replace("when: 2025Q3", f"when: {stated}"))
    if when is None:
        with pytest.raises(ScenarioError):
            Scenario.load("a.yaml")
    else:
        assert Scenario.load("a.yaml").events["freeze"].when == when


@pytest.mark.parametrize(
    ("address", "value", "source", "status", "line"),
    [
        ("actors.China.budget", 1.5, "The file's source", "estimate", 10),
        ("actors.China.profile.equipment", 0.4, "The file's source", "estimate", 12),
        ("actors.Liberia.personnel", 2010, "", "assumption", 21),
        ("actors.Liberia.planned_budget", 3.7, "WDI", "estimate", 17),
        ("actors.United States.assessment.ECOWAS", 0.2, "The treaty", "estimate", 27),
        ("rules.fatigue.gain", 0.1, "A study", "estimate", 6),
        ("events.freeze.depth", (0.2, 0.8), "", "assumption", 34),
        ("events.freeze.lasts", (2, 8), "The file's source", "estimate", 33),
        ("trends.actors.United States.budget", -0.05, "A fit", "estimate", 42),
        ("actors.China.trust", 0.5, "default of the column", "assumption", None),
    ],
)
def test_provenance(good, address, value, source, status, line):
    known = good.provenance(address)
    assert (known.value, known.source, known.status) == (value, source, status)
    assert (known.file, known.line) == ("good.yaml" if line else "", line)


def test_provenance_of_a_default_parameter(good):
    known = good.provenance("rules.fatigue.rest")
    assert (known.value, known.status, known.unit) == (0.22, "stylised fact", "1/year")
    with pytest.raises(AddressError):
        good.provenance("rules.fatigue.rset")


def test_provenance_of_an_event_s_defaults(good):
    assert good.provenance("events.gap.depth").value == 1.0
    assert good.provenance("events.gap.lasts").value is None
    for address in ("events", "events.gap", "events.gop.depth", "events.gap.ramp", ""):
        with pytest.raises(AddressError):
            good.provenance(address)


def test_confidence_belongs_to_its_own_claim(world):
    text = GOOD.replace("source: The file's source", "source: S\nconfidence: high")
    write(world, "a.yaml", text)
    scenario = Scenario.load("a.yaml")
    assert scenario.provenance("actors.China.budget").confidence == "high"
    assert scenario.provenance("events.freeze.depth").confidence == ""
    assert Scenario.from_dict(scenario.resolved(), "a") == scenario


def test_a_restated_number_does_not_inherit_a_source(world):
    write(world, "base.yaml", GOOD)
    restated = "China: {budget: 2}\n  Liberia: {planned_budget: {value: 4}}\n"
    write(world, "child.yaml", f"extends: base\nactors:\n  {restated}")
    for address in ("actors.China.budget", "actors.Liberia.planned_budget"):
        known = Scenario.load("child.yaml").provenance(address)
        assert (known.source, known.status, known.file) == ("", "assumption", "child.yaml")


def test_a_better_documented_number_keeps_its_value(world):
    write(world, "base.yaml", GOOD)
    better = "extends: base\nactors:\n  Liberia: {planned_budget: {confidence: low}}\n"
    write(world, "child.yaml", better)
    known = Scenario.load("child.yaml").provenance("actors.Liberia.planned_budget")
    assert (known.value, known.source, known.confidence) == (3.7, "WDI", "low")


def test_round_trip(good):
    text = yaml.safe_dump(good.resolved(), sort_keys=False)
    again = Scenario.from_dict(yaml.safe_load(text), good.name)
    assert again == good
    assert again.resolved() == good.resolved()
    assert again.sha256 == good.sha256
    assert again.actors == good.actors
    assert again.events == good.events
    for address in ("actors.China.budget", "actors.Liberia.personnel", "events.freeze.depth"):
        first, second = good.provenance(address), again.provenance(address)
        assert (first.value, first.source, first.status) == (
            second.value,
            second.source,
            second.status,
        )


def test_the_resolved_document_loads_as_a_file(good, world):
    write(world, "again.yaml", yaml.safe_dump(good.resolved(), sort_keys=False))
    assert Scenario.load("again.yaml").sha256 == good.sha256


def test_the_fingerprint_follows_the_content(good, world):
    write(world, "other.yaml", GOOD.replace("budget: 1.5", "budget: 1.6", 1))
    assert Scenario.load("other.yaml").sha256 != good.sha256
    write(world, "same.yaml", "# a comment\n" + GOOD)
    assert Scenario.load("same.yaml").sha256 == good.sha256


def test_the_resolved_document_is_a_copy(good):
    before = good.sha256
    good.resolved()["actors"].clear()
    assert good.sha256 == before


def test_scenarios_travel_between_processes(good):
    assert pickle.loads(pickle.dumps(good)) == good  # noqa: S301
    assert copy.deepcopy(good) == good


def test_replaced(good):
    longer = good.replaced(quarters=40)
    assert (longer.quarters, good.quarters) == (40, 12)
    assert Scenario.from_dict(longer.resolved(), good.name) == longer
    for bad in (0, 401, True, 1.5, "3"):
        with pytest.raises(ScenarioError, match="whole number between 1 and 400"):
            good.replaced(quarters=bad)


def test_a_host_can_be_alone():
    scenario = Scenario.from_dict(HOST_ALONE)
    assert scenario.names == ["H"]
    assert scenario.axis("supplier") == []


@pytest.mark.parametrize("data", [None, 3, [], "x", {1: 2}, {"title": {1, 2}}, {"title": object()}])
def test_plain_data_that_is_no_scenario(data):
    with pytest.raises(ScenarioError):
        Scenario.from_dict(data)


def test_plain_data_that_holds_itself():
    data = copy.deepcopy(HOST_ALONE)
    data["actors"]["H"]["note"] = data
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_dict(data)
    address = ".".join(["actors.H.note"] * 14)
    assert str(caught.value).startswith(f"scenario: {address[:20]}")
    assert str(caught.value).count("actors") == 14


def test_numpy_numbers_are_numbers():
    import numpy as np

    data = copy.deepcopy(HOST_ALONE)
    data["actors"]["H"]["personnel"] = np.int64(10)
    data["actors"]["H"]["ceiling"] = np.float32(10)
    assert Scenario.from_dict(data) == Scenario.from_dict(HOST_ALONE)


def test_parameter_table():
    rows = parameter_table()
    assert [row.address for row in rows] == sorted(row.address for row in rows)
    gain = next(row for row in rows if row.address == "rules.fatigue.gain")
    assert (gain.default, gain.low, gain.high, gain.unit) == (0.12, 0.0, 0.4, "1/year")


def test_json_schema_knows_all_columns():
    schema = json_schema()
    for kind, columns in KINDS.items():
        given = {name for name, column in columns.declared().items() if column.given}
        extra = {"kind", "label", "role", "note", "source", "status", "confidence"}
        assert set(schema["$defs"][kind]["properties"]) == given | extra
        assert schema["$defs"][kind]["required"] == ["kind"]  # the rest may be inherited
    budget = schema["$defs"]["partner_state"]["properties"]["budget"]
    assert budget["anyOf"][0] == {"minimum": 0.0, "type": "number"}
    assert budget["description"].endswith("[million US$ a quarter]")


def test_json_schema_refers_to_what_it_defines():
    schema = json_schema()
    seen = []

    def walk(node):
        if isinstance(node, dict):
            assert "x-or-quantity" not in node
            seen.append(node.get("$ref"))
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(schema)
    references = {ref.removeprefix("#/$defs/") for ref in seen if isinstance(ref, str)}
    assert references <= set(schema["$defs"])
    assert {"quantity", "host_state", "Event", "rule_fatigue"} <= references
