import io
import re

import pytest

from experiments.dashboard import catalogue
from experiments.dashboard.fault import DashboardError, worded
from experiments.dashboard.preparing import fitting, prepare
from experiments.dashboard.state import World
from experiments.dashboard.uploads import take
from sim import Scenario
from sim.errors import ScenarioError
from sim.scenario.tree import MAX_BYTES

BASELINE = Scenario.load("liberia/baseline")
OWN = b"""title: Mine
extends: toy
quarters: 6
"""


def test_levers_of_the_catalogue_join_those_of_the_policy():
    prepared = prepare(World("toy", "none", ("transparency",)), 4, {})
    assert list(prepared.policy.levers) == ["transparency"]
    assert prepared.policy.levers["transparency"].depth == (1.0, 1.0)
    assert prepared.scenario.quarters == 4
    assert "transparency" not in catalogue.spare_levers(prepared)


@pytest.mark.parametrize(
    ("world", "words"),
    [
        (World("liberia/basline"), "did you mean 'liberia/baseline'"),
        (World("/etc/passwd"), "there is no scenario '/etc/passwd'"),
        (World("../scenarios/toy.yaml"), "there is no scenario"),
        (World("toy", "../policies/rescue.yaml"), "there is no policy"),
        (World("toy", "none", ("transparensy",)), "did you mean 'transparency'"),
        (World("toy").having("rules.fatigue.gain", 9.0), "it must be"),
        (World("toy").having("rules.fatige.gain", 0.1), "did you mean 'fatigue'"),
        (World("upload:mine"), "choose the file again"),
    ],
)
def test_what_is_not_fit_to_run_is_told(world, words):
    with pytest.raises(ScenarioError, match="(?s)" + words.replace("(", r"\(")):
        prepare(world, None, {})


def test_all_faults_come_at_once():
    world = World("toy").having("rules.fatigue.gain", 9.0).having("rules.fatigue.rest", -1.0)
    with pytest.raises(ScenarioError) as caught:
        prepare(world, None, {})
    assert len(caught.value.faults) == 2


def test_what_does_not_fit_another_world_is_dropped_and_told():
    world = World("toy").having("actors.China.budget", 3.0).having("rules.fatigue.gain", 0.2)
    kept, dropped = fitting(world, {})
    assert dropped == ["actors.China.budget"]
    assert kept.settings == (("rules.fatigue.gain", 0.2),)


def test_a_file_of_ones_own_is_a_world_of_the_session_only():
    file = take("My world.yaml", io.BytesIO(OWN), BASELINE)
    assert file.kind == "scenario"
    assert re.fullmatch("upload:My-world-[0-9a-f]{8}", file.key)
    assert take("My world.yaml", io.BytesIO(OWN + b"# new"), BASELINE).key != file.key
    assert prepare(World(file.key), None, {file.key: file}).scenario.quarters == 6
    with pytest.raises(ScenarioError, match="another session"):
        prepare(World(file.key), None, {})


def test_a_policy_of_ones_own():
    text = b"title: Open books\nlevers:\n  transparency: {intensity: 0.5}\n"
    file = take("open.yml", io.BytesIO(text), BASELINE)
    assert file.kind == "policy"
    prepared = prepare(World("toy", file.key), None, {file.key: file})
    assert prepared.policy.levers["transparency"].depth == (0.5, 0.5)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"title: x\nquarters: many\nextends: toy\n", r"bad\.yaml:2: .*quarters"),
        (b"title: !!python/object:os.system x\n", r"bad\.yaml:1: "),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", "the file is empty"),
        (b"a: " + b"x" * (MAX_BYTES + 1), "larger than"),
        (b"title: x\nextends: ../../etc/passwd\n", "bad.yaml"),
        (b"title: x\nlevers:\n  nonsense: {intensity: 1}\n", r"bad\.yaml"),
    ],
)
def test_bad_files_are_refused_with_their_lines(content, words):
    with pytest.raises(ScenarioError, match=words) as caught:
        take("/somewhere/bad.yaml", io.BytesIO(content), BASELINE)
    assert "/tmp" not in str(caught.value)
    assert "coalition-" not in str(caught.value)


def test_a_study_is_no_world():
    text = b"title: x\nscenarios: [toy]\ndesign: {method: sobol}\n"
    with pytest.raises(DashboardError, match="coalition sweep"):
        take("study.yaml", io.BytesIO(text), BASELINE)


def test_every_number_offered_can_be_asked_for_with_range_and_unit():
    prepared = prepare(World("liberia/us_freeze", "rescue"), None, {})
    for group in catalogue.groups(prepared):
        for address in catalogue.addresses(prepared, group):
            number = catalogue.number(prepared, address)
            assert number.range
            assert number.setting.meaning
            assert not number.changed
    assert catalogue.number(prepared, "events.us_freeze.depth").source.startswith("executive order")
    levers = dict(catalogue.of_policy(prepared))
    assert levers["adaptability"][0] == "policy.adaptability.intensity"


def test_a_failure_of_ours_is_logged_and_not_shown(caplog):
    words = worded(KeyError("secret"))
    assert "secret" not in words
    assert "fault of coalition-lab" in words
    assert "secret" in caplog.text
