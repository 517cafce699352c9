"""Every mistake is told with file, line, value and advice."""

from __future__ import annotations

import pytest

from sim.errors import ScenarioError
from sim.scenario import Scenario
from tests.scenario.worlds import GOOD, write

# what is replaced, by what, and the message without the name of the file
ONE_FAULT = {
    "range": (
        "    budget: 1.5",
        "    budget: -4",
        "10: actors.China.budget is -4; it must be at least 0 [million US$ a quarter]",
    ),
    "text for a number": (
        "    budget: 1.5",
        "    budget: much",
        "10: actors.China.budget is 'much'; "
        "it must be a number at least 0 [million US$ a quarter]",
    ),
    "boolean for a number": (
        "    budget: 1.5",
        "    budget: true",
        "10: actors.China.budget is true; it must be a number at least 0 [million US$ a quarter]",
    ),
    "nan": (
        "    budget: 1.5",
        "    budget: .nan",
        "10: actors.China.budget is nan; it must be a number at least 0 [million US$ a quarter]",
    ),
    "empty": (
        "    budget: 1.5",
        "    budget:",
        "10: actors.China.budget is empty; it must be a number at least 0 [million US$ a quarter]",
    ),
    "quantity": (
        "value: 3.7, unit",
        "value: -1, unit",
        "17: actors.Liberia.planned_budget is -1; it must be at least 0 [million US$ a quarter]",
    ),
    "unit": (
        "unit: million US$ a quarter",
        "unit: million US$ a year",
        "17: actors.Liberia.planned_budget is in 'million US$ a year'; "
        "it must be in 'million US$ a quarter'",
    ),
    "word of a quantity": (
        "confidence: high",
        "confidnce: high",
        "17: actors.Liberia.planned_budget.confidnce is not known here; did you mean 'confidence'?",
    ),
    "confidence": (
        "confidence: high",
        "confidence: great",
        "17: actors.Liberia.planned_budget.confidence is 'great'; "
        "it must be one of high, medium, low",
    ),
    "no value": (
        "    budget: 1.5",
        "    budget: {source: x}",
        "10: actors.China.budget is a mapping without `value`; "
        "it must be a number, or {value: ...}",
    ),
    "whole number": (
        "    budget: 4\n",
        "    budget: 4\n    fiscal_quarter: 1.5\n",
        "26: actors.United States.fiscal_quarter is 1.5; "
        "it must be a whole number between 1 and 4 [quarter]",
    ),
    "unknown column": (
        "    budget: 1.5",
        "    budget: 1\n    bugdet: 2",
        "11: actors.China.bugdet is not known for a partner_state; did you mean 'budget'?",
    ),
    "flow": (
        "    budget: 1.5",
        "    budget: 1\n    offered: 2",
        "11: actors.China.offered is computed each quarter; a partner_state cannot be given it",
    ),
    "missing column": (
        "    budget: 1.5\n",
        "",
        "8: actors.China.budget is missing: assistance to the host that full priority would pay "
        "[million US$ a quarter]",
    ),
    "no kind": (
        "  ECOWAS: {kind: intergovernmental_body, ",
        "  ECOWAS: {",
        "28: actors.ECOWAS has no kind; it must be one of host_state, partner_state, "
        "intergovernmental_body, ngo, private_firm, community",
    ),
    "bad kind": (
        "kind: intergovernmental_body",
        "kind: intergovernmental",
        "28: actors.ECOWAS.kind is 'intergovernmental'; it must be one of host_state, "
        "partner_state, intergovernmental_body, ngo, private_firm, community; "
        "did you mean 'intergovernmental_body'?",
    ),
    "channel": (
        "infrastructure: 0.6",
        "infrastucture: 0.6",
        "12: actors.China.profile.infrastucture is not known as a channel; "
        "did you mean 'infrastructure'?",
    ),
    "sum": (
        "equipment: 0.4",
        "equipment: 0.3",
        "12: actors.China.profile sums to 0.9; its shares must sum to 1",
    ),
    "label": (
        "[United States]",
        "[Untied States]",
        "13: actors.China.rivalry: 'Untied States' is not an actor of the scenario; "
        "did you mean 'United States'?",
    ),
    "label of another kind": (
        "membership: [China]",
        "membership: [ECOWAS]",
        "28: actors.ECOWAS.membership names ECOWAS itself",
    ),
    "host as a member": (
        "membership: [China]",
        "membership: [Liberia]",
        "28: actors.ECOWAS.membership: 'Liberia' is the host, a member by scenario; leave it out",
    ),
    "same label twice": (
        "membership: [China]",
        "membership: [China, China]",
        "28: actors.ECOWAS.membership names 'China' twice",
    ),
    "axis as a number": (
        "membership: [China]",
        "membership: 3",
        "28: actors.ECOWAS.membership is 3; it must be a mapping from labels (partner_state) "
        "to numbers, or a list of labels",
    ),
    "no host": (
        "kind: host_state",
        "kind: ngo",
        None,
    ),
    "two hosts": (
        "  ECOWAS: {kind: intergovernmental_body, membership: [China]}",
        "  ECOWAS: {kind: intergovernmental_body, membership: [China]}\n"
        "  Ghana: {kind: host_state, planned_budget: 1, required_budget: 1, own_budget: 1, "
        "ceiling: 1, personnel: 1, external_lately: 1}",
        "29: actors.Ghana is a second host_state beside Liberia; a scenario has exactly one",
    ),
    "rule": (
        "  fatigue: {",
        "  fatige: {",
        "6: rules.fatige is not a rule; did you mean 'fatigue'?",
    ),
    "parameter": (
        "on: false",
        "rset: 0.2",
        "6: rules.fatigue.rset is not known for the rule fatigue; did you mean 'rest'?",
    ),
    "parameter's range": (
        "value: 0.1,",
        "value: 9,",
        "6: rules.fatigue.gain is 9; it must be between 0 and 0.4 [1/year]",
    ),
    "switch": (
        "on: false",
        "on: off",
        "6: rules.fatigue.on is 'off'; it must be true, false, 1 or 0",
    ),
    "start": (
        "start: 2025Q1",
        "start: 2025Q5",
        "2: start: '2025Q5' is not a quarter; write it as 2025Q1",
    ),
    "far start": (
        "start: 2025Q1",
        "start: 9999Q4",
        None,
    ),
    "quarters": (
        "quarters: 12",
        "quarters: 401",
        "3: quarters is 401; it must be a whole number between 1 and 400",
    ),
    "title": (
        "title: Good world",
        "title: 2025",
        "1: title is 2025; it must be text (write it in quotes)",
    ),
    "unknown key": (
        "title: Good world",
        "title: Good world\nevent: {}",
        "2: event is not known; did you mean 'events'?",
    ),
    "date": (
        "when: 2025Q3",
        "when: soon",
        "32: events.freeze.when is 'soon'; it must be a quarter such as 2025Q1, "
        "or 'after 4 quarters', a {between} or {rate} mapping, or a trigger",
    ),
    "date as a number": (
        "when: 2025Q3",
        "when: 2025",
        "32: events.freeze.when is 2025; it must be a quarter such as 2025Q1, "
        "{between: [2025Q1, 2026Q4]}, {rate: 0.1}, or a trigger such as "
        "'funding_gap > 0.3 for 2 quarters'",
    ),
    "dates in disorder": (
        "when: 2025Q3",
        "when: {between: [2026Q1, 2025Q2]}",
        "32: events.freeze.when ends in 2025Q2, before it begins in 2026Q1",
    ),
    "chance": (
        "when: 2025Q3",
        "when: {rate: 3}",
        "32: events.freeze.when.rate is 3; it must be a chance a year between 0 and 1",
    ),
    "word of a date": (
        "when: 2025Q3",
        "when: {rate: 0.1, form: 2025Q1}",
        "32: events.freeze.when.form is not known for a date; did you mean 'from'?",
    ),
    "trigger's column": (
        "funding_gap > 0.3",
        "fundinggap > 0.3",
        "39: events.gap.when is 'fundinggap > 0.3 for 2 quarters': 'fundinggap' is not known "
        "for a host_state; did you mean 'funding_gap'?",
    ),
    "trigger's form": (
        "funding_gap > 0.3 for",
        "funding_gap >= 0.3 for",
        "39: events.gap.when is 'funding_gap >= 0.3 for 2 quarters': a trigger reads "
        "'funding_gap > 0.3 for 2 quarters' (with > or <, not >= or <=)",
    ),
    "trigger out of reach": (
        "funding_gap > 0.3",
        "funding_gap > 3",
        "39: events.gap.when is 'funding_gap > 3 for 2 quarters': "
        "actors.Liberia.funding_gap is always between 0 and 1",
    ),
    "trigger without a label": (
        "funding_gap > 0.3",
        "actors.China.relation > 0.3",
        "39: events.gap.when is 'actors.China.relation > 0.3 for 2 quarters': "
        "'relation' needs a label: relation.LABEL (partner_state)",
    ),
    "pair": (
        "lasts: [2, 8]",
        "lasts: [8, 2]",
        "33: events.freeze.lasts is [8, 2]; the lower comes first",
    ),
    "long pair": (
        "lasts: [2, 8]",
        "lasts: [2, 8, 9]",
        "33: events.freeze.lasts is a list; it must be a whole number of quarters from 1 to 400, "
        "or a pair [shortest, longest]",
    ),
    "inside a pair": (
        "[0.2, 0.8]",
        "[0.2, 1.8]",
        "34: events.freeze.depth.value.1 is 1.8; it must be between 0 and 1, or a pair "
        "[lowest, highest] (put the size into the effect)",
    ),
    "effect's actor": (
        "address: actors.United States.budget",
        "address: actors.United Sates.budget",
        "36: events.freeze.effects.0.address is 'actors.United Sates.budget': "
        "there is no actor 'United Sates'; did you mean 'United States'?",
    ),
    "effect on a flow": (
        "address: actors.United States.budget",
        "address: actors.United States.offered",
        "36: events.freeze.effects.0.address is 'actors.United States.offered': "
        "'offered' is computed each quarter; nothing else may move it",
    ),
    "effect on all": (
        "actors.*.trust",
        "actors.*.trusd",
        "40: events.gap.effects.0.address is 'actors.*.trusd': "
        "'trusd' is no column; did you mean 'trust'?",
    ),
    "effect on all flows": (
        "actors.*.trust",
        "actors.*.offered",
        "40: events.gap.effects.0.address is 'actors.*.offered': "
        "'offered' is computed each quarter",
    ),
    "two in one effect": (
        "scale: -1",
        "scale: -1, add: 2",
        "36: events.freeze.effects.0 must state one of scale, add and set; it has scale and add",
    ),
    "effect's aim": (
        "set: 0}",
        "set: 5}",
        "37: events.freeze.effects.1.set is 5; rules.fatigue.gain must be between 0 and 0.4 "
        "[1/year]",
    ),
    "no effects": (
        "effects: [{address: actors.*.trust, add: -0.1}]",
        "effects: []",
        "40: events.gap.effects is a list; it must be a list with at least one "
        "{address, scale | add | set}",
    ),
    "trend of a state": (
        "  actors.United States.budget: {",
        "  actors.United States.trust: {",
        "42: trends: 'actors.United States.trust': trust is moved by the actor itself; "
        "only settings have trends",
    ),
    "trend of nobody": (
        "  actors.United States.budget: {",
        "  actors.Nobody.budget: {",
        "42: trends: 'actors.Nobody.budget': there is no actor 'Nobody'",
    ),
    "trend's rate": (
        "rate: -0.05",
        "rate: 50",
        "42: trends.actors.United States.budget.rate is 50; "
        "it must be a yearly log rate between -2 and 2",
    ),
    "name with a dot": (
        "  gap:",
        "  g.ap:",
        "38: events.g.ap: a name must not have a dot, which separates the parts of an address",
    ),
    "name with a space": (
        "  gap:",
        "  ' gap':",
        "38: events. gap: a name must not begin or end with a space",
    ),
    "reserved name": (
        "  ECOWAS: {",
        "  ngo: {",
        None,
    ),
    "actor that is no mapping": (
        "  ECOWAS: {kind: intergovernmental_body, membership: [China]}",
        "  ECOWAS: yes",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE_FAULT)
def test_a_fault_is_told_with_its_place(case, world):
    old, new, expected = ONE_FAULT[case]
    assert GOOD.count(old) == 1
    write(world, "bad.yaml", GOOD.replace(old, new))
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("bad.yaml")
    told = str(caught.value).splitlines()
    if expected is None:
        assert all(line.startswith("bad.yaml:") for line in told)
    else:
        assert told == [f"bad.yaml:{expected}"]


def test_faults_that_come_with_others(world):
    def told(old, new):
        write(world, "bad.yaml", GOOD.replace(old, new))
        with pytest.raises(ScenarioError) as caught:
            Scenario.load("bad.yaml")
        return str(caught.value)

    assert "start is 9999Q4; it must be between 1900Q1 and 2150Q4" in told("2025Q1", "9999Q4")
    assert "a name must not be 'ngo', a word of the scenario language" in told("ECOWAS", "ngo")
    assert "actors.ECOWAS is 'yes'; it must be a mapping" in told(
        "ECOWAS: {kind: intergovernmental_body, membership: [China]}", "ECOWAS: yes"
    )


def test_letters_that_only_look_right_are_named(world):
    write(world, "bad.yaml", GOOD.replace("quarters:", "quarters\u200b:"))
    with pytest.raises(ScenarioError, match=r"mean 'quarters'\? \(it holds U\+200B, ZERO"):
        Scenario.load("bad.yaml")


def test_a_misspelt_actor_of_the_file_below_is_found(world):
    write(world, "good.yaml", GOOD)
    write(world, "bad.yaml", "title: x\nextends: good\nactors:\n  Chinna: {budget: 2}\n")
    with pytest.raises(ScenarioError, match=r"bad.yaml:4: .*Chinna has no kind.* mean 'China'\?"):
        Scenario.load("bad.yaml")


def test_all_faults_of_a_file_come_at_once(world):
    text = GOOD.replace("budget: 1.5", "budget: -4", 1).replace("quarters: 12", "quarters: 0")
    write(world, "bad.yaml", text.replace("when: 2025Q3", "when: soon"))
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("bad.yaml")
    assert [fault.line for fault in caught.value.faults] == [3, 10, 32]
    assert [fault.address for fault in caught.value.faults] == [
        "quarters",
        "actors.China.budget",
        "events.freeze.when",
    ]


def test_a_status_that_claims_evidence_needs_a_source(world):
    text = GOOD.replace("source: The file's source\n", "status: stylised fact\n")
    write(world, "bad.yaml", text)
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("bad.yaml")
    assert str(caught.value) == "bad.yaml:4: the file has status 'stylised fact' but no source"


def test_without_a_host(world):
    lone = "title: t\nstart: 2025Q1\nquarters: 1\nactors:\n  A: {kind: ngo}\n"
    write(world, "bad.yaml", lone)
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("bad.yaml")
    assert str(caught.value) == ("bad.yaml:4: actors has no host_state; a scenario has exactly one")
