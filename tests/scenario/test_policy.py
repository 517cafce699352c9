"""Policies: levers of the catalogue, levers of one's own, and when they are pulled."""

from __future__ import annotations

import pytest

from sim.errors import ScenarioError
from sim.scenario import Policy, Scenario, Target, Trigger, When, lever_names, policy_names
from tests.scenario.worlds import GOOD, POLICY, write

CATALOGUE = """\
transparency:
  title: Open books
  description: Donors see what help becomes.
  cost: {value: 0.3, unit: million US$ a quarter, source: A budget}
  source: A handbook
  effects: [{address: actors.host_state.transparency, add: 0.4}]
grants:
  title: More grants
  effects: [{address: actors.ngo.trust, add: 0.1}]
"""


def told(policy, scenario):
    with pytest.raises(ScenarioError) as caught:
        Policy.load(policy, scenario)
    return str(caught.value)


@pytest.fixture
def catalogue(world):
    write(world, "levers.yaml", CATALOGUE)


def test_none(good):
    for policy in (Policy.none(), Policy.load("none", good)):
        assert (policy.name, policy.levers) == ("none", {})
        assert Policy.from_dict(policy.resolved(), good, "none") == policy


def test_an_own_lever(good, world):
    write(world, "policies/books.yaml", POLICY)
    policy = Policy.load("books", good)
    lever = policy.levers["books"]
    assert (policy.name, policy.title) == ("books", "Good policy")
    assert lever.when == When("date", 2, 2)
    assert (lever.lasts, lever.depth, lever.cost, lever.ramp) == ((4, 4), (0.6, 0.6), 0.2, 0)
    assert lever.effects[0].targets == (Target("column", "Liberia", "transparency"),)
    assert Policy.load("policies/books.yaml", good) == policy
    assert told("boks", good) == "there is no policy 'boks'; did you mean 'books'?"
    assert Policy.from_dict(policy.resolved(), good, "books") == policy


@pytest.mark.usefixtures("catalogue")
def test_a_lever_of_the_catalogue(good, world):
    write(world, "a.yaml", "title: A\nlevers:\n  transparency: {intensity: 0.5, ramp: 4}\n")
    policy = Policy.load("a.yaml", good)
    lever = policy.levers["transparency"]
    assert (lever.title, lever.cost, lever.ramp) == ("Open books", 0.3, 4)
    assert (lever.when, lever.lasts) == (When("date", 0, 0), None)
    assert lever.source == "A handbook"
    assert [path.name for path in policy.files] == ["a.yaml", "levers.yaml"]
    assert Policy.from_dict(policy.resolved(), good, "a") == policy


@pytest.mark.usefixtures("catalogue")
def test_the_catalogue_lies_beside_the_folder_of_policies(good, world):
    write(world, "policies/a.yaml", "title: A\nlevers:\n  transparency: {intensity: 0.5}\n")
    assert Policy.load("policies/a.yaml", good).levers["transparency"].cost == 0.3


@pytest.mark.usefixtures("catalogue")
def test_a_lever_for_actors_that_are_not_there_moves_nothing(good, world):
    write(world, "a.yaml", "title: A\nlevers:\n  grants: {intensity: 1, cost: 1}\n")
    lever = Policy.load("a.yaml", good).levers["grants"]
    assert (lever.cost, lever.effects[0].targets) == (1.0, ())


