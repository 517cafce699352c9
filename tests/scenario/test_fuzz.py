"""Whatever comes in, only `ScenarioError` comes out."""

from __future__ import annotations

import copy

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.columns import KINDS
from sim.errors import ScenarioError
from sim.scenario import Policy, Scenario
from tests.scenario.worlds import GOOD, POLICY

WORDS = st.sampled_from(
    "value source status actors China Liberia budget kind partner_state host_state when between "
    "rate from effects address set 2025Q1 funding_gap>0.3 rules.fatigue.on actors.*.trust".split()
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), WORDS
)
MARKS = "{}[]:,-#&*!|>'\"%@`\n a0"
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(WORDS, st.text(max_size=5)), inner, max_size=4),
    ),
    max_leaves=12,
)
PLAIN = yaml.safe_load(GOOD.replace("on: false", "'on': false"))
SCENARIO = Scenario.from_dict(PLAIN)
relaxed = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def places(tree, path=()):
    yield path
    if isinstance(tree, dict | list):
        for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places(child, (*path, key))


def changed(tree, path, value):
    tree = copy.deepcopy(tree)
    if not path:
        return value
    inner = tree
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return tree


def survives(make, data):
    try:
        made = make(data)
    except ScenarioError as error:
        assert error.faults
        assert all(fault.message for fault in error.faults)
        return None
    again = make(yaml.safe_load(yaml.safe_dump(made.resolved(), sort_keys=False)))
    assert again.resolved() == made.resolved()
    return made


@relaxed
@given(TREES)
def test_any_tree(data):
    survives(Scenario.from_dict, data)


@relaxed
@given(st.dictionaries(st.sampled_from(list(PLAIN)), TREES, max_size=3))
def test_any_section(sections):
    survives(Scenario.from_dict, {**PLAIN, **sections})


@relaxed
@given(st.sampled_from(list(places(PLAIN))), TREES)
def test_any_mutation(path, value):
    survives(Scenario.from_dict, changed(PLAIN, path, value))


@relaxed
@given(st.sampled_from(list(places(yaml.safe_load(POLICY)))), TREES)
def test_any_mutation_of_a_policy(path, value):
    data = changed(yaml.safe_load(POLICY), path, value)
    survives(lambda d: Policy.from_dict(d, SCENARIO), data)


@relaxed
@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.text(MARKS, max_size=6))
def test_any_text(tmp_path_factory, position, length, text):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_text(GOOD[:position] + text + GOOD[position + length :])
    try:
        Scenario.load(path)
    except ScenarioError as error:
        assert all(fault.file for fault in error.faults)


@relaxed
@given(st.binary(max_size=60))
def test_any_bytes(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(content)
    try:
        Scenario.load(path)
    except ScenarioError as error:
        assert all(fault.file for fault in error.faults)


@st.composite
def worlds(draw):
    """Valid worlds: a host, some others, some of their columns inside the ranges."""
    kinds = draw(st.lists(st.sampled_from([k for k in KINDS if k != "host_state"]), max_size=6))
    actors = {}
    for index, kind in enumerate(["host_state", *kinds]):
        actor = {"kind": kind}
        for name, column in KINDS[kind].declared().items():
            wanted = column.default is None or draw(st.integers(0, 9)) == 0
            if column.given and not column.axis and wanted:
                low, high = max(column.low, -1e6), min(column.high, 1e6)
                numbers = (
                    st.integers(int(low), int(high)) if column.integer else st.floats(low, high)
                )
                number = draw(numbers)
                sourced = {"value": number, "source": "S", "note": "n"}
                actor[name] = sourced if draw(st.booleans()) else number
        actors[f"A{index}"] = actor
    return {"title": "T", "start": "2025Q1", "quarters": 4, "actors": actors}


@settings(relaxed, max_examples=60)
@given(worlds())
def test_valid_worlds_round_trip(data):
    assert survives(Scenario.from_dict, data) is not None
