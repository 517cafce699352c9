"""Scenarios that change other scenarios."""

from __future__ import annotations

import pytest

from sim.errors import ScenarioError
from sim.scenario import Scenario, folders, scenario_names
from tests.scenario.worlds import GOOD, write


def told(name):
    with pytest.raises(ScenarioError) as caught:
        Scenario.load(name)
    return str(caught.value)


def test_mappings_merge_and_all_else_replaces(world):
    write(world, "base.yaml", GOOD)
    write(
        world,
        "child.yaml",
        "extends: base\ntitle: Child\nactors:\n  China: {budget: 2, rivalry: []}\n"
        "  Ghana: {kind: partner_state, budget: 1, appropriated: 1}\n"
        "events: {gap: null}\n",
    )
    base, child = Scenario.load("base.yaml"), Scenario.load("child.yaml")
    assert (base.title, child.title, child.quarters) == ("Good world", "Child", 12)
    assert child.actors["China"].numbers["budget"] == 2
    assert child.actors["China"].numbers["profile"] == {"infrastructure": 0.6, "equipment": 0.4}
    assert child.actors["China"].numbers["rivalry"] == {}
    assert child.names == ["Liberia", "China", "United States", "Ghana", "ECOWAS"]
    assert list(child.events) == ["freeze"]
    assert [path.name for path in child.files] == ["child.yaml", "base.yaml"]


def test_a_removed_actor_takes_its_inherited_labels_along(world):
    write(world, "base.yaml", GOOD)
    write(world, "child.yaml", "extends: base\nactors: {ECOWAS: null}\n")
    child = Scenario.load("child.yaml")
    assert "ECOWAS" not in child.names
    assert child.actors["United States"].numbers["assessment"] == {}


def test_a_removed_actor_may_not_be_named_again(world):
    write(world, "base.yaml", GOOD)
    write(
        world,
        "child.yaml",
        "extends: base\nactors:\n  ECOWAS: null\n  China: {assessment: {ECOWAS: 0.1}}\n",
    )
    assert told("child.yaml") == (
        "child.yaml:4: actors.China.assessment: 'ECOWAS' is not an actor of the scenario"
    )


def test_events_on_a_removed_actor_are_faults(world):
    write(world, "base.yaml", GOOD)
    write(world, "child.yaml", "extends: base\nactors: {United States: null}\n")
    lines = told("child.yaml").splitlines()
    assert [line.split(":")[1] for line in lines] == ["36", "42"]


def test_nothing_to_remove(world):
    write(world, "base.yaml", GOOD)
    write(world, "child.yaml", "extends: base\nactors: {Ghana: null}\n")
    assert told("child.yaml") == "child.yaml:2: actors.Ghana is empty; it must be a mapping"


def test_faults_name_the_file_that_has_them(world):
    write(world, "base.yaml", GOOD.replace("quarters: 12", "quarters: 0"))
    write(world, "child.yaml", "extends: base\nactors:\n  China: {budget: -1}\n")
    assert [line.split(" ")[0] for line in told("child.yaml").splitlines()] == [
        "base.yaml:3:",
        "child.yaml:3:",
    ]


def test_a_circle_is_named(world):
    write(world, "a.yaml", "extends: b\n")
    write(world, "b.yaml", "extends: a\n")
    assert told("a.yaml") == "b.yaml:1: extends goes in a circle: a -> b -> a"
    write(world, "a.yaml", "extends: a\n")
    assert told("a.yaml") == "a.yaml:1: extends goes in a circle: a -> a"


def test_a_long_chain_ends(world):
    for index in range(30):
        write(world, f"s{index}.yaml", f"extends: s{index + 1}\n")
    assert "more than 20 files" in told("s0.yaml")


@pytest.mark.parametrize(
    "name", ["../secret", "../secret.yaml", "sub/../../secret", "/tmp/x", "C:\\x", "link"]
)
def test_nothing_outside_the_tree_is_read(name, world):
    write(world, "secret.yaml", GOOD)
    write(world, "tree/sub/x.yaml", GOOD)
    (world / "tree" / "link.yaml").symlink_to(world / "secret.yaml")
    write(world, "tree/a.yaml", f"extends: '{name}'\n")
    message = told("tree/a.yaml")
    assert message.startswith("tree/a.yaml:1: extends is ")
    assert "lies outside" in message or "must be a name or a relative path" in message


def test_a_linked_folder_is_outside(world):
    write(world, "other/secret.yaml", GOOD)
    write(world, "tree/a.yaml", "extends: inside/secret\n")
    (world / "tree" / "inside").symlink_to(world / "other")
    assert "lies outside" in told("tree/a.yaml")


def test_a_relative_path_may_go_up_inside_the_tree(world, shelf):
    write(shelf, "base.yaml", GOOD)
    write(shelf, "liberia/a.yaml", "extends: ../base\ntitle: A\n")
    write(shelf, "liberia/b.yaml", "extends: liberia/a\n")
    assert Scenario.load("liberia/a").title == "A"
    assert Scenario.load("liberia/b").title == "A"
    assert Scenario.load("liberia/b").name == "liberia/b"


def test_names_are_found_near_the_file_and_then_among_the_shipped(world, shelf):
    write(shelf, "liberia/base.yaml", GOOD)
    write(shelf, "policies/open.yaml", "title: x\n")
    write(shelf, "levers.yaml", "{}\n")
    write(world, "mine/a.yaml", "extends: liberia/base\ntitle: Mine\n")
    assert scenario_names() == ["liberia/base"]
    assert folders.policy_names() == ["open"]
    assert Scenario.load("mine/a.yaml").title == "Mine"
    write(world, "mine/liberia/base.yaml", GOOD.replace("quarters: 12", "quarters: 9"))
    assert Scenario.load("mine/a.yaml").quarters == 9
    assert Scenario.load("liberia/base").quarters == 12


def test_an_unknown_name_gets_the_nearest(world, shelf):
    write(shelf, "liberia/base.yaml", GOOD)
    for name in ("liberia/bsae", "base", "liberia"):
        assert told(name) == f"there is no scenario '{name}'; did you mean 'liberia/base'?"
    write(world, "a.yaml", "title: A\nextends: liberia/bse\n")
    assert told("a.yaml") == (
        "a.yaml:2: extends is 'liberia/bse'; there is no scenario 'liberia/bse'; "
        "did you mean 'liberia/base'?"
    )
    assert "extends must be the name" in told(write(world, "b.yaml", "extends: [a]\n"))


def test_plain_data_may_extend_a_shipped_scenario(shelf):
    write(shelf, "base.yaml", GOOD)
    scenario = Scenario.from_dict({"extends": "base", "quarters": 3})
    assert (scenario.quarters, scenario.title) == (3, "Good world")