@pytest.mark.usefixtures("catalogue")
def test_a_triggered_lever(good, world):
    text = "title: A\nlevers:\n  transparency:\n    intensity: 1\n"
    text += "    when: actors.China.trust < 0.2 for 3 quarters\n    lasts: 8\n"
    write(world, "a.yaml", text)
    lever = Policy.load("a.yaml", good).levers["transparency"]
    assert lever.when.trigger == Trigger("actors.China.trust", "<", 0.2, 3)
    assert lever.lasts == (8, 8)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("lever", "message"),
    [
        ("transparancy: {intensity: 1}", "3: levers.transparancy is not in the catalogue; "
         "did you mean 'transparency'?"),
        ("mine: {intensity: 1}", "3: levers.mine is not in the catalogue; "
         "a lever of your own needs `effects`"),
        ("transparency: {intensity: 2}", "3: levers.transparency.intensity is 2; "
         "it must be between 0 and 1"),
        ("transparency: {}", "3: levers.transparency.intensity is missing"),
        ("transparency: 0.5", "3: levers.transparency is 0.5; it must be a mapping"),
        ("transparency: {intensity: 1, until: 2024Q4}", "3: levers.transparency.until ends in "
         "2024Q4, before it begins in 2025Q1"),
        ("transparency: {intensity: 1, start: now}", "3: levers.transparency.start is 'now'; "
         "it must be a quarter such as 2025Q1, or 'after 4 quarters'"),
        ("transparency: {intensity: 1, start: 2025Q1, when: 2025Q1}", "3: levers.transparency "
         "has both `when` and `start`; state one"),
        ("transparency: {intensity: 1, until: 2026Q1, lasts: 3}", "3: levers.transparency "
         "has both `until` and `lasts`; state one"),
        ("transparency: {intensity: 1, intensty: 1}", "3: levers.transparency.intensty is not "
         "known for a lever; did you mean 'intensity'?"),
        ("transparency: {intensity: 1, cost: -1}", "3: levers.transparency.cost is -1; "
         "it must be at least 0 [million US$ a quarter]"),
        ("mine: {intensity: 1, effects: [{address: actors.Peru.trust, add: 1}]}",
         "3: levers.mine.effects.0.address is 'actors.Peru.trust': there is no actor 'Peru'"),
    ],
)  # fmt: skip
def test_faults(good, world, lever, message):
    write(world, "a.yaml", f"title: A\nlevers:\n  {lever}\n")
    assert told("a.yaml", good) == f"a.yaml:{message}"


def test_faults_of_the_file(good, world):
    write(world, "a.yaml", "titel: A\nlevers: [x]\n")
    assert sorted(told("a.yaml", good).splitlines()) == [
        "a.yaml:1: titel is not known; did you mean 'title'?",
        "a.yaml:1: title is missing",
        "a.yaml:2: levers is a list; it must be a mapping from names to levers",
    ]


def test_faults_of_the_catalogue(good, world):
    write(world, "levers.yaml", CATALOGUE.replace("  title: More grants\n", "  titel: More\n"))
    write(world, "a.yaml", "title: A\nlevers:\n  grants: {intensity: 1}\n")
    lines = told("a.yaml", good).splitlines()
    assert all(line.startswith("levers.yaml:") for line in lines)
    assert any("levers.grants.title is missing" in line for line in lines)


def test_names(world, shelf):
    write(shelf, "base.yaml", GOOD)
    write(shelf, "levers.yaml", CATALOGUE)
    write(shelf, "policies/open.yaml", "title: O\nlevers: {grants: {intensity: 1}}\n")
    write(shelf, "policies/shut.yaml", POLICY)
    assert policy_names() == ["open", "shut"]
    assert lever_names() == ["grants", "transparency"]
    scenario = Scenario.load("base")
    assert Policy.load("open", scenario).levers["grants"].title == "More grants"
    assert told("opne", scenario) == "there is no policy 'opne'; did you mean 'open'?"
    for bad in (None, 3, ""):
        with pytest.raises(ScenarioError):
            Policy.load(bad, scenario)
    for bad in (None, 3, [], {"title": "x"}, {"title": "x", "levers": {"a": 3}}):
        with pytest.raises(ScenarioError):
            Policy.from_dict(bad, scenario)


@pytest.mark.usefixtures("catalogue")
def test_a_date_may_be_counted_from_the_start(good, world):
    """The same policy for scenarios of any date: one year in, for two years."""
    write(
        world, "a.yaml",
        "title: A\nlevers:\n  transparency:\n    intensity: 1\n    start: after 4 quarters\n"
        "    until: after 11 quarters\n",
    )  # fmt: skip
    lever = Policy.load("a.yaml", good).levers["transparency"]
    assert (lever.when.kind, lever.when.first, lever.lasts) == ("date", 4, (8.0, 8.0))
    again = Policy.from_dict(Policy.load("a.yaml", good).resolved(), good)
    assert again.levers["transparency"].when == lever.when
